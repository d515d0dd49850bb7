import { randomUUID } from 'node:crypto';
import { factsOf } from '../../core/chart/fact.ts';
import { sessionDateFault, type VisitTimes } from '../../core/chart/session-date.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import type { Flag } from '../../core/checking/flag.ts';
import { openFlags } from '../../core/checking/open-flags.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { AttestDraft } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import type { Tx } from '../storage/open-store.ts';
import { sha256 } from '../storage/seal.ts';
import { buildAttestation } from './build-attestation.ts';

/**
 * The only gate to the EHR. Attests exactly the text whose hash the screen showed: the stored version is rendered and
 * checked again here, and then draft status, attestation, outbox row and audit record commit together or not at all.
 * `needs` is what the EHR files no note without, and when the visit was. Every refusal is audited. Throws
 * ATTESTER_NOT_AUTHORISED, DRAFT_NOT_FOUND, DRAFT_STALE, DRAFT_ALREADY_ATTESTED, ENCOUNTER_NEEDED, FLAGS_OPEN,
 * SESSION_DATE_IMPOSSIBLE, VISIT_DATE_DIFFERS.
 */
export async function attestDraft(
  ctx: Context,
  launch: ActiveLaunch,
  draftId: string,
  request: AttestDraft,
  needs: { readonly encounter?: boolean; readonly visit?: VisitTimes } = {},
): Promise<{ attestationId: string; filingId: string }> {
  try {
    const { draft, text, flags } = await examine(ctx, launch, draftId, request);
    if (needs.encounter && launch.encounterReference === undefined) throw new AppError('ENCOUNTER_NEEDED');
    assertDateOfService(ctx, draft, needs.visit);
    const record = buildAttestation(launch, {
      id: randomUUID(),
      documentIdentifier: `urn:uuid:${randomUUID()}`,
      draft,
      text,
      flags,
      attestedAt: ctx.now().toISOString(),
    });
    const filingId = randomUUID();
    await ctx.store.transaction((trx) => commit(trx, ctx, launch, record, filingId));
    return { attestationId: record.id, filingId };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const refused =
      error.code === 'DRAFT_NOT_FOUND'
        ? ({ type: 'access.refused', code: error.code, handle: launch.handle } as const)
        : ({ type: 'attestation.refused', handle: launch.handle, draft: draftId, code: error.code } as const);
    await ctx.audit(launch.tenant, refused);
    throw error;
  }
}

async function examine(
  ctx: Context,
  launch: ActiveLaunch,
  draftId: string,
  request: AttestDraft,
): Promise<{ draft: Draft; text: string; flags: Flag[] }> {
  const row = await ctx.store.db
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', draftId)
    .where('tenant', '=', launch.tenant)
    .where('ehr', '=', launch.ehr.name)
    .where('patient_key', '=', launch.patientKey)
    .where('clinician_key', '=', launch.clinicianKey)
    .executeTakeFirst();
  if (!row) throw new AppError('DRAFT_NOT_FOUND');
  if (launch.clinician.role !== 'clinician' && launch.clinician.role !== 'supervisor')
    throw new AppError('ATTESTER_NOT_AUTHORISED');
  if (row.status === 'attested') throw new AppError('DRAFT_ALREADY_ATTESTED');
  if (row.encounter_key !== launch.encounterKey) throw new AppError('DRAFT_OF_OTHER_VISIT');
  const draft = ctx.sealer.open(row.body_sealed, `draft:${draftId}`) as Draft;
  const text = renderText(draft);
  if (row.version !== request.version || row.text_hash !== request.textHash || sha256(text) !== request.textHash)
    throw new AppError('DRAFT_STALE');
  const sessionDate = factsOf(draft.facts, 'session')[0]?.value.date ?? draft.createdAt.slice(0, 10);
  const { facts, missing, site } = draft;
  const flags = checkDraft({ note: draft, facts, missing, sessionDate, site });
  const open = openFlags(flags, draft.resolutions);
  if (open.length > 0) throw new AppError('FLAGS_OPEN', { detail: open.map((flag) => flag.code).join(' ') });
  return { draft: { ...draft, version: row.version, textHash: row.text_hash }, text, flags };
}

/** A slip in the date would take the note to another day, and with it which scores and which risk questions it is held to. */
function assertDateOfService(ctx: Context, draft: Draft, visit: VisitTimes | undefined): void {
  const [session] = factsOf(draft.facts, 'session');
  if (session === undefined) return;
  const birthDate = factsOf(draft.facts, 'patient')[0]?.value.birthDate;
  const fault = sessionDateFault({ date: session.value.date, now: ctx.now().toISOString(), birthDate, visit });
  if (fault === 'not-of-the-visit') throw new AppError('VISIT_DATE_DIFFERS');
  if (fault !== undefined) throw new AppError('SESSION_DATE_IMPOSSIBLE', { detail: fault });
}

async function commit(
  trx: Tx,
  ctx: Context,
  launch: ActiveLaunch,
  record: AttestationRecord,
  filingId: string,
): Promise<void> {
  // The condition, not the look-up before it, decides which of two simultaneous attestations wins.
  const won = await trx
    .updateTable('draft')
    .set({ status: 'attested', updated_at: record.attestedAt })
    .where('id', '=', record.draftId)
    .where('tenant', '=', record.tenant)
    .where('status', '=', 'draft')
    .where('version', '=', record.draftVersion)
    .where('text_hash', '=', record.textHash)
    .executeTakeFirst();
  if (Number(won.numUpdatedRows) !== 1) {
    const now = await trx.selectFrom('draft').select('status').where('id', '=', record.draftId).executeTakeFirst();
    throw new AppError(now?.status === 'attested' ? 'DRAFT_ALREADY_ATTESTED' : 'DRAFT_STALE');
  }
  await trx
    .insertInto('attestation')
    .values({
      id: record.id,
      tenant: record.tenant,
      ehr: record.ehr,
      draft_id: record.draftId,
      draft_version: record.draftVersion,
      text_hash: record.textHash,
      patient_key: launch.patientKey,
      body_sealed: ctx.sealer.seal(record, `attestation:${record.id}`),
      attested_at: record.attestedAt,
    })
    .execute();
  await trx
    .insertInto('outbox')
    .values({
      id: filingId,
      tenant: record.tenant,
      ehr: record.ehr,
      attestation_id: record.id,
      handle: launch.handle,
      state: 'planned',
      attempts: 0,
      next_at: record.attestedAt,
      leased_until: null,
      body_sealed: ctx.sealer.seal({}, `outbox:${filingId}`),
      updated_at: record.attestedAt,
    })
    .execute();
  await appendAuditIn(trx, record.tenant, new Date(record.attestedAt), {
    type: 'draft.attested',
    handle: launch.handle,
    draft: record.draftId,
    version: record.draftVersion,
    textHash: record.textHash,
    attestation: record.id,
    clinician: launch.clinicianKey,
    flags: record.flags
      .filter((flag) => flag.reason !== undefined)
      .map((flag) => ({ flagId: flag.flagId, reasonHash: sha256(flag.reason ?? '') })),
  });
}
