import type { DocumentReference } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { PersonaRecord } from '../persona.ts';
import { unprocessable } from './answers.ts';
import { file, hasOnly, isValid, newId, refusedParts } from './file-resource.ts';
import { derived } from './hold-note.ts';
import { kept } from './note-content.ts';
import { NOTE_ELEMENTS, noteFault } from './note-rules.ts';

/**
 * Files a note (ehr.md §4.2). docStatus has to be final; no cause of a refusal is ever told. A replay files a second note:
 * `If-None-Exist` is not looked at.
 */
export function fileNote(
  call: FhirCall,
  note: DocumentReference,
  record: PersonaRecord,
): Promise<FhirAnswer> | FhirAnswer {
  const refused = refusedParts(note);
  if (refused) return refused;
  const { authenticator, docStatus, status } = note;
  if (authenticator !== undefined) return unprocessable('note-author');
  if (!hasOnly(note, NOTE_ELEMENTS)) return unprocessable('note-refused-parts', 'business-rule');
  if (docStatus !== 'final' || status !== 'current') return unprocessable('note-docstatus');
  if (!isValid(note)) return unprocessable('invalid-r4');
  const fault = noteFault(note, record, 'create');
  if (fault) return unprocessable(fault);
  return file(call, heldForm({ ...note, id: newId('DocumentReference', record) }, new Date().toISOString()), record);
}

/** A written note as it is kept: its content in the kept form, the rest of it this EHR's own where it is not asked (ehr.md §4.2). */
export function heldForm(note: DocumentReference, at: string): DocumentReference {
  const { custodian: _ignored, ...given } = note;
  const { data = '', contentType = '', title, creation } = note.content[0]?.attachment ?? {};
  const attachment = { ...kept(contentType, data), ...(title ? { title } : {}), ...(creation ? { creation } : {}) };
  // A final note shows its author as the one who verified it (cerner/sandbox/documentreference-12724066.json).
  const verifier = note.author?.[0] ? { authenticator: note.author[0] } : {};
  return { ...given, ...verifier, ...derived(note, at), date: at, content: [{ attachment }] };
}
