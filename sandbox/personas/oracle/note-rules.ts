import type { DocumentReference } from 'fhir/r4';
import type { PersonaRecord } from '../persona.ts';
import { codeSet } from './local-codes.ts';
import type { OracleRuleId } from './rules.ts';
import { isConvertibleXhtml } from './xhtml.ts';

/** Elements that are documented for a note; others are refused by a code of their own. */
export const NOTE_ELEMENTS = [
  'status',
  'docStatus',
  'type',
  'subject',
  'author',
  'content',
  'context',
  // Ignored, not refused (ehr.md §4.2: identifier row, category row).
  'identifier',
  'category',
  'date',
  'custodian',
];
const contentTypes = [
  'application/pdf',
  'text/plain;charset=utf-8',
  'text/html;charset=utf-8',
  'text/rtf;charset=utf-8',
  'application/xml;charset=utf-8',
  'application/xhtml+xml;charset=utf-8',
];
const withTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The rule that a note breaks, for a create and for an update alike; its answer is a bare 422 (ehr.md §4.2). */
export function noteFault(
  note: DocumentReference,
  record: PersonaRecord,
  use: 'create' | 'update',
): OracleRuleId | undefined {
  if (!hasTakenType(note)) return 'note-type';
  if (!isOfPatient(note, record)) return 'note-subject';
  if (!isByTokenUser(note, record)) return 'note-author';
  return contentFault(note, use) ?? (hasTakenContext(note, record) ? undefined : 'note-period');
}

/** LOINC codes, or one code of codeSet/72, never both. */
function hasTakenType({ type }: DocumentReference): boolean {
  const systems = (type?.coding ?? []).map(({ system }) => system);
  const isLoinc = systems.length > 0 && systems.every((system) => system === 'http://loinc.org');
  return isLoinc || (systems.length === 1 && systems[0] === codeSet(72));
}

function isOfPatient({ subject }: DocumentReference, record: PersonaRecord): boolean {
  const reference = subject?.reference ?? '';
  return /^Patient\/[^/]+$/.test(reference) && record.find(reference) !== undefined;
}

/** Exactly one Practitioner, who holds the token. */
function isByTokenUser({ author = [] }: DocumentReference, record: PersonaRecord): boolean {
  const reference = author[0]?.reference ?? '';
  return author.length === 1 && localOf(reference, record) === record.clinician;
}

function contentFault({ content }: DocumentReference, use: 'create' | 'update'): OracleRuleId | undefined {
  const attachment = content[0]?.attachment;
  if (content.length !== 1 || !attachment?.data || attachment.url !== undefined) return 'note-attachment';
  const contentType = (attachment.contentType ?? '').toLowerCase().replaceAll(/\s/g, '');
  if (!contentTypes.includes(contentType)) return 'note-attachment';
  if (use === 'update' && contentType.startsWith('text/plain')) return 'note-amend';
  if (!attachment.title || !withTime.test(attachment.creation ?? '')) return 'note-attachment';
  if (!contentType.startsWith('application/xhtml')) return undefined;
  return isConvertibleXhtml(Buffer.from(attachment.data, 'base64').toString('utf8')) ? undefined : 'note-xhtml';
}

/** One visit at most, of the same patient, and the end of the service with its time. */
function hasTakenContext({ context, subject }: DocumentReference, record: PersonaRecord): boolean {
  if (!context || Object.keys(context).some((name) => name !== 'encounter' && name !== 'period')) return false;
  if (!withTime.test(context.period?.end ?? '')) return false;
  const visits = context.encounter ?? [];
  if (visits.length === 0) return true;
  const found = record.find(localOf(visits[0]?.reference ?? '', record));
  return visits.length === 1 && found?.resourceType === 'Encounter' && found.subject?.reference === subject?.reference;
}

function localOf(reference: string, { fhirBase }: PersonaRecord): string {
  return reference.startsWith(`${fhirBase}/`) ? reference.slice(fhirBase.length + 1) : reference;
}
