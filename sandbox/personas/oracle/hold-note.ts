import type { DocumentReference, FhirResource, Identifier } from 'fhir/r4';
import { localNoteType } from './local-codes.ts';
import { kept } from './note-content.ts';

const clinicalNote = {
  coding: [
    {
      system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
      code: 'clinical-note',
      display: 'Clinical Note',
      userSelected: false,
    },
  ],
  text: 'Clinical Note',
};

/** A seeded note with its text kept inside, this tenant's own type first, and the identifier that this EHR gives. */
export function heldNote(note: DocumentReference, all: readonly FhirResource[]): DocumentReference {
  const attachment = note.content[0]?.attachment ?? {};
  const found = all.find(
    (resource) => resource.resourceType === 'Binary' && `Binary/${resource.id ?? ''}` === attachment.url,
  );
  const data = attachment.data ?? (found?.resourceType === 'Binary' ? (found.data ?? '') : '');
  const { title, creation } = attachment;
  const inner = {
    ...kept(attachment.contentType ?? 'text/plain', data),
    ...(title === undefined ? {} : { title }),
    ...(creation === undefined ? {} : { creation }),
  };
  return {
    ...note,
    ...derived(note, note.meta?.lastUpdated ?? ''),
    content: [{ attachment: inner }],
  };
}

/**
 * What this EHR adds to a note by itself: its ceuuid in place of any identifier, the local type beside LOINC, categories
 * (cerner/sandbox/documentreference-12724066.json).
 */
export function derived(
  note: DocumentReference,
  at: string,
): Pick<DocumentReference, 'identifier' | 'type' | 'category'> {
  const given = note.type?.coding ?? [];
  const loinc = given.filter(({ system }) => system === 'http://loinc.org');
  const local = localNoteType(given);
  return {
    identifier: [ceuuid(note.id ?? '', at)],
    type: {
      coding: [{ ...local, userSelected: true }, ...loinc.map((coding) => ({ ...coding, userSelected: false }))],
      text: local.display ?? note.type?.text ?? 'Note',
    },
    category: [...(loinc.length > 0 ? [{ coding: loinc }] : []), clinicalNote],
  };
}

function ceuuid(id: string, at: string): Identifier {
  const stamp = at.replaceAll(/\D/g, '').slice(0, 16).padEnd(16, '0');
  return { system: 'https://fhir.cerner.com/ceuuid', value: `CE7468726f-7567-686c-696e-650000000000-${id}-${stamp}` };
}
