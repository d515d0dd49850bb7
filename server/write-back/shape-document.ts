import type { DocumentReference, DocumentReferenceContext, Period, Reference } from 'fhir/r4';
import { LOINC } from '../../core/fhir/codes/systems.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { NoteWriting } from '../fhir/dialects/dialect.ts';

/**
 * What is left of the canonical note for an EHR. It subtracts: elements the EHR does not take, all but the types it takes.
 * It restates only what the canonical note says already: references relative to the EHR's base, the end of the service with
 * a time, the content in the media type the EHR takes. Pure; the canonical note stays as it is.
 */
export function shapeDocument(
  canonical: DocumentReference,
  record: AttestationRecord,
  writing: NoteWriting,
): DocumentReference {
  const shaped = structuredClone(canonical);
  const attachment = shaped.content[0]?.attachment;
  if (attachment) attachment.contentType = writing.contentType;
  if (shaped.subject) relate(shaped.subject);
  for (const reference of [...(shaped.author ?? []), ...(shaped.context?.encounter ?? [])]) relate(reference);
  if (writing.types && shaped.type) {
    const taken = (shaped.type.coding ?? []).filter(({ code }) => writing.types?.includes(code ?? ''));
    shaped.type.coding = taken.length > 0 ? taken : writing.types.slice(0, 1).map((code) => ({ system: LOINC, code }));
  }
  if (writing.requires.includes('period-end'))
    shaped.context = { ...shaped.context, period: servicePeriod(record) } satisfies DocumentReferenceContext;
  for (const path of writing.drops) drop(shaped as unknown as Element, path.split('.'));
  return shaped;
}

/** The start is known no closer than the end; readers date a note by it. */
function servicePeriod(record: AttestationRecord): Period {
  const end = serviceEnd(record);
  return { start: end, end };
}

/**
 * When the service ended, with a time. A session of the day of attestation was over when its note was attested. The time of
 * another day's session is not known: noon UTC is that same day anywhere in America.
 */
export function serviceEnd(record: Pick<AttestationRecord, 'sessionDate' | 'attestedAt'>): string {
  const { sessionDate, attestedAt } = record;
  return sessionDate === undefined || attestedAt.startsWith(sessionDate) ? attestedAt : `${sessionDate}T12:00:00.000Z`;
}

/** A reference by type and id alone: `https://ehr/fhir/Patient/1` becomes `Patient/1`. */
function relate(reference: Reference): void {
  const [relative] = /[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.exec(reference.reference ?? '') ?? [];
  if (relative !== undefined) reference.reference = relative;
}

type Element = Record<string, unknown>;

/** Takes an element away, in each repetition of its parents; a parent that is left empty goes too. */
function drop(parent: Element, [name = '', ...rest]: readonly string[]): void {
  const child = parent[name];
  if (rest.length === 0) delete parent[name];
  else for (const one of Array.isArray(child) ? child : [child]) if (isElement(one)) drop(one, rest);
  if (isElement(child) && Object.keys(child).length === 0) delete parent[name];
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
