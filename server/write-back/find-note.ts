import type { DocumentReference } from 'fhir/r4';
import { isProtectedNote } from '../../core/fhir/read/withheld.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { URI_SYSTEM } from '../../core/fhir/write/filing-codes.ts';
import { referenceLinesIn } from '../../core/fhir/write/reference-line.ts';
import type { Context } from '../context.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { SearchParams } from '../fhir/search-params.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { compareDocument, type Filed, filedWords, sentWords } from './compare-filed.ts';
import type { FilingProgress } from './filing-store.ts';
import { isClosed } from './is-closed.ts';
import { wordsHashOf } from './note-content.ts';

/** What the EHR holds of a note. `certain`: nothing was cut short or unreadable, so that none found means none there. */
export interface FoundNotes {
  readonly notes: readonly FhirJson[];
  readonly certain: boolean;
}

/** Looks for a note whose answer was lost, the way its EHR allows. Undefined when the EHR could not be searched. */
export async function findNote(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  filed: Filed,
): Promise<FoundNotes | undefined> {
  return filed.writing.findBy === 'identifier'
    ? findByIdentifier(ctx, port, dialect, filed)
    : findByReferenceLine(port, dialect, filed);
}

/** By our identifier, then by the bytes among the patient's recent documents. */
async function findByIdentifier(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  filed: Filed,
): Promise<FoundNotes | undefined> {
  const { record } = filed;
  const byIdentifier = await trySearch(port, { identifier: `${URI_SYSTEM}|${record.documentIdentifier}` });
  const ours = (byIdentifier?.resources ?? []).filter((resource) =>
    identifiersOf(resource).includes(record.documentIdentifier),
  );
  if (ours.length > 0) return { notes: ours, certain: true };
  const byPatient = await trySearch(port, patientParam(dialect, record));
  if (!byPatient) return undefined;
  const notes: FhirJson[] = [];
  let certain = !byPatient.incomplete;
  for (const resource of recent(byPatient.resources, record.attestedAt)) {
    const comparison = await readable(() => compareDocument(port, filed, resource));
    if (comparison === undefined) certain &&= !mayBeText(resource);
    else if (comparison.same && !(await isOtherFilings(ctx, record, String(resource['id'])))) notes.push(resource);
  }
  return { notes, certain };
}

/**
 * By the line below the note, among the patient's recent notes as this EHR is asked for them. Documents whose words are all
 * those that were sent come before one that only shows the line: another note may quote it.
 */
async function findByReferenceLine(port: WritePort, dialect: Dialect, filed: Filed): Promise<FoundNotes | undefined> {
  const { record } = filed;
  const wanted = { id: record.id.replaceAll('-', '').slice(0, 12), wordsHash: wordsHashOf(record).slice(0, 12) };
  const asked = dialect.reads.filter(({ resource }) => resource === 'DocumentReference');
  const searches = asked.flatMap((read) => read.searches);
  const found = new Map<string, FhirJson>();
  let certain = true;
  for (const params of searches.length > 0 ? searches : [{}]) {
    const result = await trySearch(port, { ...params, ...patientParam(dialect, record) });
    if (!result) return undefined;
    certain &&= !result.incomplete;
    for (const resource of result.resources) found.set(String(resource['id']), resource);
  }
  const { sessionDate = record.attestedAt } = record;
  const earliest = sessionDate < record.attestedAt ? sessionDate : record.attestedAt;
  const all = sentWords(filed);
  const whole: FhirJson[] = [];
  const quoting: FhirJson[] = [];
  for (const resource of recent([...found.values()], earliest)) {
    const words = await readable(() => filedWords(port, filed, resource as unknown as DocumentReference));
    if (words === undefined) certain &&= !mayBeText(resource);
    else if (words === all) whole.push(resource);
    else if (referenceLinesIn(words).some(({ id, wordsHash }) => id === wanted.id && wordsHash === wanted.wordsHash))
      quoting.push(resource);
  }
  return { notes: whole.length > 0 ? whole : quoting, certain };
}

function patientParam(dialect: Dialect, record: AttestationRecord): SearchParams {
  return { [dialect.patientParam]: record.patientReference.replace('Patient/', '') };
}

/**
 * An older document is not this filing: EHRs date a note by us, by when it was filed, or by the service. Neither is one that
 * is labelled or titled as a note that is never read: its content is not asked for here either.
 */
function recent(resources: readonly FhirJson[], earliest: string): FhirJson[] {
  const dayBefore = new Date(Date.parse(`${earliest.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return resources.filter(
    (one) => !isProtectedNote(one) && (typeof one['date'] !== 'string' || one['date'].slice(0, 10) >= dayBefore),
  );
}

/** What `work` gives, or undefined when the EHR would not show the content. */
async function readable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FhirRequestError) || error.status === 401 || isClosed(error)) throw error;
    return undefined;
  }
}

/** False for a document that says of itself that it is no text, such as a scan: it cannot be this note. */
function mayBeText(resource: FhirJson): boolean {
  const contents = (resource as { content?: { attachment?: { contentType?: string } }[] }).content ?? [];
  return contents.some(({ attachment }) => /^text\/|xhtml/.test(attachment?.contentType ?? 'text/'));
}

/** True for a document that another filing of ours is known to have made: the same words can be attested twice. */
async function isOtherFilings(ctx: Context, record: AttestationRecord, id: string): Promise<boolean> {
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
    (other) =>
      (ctx.sealer.open(other.body_sealed, `outbox:${other.id}`) as FilingProgress).document?.reference ===
      `DocumentReference/${id}`,
  );
}

async function trySearch(
  port: WritePort,
  params: SearchParams,
): Promise<Awaited<ReturnType<WritePort['search']>> | undefined> {
  try {
    return await port.search('DocumentReference', params);
  } catch (error) {
    if (error instanceof FhirRequestError && error.status !== 401 && !isClosed(error)) return undefined;
    throw error;
  }
}

function identifiersOf(resource: FhirJson): unknown[] {
  const identifiers = Array.isArray(resource['identifier']) ? (resource['identifier'] as unknown[]) : [];
  return identifiers.map((identifier) => (identifier as { value?: unknown } | null)?.value);
}
