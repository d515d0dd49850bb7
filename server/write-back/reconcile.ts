import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { URI_SYSTEM } from '../../core/fhir/write/filing-codes.ts';
import type { Context } from '../context.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { compareDocument } from './compare-filed.ts';
import { type FilingProgress, type LeasedFiling, saveFiling } from './filing-store.ts';
import { failFiling, laterFiling } from './settle.ts';

/** Searches that must find nothing, and the time they must span, before a note counts as absent: indexes may lag. */
const PATIENCE = { polls: 3, overMs: 60_000 };

/**
 * Finds out whether a note that was sent without an answer is in the EHR: by our identifier, then by its bytes among the
 * patient's recent documents. Found: returns the filing to go on with. Absent for long enough: back to planned. Not
 * provable: stays unknown and is looked for again. Never sends anything.
 */
export async function reconcile(
  ctx: Context,
  port: WritePort,
  filing: LeasedFiling,
  patience = PATIENCE,
): Promise<LeasedFiling | undefined> {
  const matches = await findNote(ctx, port, filing);
  if (matches === 'not-provable') return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
  if (matches.length > 1) return failFiling(ctx, filing, 'FOUND_TWICE');
  const found = matches[0];
  if (found) {
    const { absent: _, ...progress } = filing.progress;
    return saveFiling(ctx, filing, { progress: { ...progress, stalled: 0, document: documentOf(found) } });
  }
  const now = ctx.now();
  const absent = {
    polls: (filing.progress.absent?.polls ?? 0) + 1,
    since: filing.progress.absent?.since ?? now.toISOString(),
  };
  if (absent.polls >= patience.polls && now.getTime() - Date.parse(absent.since) >= patience.overMs) {
    const { absent: _, ...progress } = filing.progress;
    await saveFiling(ctx, filing, {
      state: 'planned',
      progress: { ...progress, stalled: 0 },
      nextAt: now.toISOString(),
    });
    return undefined;
  }
  const delay = Math.max(1, Math.ceil(patience.overMs / Math.max(1, patience.polls - 1)));
  await saveFiling(ctx, filing, {
    state: 'unknown',
    progress: { ...filing.progress, absent },
    nextAt: new Date(now.getTime() + delay).toISOString(),
  });
  return undefined;
}

/** What the EHR holds of this note; `not-provable` when a search failed or was cut short. */
async function findNote(ctx: Context, port: WritePort, filing: LeasedFiling): Promise<FhirJson[] | 'not-provable'> {
  const { record } = filing;
  const byIdentifier = await trySearch(port, { identifier: `${URI_SYSTEM}|${record.documentIdentifier}` });
  const ours = (byIdentifier?.resources ?? []).filter((resource) =>
    identifiersOf(resource).includes(record.documentIdentifier),
  );
  if (ours.length > 0) return ours;
  const byPatient = await trySearch(port, { patient: record.patientReference.replace('Patient/', '') });
  if (!byPatient) return 'not-provable';
  const sameBytes: FhirJson[] = [];
  let unreadable = false;
  const day = record.attestedAt.slice(0, 10);
  for (const resource of byPatient.resources) {
    // An older document with the same words is not this filing; EHRs that keep our date keep it to the second.
    if (typeof resource['date'] === 'string' && resource['date'].slice(0, 10) < dayBefore(day)) continue;
    const same = await compareDocument(port, record, resource).then(
      (comparison) => comparison.same,
      (error: unknown) => {
        if (!(error instanceof FhirRequestError) || error.status === 401) throw error;
        unreadable ||= mayBeText(resource);
        return false;
      },
    );
    if (!same) continue;
    if (!(await isOtherFilings(ctx, record, documentOf(resource).reference))) sameBytes.push(resource);
  }
  if (sameBytes.length > 0) return sameBytes;
  return byPatient.incomplete || unreadable ? 'not-provable' : [];
}

/** False for a document that says of itself that it is no text, such as a scan: it cannot be this note. */
function mayBeText(resource: FhirJson): boolean {
  const [content] = (resource as { content?: { attachment?: { contentType?: string } }[] }).content ?? [];
  return content?.attachment?.contentType?.startsWith('text/') ?? true;
}

/** True for a document that another filing of ours is known to have made: the same words can be attested twice. */
async function isOtherFilings(ctx: Context, record: AttestationRecord, reference: string): Promise<boolean> {
  const others = await ctx.store.db
    .selectFrom('outbox')
    .innerJoin('attestation', 'attestation.id', 'outbox.attestation_id')
    .select(['outbox.id', 'outbox.body_sealed'])
    .where('attestation.tenant', '=', record.tenant)
    .where('attestation.ehr', '=', record.ehr)
    .where('attestation.text_hash', '=', record.textHash)
    .where('attestation.id', '!=', record.id)
    .execute();
  return others.some(
    ({ id, body_sealed }) =>
      (ctx.sealer.open(body_sealed, `outbox:${id}`) as FilingProgress).document?.reference === reference,
  );
}

async function trySearch(
  port: WritePort,
  params: Record<string, string>,
): Promise<Awaited<ReturnType<WritePort['search']>> | undefined> {
  try {
    return await port.search('DocumentReference', params);
  } catch (error) {
    if (error instanceof FhirRequestError && error.status !== 401) return undefined;
    throw error;
  }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function identifiersOf(resource: FhirJson): unknown[] {
  const identifiers = Array.isArray(resource['identifier']) ? (resource['identifier'] as unknown[]) : [];
  return identifiers.map((identifier) => (identifier as { value?: unknown } | null)?.value);
}

function documentOf(resource: FhirJson): { reference: string; versionId?: string } {
  const versionId = (resource['meta'] as { versionId?: unknown } | undefined)?.versionId;
  return {
    reference: `DocumentReference/${String(resource['id'])}`,
    ...(typeof versionId === 'string' ? { versionId } : {}),
  };
}
