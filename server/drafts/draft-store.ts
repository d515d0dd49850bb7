import type { Draft } from '../../core/documents/draft.ts';
import type { DraftSummary } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import type { Tx } from '../storage/open-store.ts';
import { refuseForeignDraft, scopeOf } from './draft-scope.ts';

const purposeOf = (draftId: string): string => `draft:${draftId}`;

/** The draft with this id, if it belongs to the launch's patient, clinician and EHR. Throws DRAFT_NOT_FOUND, audited. */
export async function loadDraft(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<Draft> {
  const scope = scopeOf(launch);
  const row = await ctx.store.db
    .selectFrom('draft')
    .select(['body_sealed', 'status'])
    .where('id', '=', draftId)
    .where('tenant', '=', scope.tenant)
    .where('ehr', '=', scope.ehr)
    .where('patient_key', '=', scope.patient_key)
    .where('clinician_key', '=', scope.clinician_key)
    .executeTakeFirst();
  if (!row) return refuseForeignDraft(ctx, launch);
  const draft = ctx.sealer.open(row.body_sealed, purposeOf(draftId)) as Draft;
  return { ...draft, status: row.status };
}

/** The draft as it was composed: its version 1. The caller has made sure that the draft belongs to its launch. */
export async function loadComposed(ctx: Context, draftId: string): Promise<Draft> {
  const row = await ctx.store.db
    .selectFrom('draft_version')
    .select('body_sealed')
    .where('draft_id', '=', draftId)
    .where('version', '=', 1)
    .executeTakeFirstOrThrow();
  return ctx.sealer.open(row.body_sealed, purposeOf(draftId)) as Draft;
}

/** The drafts of this patient by this clinician, newest first, with the state of their filing. */
export async function listDrafts(ctx: Context, launch: ActiveLaunch): Promise<DraftSummary[]> {
  const scope = scopeOf(launch);
  const rows = await ctx.store.db
    .selectFrom('draft')
    .leftJoin('attestation', 'attestation.draft_id', 'draft.id')
    .leftJoin('outbox', 'outbox.attestation_id', 'attestation.id')
    .select([
      'draft.id',
      'draft.kind',
      'draft.format',
      'draft.version',
      'draft.status',
      'draft.updated_at',
      'outbox.state',
    ])
    .where('draft.tenant', '=', scope.tenant)
    .where('draft.ehr', '=', scope.ehr)
    .where('draft.patient_key', '=', scope.patient_key)
    .where('draft.clinician_key', '=', scope.clinician_key)
    .orderBy('draft.updated_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Draft['kind'],
    format: row.format as Draft['format'],
    version: row.version,
    status: row.status,
    updatedAt: row.updated_at,
    ...(row.state ? { filing: row.state } : {}),
  }));
}

/** Stores version 1 of a new draft. */
export async function insertDraft(trx: Tx, ctx: Context, launch: ActiveLaunch, draft: Draft): Promise<void> {
  const sealed = ctx.sealer.seal(draft, purposeOf(draft.id));
  await trx
    .insertInto('draft')
    .values({
      id: draft.id,
      ...scopeOf(launch),
      encounter_key: launch.encounterKey,
      kind: draft.kind,
      format: draft.format,
      version: draft.version,
      status: 'draft',
      text_hash: draft.textHash,
      body_sealed: sealed,
      created_at: draft.createdAt,
      updated_at: draft.updatedAt,
    })
    .execute();
  await insertVersion(trx, launch.tenant, draft, sealed);
}

/** Stores the next version over `basedOn`. Throws REVISION_CONFLICT when another window was faster, DRAFT_ALREADY_ATTESTED. */
export async function replaceDraft(
  trx: Tx,
  ctx: Context,
  launch: ActiveLaunch,
  draft: Draft,
  basedOn: number,
): Promise<void> {
  const sealed = ctx.sealer.seal(draft, purposeOf(draft.id));
  const done = await trx
    .updateTable('draft')
    .set({ version: draft.version, text_hash: draft.textHash, body_sealed: sealed, updated_at: draft.updatedAt })
    .where('id', '=', draft.id)
    .where('tenant', '=', launch.tenant)
    .where('patient_key', '=', launch.patientKey)
    .where('status', '=', 'draft')
    .where('version', '=', basedOn)
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) !== 1) {
    const now = await trx.selectFrom('draft').select('status').where('id', '=', draft.id).executeTakeFirst();
    throw new AppError(now?.status === 'attested' ? 'DRAFT_ALREADY_ATTESTED' : 'REVISION_CONFLICT');
  }
  await insertVersion(trx, launch.tenant, draft, sealed);
}

async function insertVersion(trx: Tx, tenant: string, draft: Draft, sealed: string): Promise<void> {
  await trx
    .insertInto('draft_version')
    .values({
      draft_id: draft.id,
      tenant,
      version: draft.version,
      text_hash: draft.textHash,
      body_sealed: sealed,
      saved_at: draft.updatedAt,
    })
    .execute();
}
