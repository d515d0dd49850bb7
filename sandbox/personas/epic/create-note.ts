import type { DocumentReference, FhirResource } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Handling, PersonaRecord } from '../persona.ts';
import { noteBinaries } from './note-formats.ts';
import { epicNote, noteNumber } from './note-record.ts';
import { epicNoteType } from './note-types.ts';
import type { EpicOptions } from './options.ts';
import { epicRefusal } from './outcomes.ts';
import { idOf, patientOf } from './resource.ts';

/** DocumentReference create as Epic's Clinical Notes API takes it (ehr.md §4.2): checked, then made into its own note. */
export async function createNote(call: FhirCall, record: PersonaRecord, options: EpicOptions): Promise<Handling> {
  const sent = call.body as DocumentReference;
  const refusal =
    options.mayWriteNotes === false ? epicRefusal('note-security', 403, ['4118']) : whyRefused(sent, record);
  if (refusal) return { answer: refusal };
  const patient = record.find(sent.subject?.reference ?? '');
  const encounter = record.find(sent.context?.encounter?.[0]?.reference ?? '');
  const practitioner = record.find(record.clinician);
  const text = Buffer.from(sent.content[0]?.attachment.data ?? '', 'base64').toString('utf8');
  const id = crypto.randomUUID();
  const binaries = noteBinaries(text, id, idOf(sent.subject?.reference ?? ''));
  for (const binary of binaries) await record.store(binary);
  const body = epicNote({
    number: noteNumber(id),
    patient: patient as Extract<FhirResource, { resourceType: 'Patient' }>,
    encounter: encounter?.resourceType === 'Encounter' ? encounter : undefined,
    author: {
      reference: record.clinician,
      practitioner: practitioner?.resourceType === 'Practitioner' ? practitioner : undefined,
    },
    type: epicNoteType(sent.type) ?? {},
    docStatus: sent.docStatus === 'preliminary' ? 'preliminary' : 'final',
    filed: new Date().toISOString(),
    binaries,
  });
  return { call: { ...call, body } };
}

function whyRefused(sent: DocumentReference, record: PersonaRecord): FhirAnswer | undefined {
  const subject = sent.subject?.reference ?? '';
  if (!/^Patient\/[^/]+$/.test(subject) || record.find(subject) === undefined)
    return epicRefusal('note-subject', 400, ['59159', 'Invalid subject received', 'subject']);
  const encounters = sent.context?.encounter ?? [];
  const reference = encounters[0]?.reference ?? '';
  const encounter = /^Encounter\/[^/]+$/.test(reference) ? record.find(reference) : undefined;
  if (encounters.length !== 1 || encounter === undefined || patientOf(encounter) !== idOf(subject))
    return epicRefusal('note-encounter', 400, ['59159', 'Valid encounter required', 'context/encounter']);
  if (epicNoteType(sent.type) === undefined)
    return epicRefusal('note-type', 422, ['59012', 'Invalid type received', 'type']);
  if (sent.docStatus !== undefined && sent.docStatus !== 'final' && sent.docStatus !== 'preliminary')
    return epicRefusal('note-status', 422, ['59012', 'Invalid docStatus received', 'docStatus']);
  if (sent.modifierExtension?.length)
    return epicRefusal('note-modifier', 422, ['59012', 'Invalid modifierExtension received', 'modifierExtension']);
  const { contentType = '', data } = sent.content?.[0]?.attachment ?? {};
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'text/plain' || !data)
    return epicRefusal('note-text', 422, ['59012', 'Invalid attachment received', 'content/attachment/contentType']);
  return undefined;
}
