import type { DocumentReference } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { PersonaRecord } from '../persona.ts';
import { answer, insufficientScope, notFound, refusal, unprocessable } from './answers.ts';
import { heldForm } from './file-note.ts';
import { hasOnly, isValid, refusedParts, securityOf } from './file-resource.ts';
import { NOTE_ELEMENTS, noteFault } from './note-rules.ts';
import { permits } from './read.ts';

const beingChanged = new Set<string>();

/**
 * Changes a note (ehr.md §4.2 amend and retract; docs-examples/r4_document_reference_update.json): the whole body, under
 * If-Match, with the same patient and visits; as amended, or taken back as entered-in-error. An update never creates.
 */
export async function amendNote(call: FhirCall, note: DocumentReference, record: PersonaRecord): Promise<FhirAnswer> {
  const id = call.path.split('/').at(-1) ?? '';
  const current = record.find(`DocumentReference/${id}`);
  if (current?.resourceType !== 'DocumentReference') return notFound('note-amend');
  if (!permits(call, 'u', current, record)) return insufficientScope();
  const match = call.headers['if-match'];
  // Refused without If-Match: ehr.md says 4xx and no more.
  if (match === undefined) return refusal('note-amend', 412, 'required', 'Precondition Failed');
  const place = `${record.fhirBase}/${id}`;
  if (match !== `W/"${current.meta?.versionId ?? ''}"` || beingChanged.has(place))
    return refusal('note-amend', 409, 'conflict', 'Conflict');
  const refused = refusedParts(note);
  if (refused) return refused;
  if (!hasOnly(note, [...NOTE_ELEMENTS, 'authenticator'])) return unprocessable('note-refused-parts', 'business-rule');
  if (!isValid(note)) return unprocessable('invalid-r4');
  const fault = isChange(note, current) ? noteFault(note, record, 'update') : 'note-amend';
  if (fault) return unprocessable(fault);
  const lastUpdated = new Date().toISOString();
  const versionId = String(Number(current.meta?.versionId ?? 1) + 1);
  const changed = {
    ...heldForm({ ...note, id }, lastUpdated),
    meta: { ...securityOf(current), versionId, lastUpdated },
  };
  if (!permits(call, 'u', changed, record)) return insufficientScope();
  beingChanged.add(place);
  try {
    await record.store(changed);
  } finally {
    beingChanged.delete(place);
  }
  return answer(200, { headers: { etag: `W/"${versionId}"`, 'last-modified': new Date(lastUpdated).toUTCString() } });
}

function isChange(note: DocumentReference, current: DocumentReference): boolean {
  const isAmended = note.status === 'current' && note.docStatus === 'amended';
  const isTakenBack = note.status === 'entered-in-error';
  return (
    (isAmended || isTakenBack) &&
    note.id === current.id &&
    note.subject?.reference === current.subject?.reference &&
    visits(note) === visits(current) &&
    createdAt(note) >= createdAt(current)
  );
}

function visits({ context }: DocumentReference): string {
  return (context?.encounter ?? []).map(({ reference }) => reference).join(' ');
}

function createdAt({ content }: DocumentReference): number {
  return Date.parse(content[0]?.attachment.creation ?? '') || 0;
}
