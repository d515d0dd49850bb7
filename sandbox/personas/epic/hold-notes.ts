import type { Binary, DocumentReference, Encounter, FhirResource, Patient, Practitioner } from 'fhir/r4';
import { noteBinaries } from './note-formats.ts';
import { epicNote, noteNumber } from './note-record.ts';
import { epicNoteType } from './note-types.ts';
import { idOf } from './resource.ts';

/** Rule held-notes: the seeded notes and their texts as Epic's own notes, with the ids and labels they had. */
export function holdNotes(resources: readonly FhirResource[]): (DocumentReference | Binary)[] {
  const byReference = new Map(resources.map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]));
  return resources.flatMap((resource): (DocumentReference | Binary)[] => {
    if (resource.resourceType !== 'DocumentReference') return [];
    const patient = byReference.get(resource.subject?.reference ?? '') as Patient;
    const { url = '', data } = resource.content[0]?.attachment ?? {};
    const binary = byReference.get(url) as Binary | undefined;
    const text = Buffer.from(data ?? binary?.data ?? '', 'base64').toString('utf8');
    const id = resource.id ?? '';
    const { meta } = resource;
    const binaries = noteBinaries(text, id, patient.id ?? idOf(resource.subject?.reference ?? '')).map((one) => ({
      ...one,
      ...(meta ? { meta } : {}),
    }));
    const author = resource.author?.[0]?.reference ?? '';
    const note = epicNote({
      number: noteNumber(id),
      patient,
      encounter: byReference.get(resource.context?.encounter?.[0]?.reference ?? '') as Encounter | undefined,
      author: { reference: author, practitioner: byReference.get(author) as Practitioner | undefined },
      type: epicNoteType(resource.type) ?? {},
      docStatus: 'final',
      filed: resource.date ?? '',
      binaries,
    });
    return [{ ...note, id, ...(meta ? { meta } : {}) }, ...binaries];
  });
}
