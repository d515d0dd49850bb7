import type { DocumentReference, Encounter, Patient, Practitioner } from 'fhir/r4';
import { noteContent } from './note-formats.ts';

/** What of a note Epic takes over; everything else in its DocumentReference is Epic's own. */
export interface EpicNote {
  readonly number: string;
  readonly patient: Patient;
  readonly encounter: Encounter | undefined;
  readonly author: { reference: string; practitioner: Practitioner | undefined };
  readonly type: NonNullable<DocumentReference['type']>;
  readonly docStatus: 'final' | 'preliminary';
  /** FHIR instant of filing. */
  readonly filed: string;
  readonly binaries: Parameters<typeof noteContent>[0];
}

/** Rule note-overwritten: the DocumentReference as Epic holds it. */
export function epicNote(note: EpicNote): DocumentReference {
  const { number, patient, encounter, author, type, docStatus, filed, binaries } = note;
  const who = {
    reference: author.reference,
    type: 'Practitioner',
    ...(author.practitioner?.name?.[0]?.text === undefined ? {} : { display: author.practitioner.name[0].text }),
  };
  return {
    resourceType: 'DocumentReference',
    identifier: [
      { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.727879', value: number },
      { system: 'urn:oid:1.2.840.114350.1.72.3.15', value: `1.2.840.114350.1.13.0.1.7.2.727879_${number}` },
    ],
    status: 'current',
    docStatus,
    type,
    category: [
      {
        coding: [
          {
            system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
            code: 'clinical-note',
            display: 'Clinical Note',
          },
        ],
        text: 'Clinical Note',
      },
    ],
    subject: {
      reference: `Patient/${patient.id ?? ''}`,
      ...(patient.name?.[0]?.text === undefined ? {} : { display: patient.name[0].text }),
    },
    date: filed,
    author: [who],
    ...(docStatus === 'final' ? { authenticator: who } : {}),
    custodian: {
      identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.840.114350.1.13.0.1.7.3.688884.100' },
      display: 'FHIR Sandbox',
    },
    content: noteContent(binaries),
    ...(encounter ? { context: contextOf(encounter) } : {}),
  };
}

/** A number in the form of Epic's note ids, the same for the same text. */
export function noteNumber(text: string): string {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 800_000;
  return String(100_000 + sum);
}

function contextOf(encounter: Encounter): NonNullable<DocumentReference['context']> {
  const identifier = encounter.identifier?.[0];
  const display = encounter.type?.[0]?.text;
  return {
    encounter: [
      {
        reference: `Encounter/${encounter.id ?? ''}`,
        ...(identifier ? { identifier } : {}),
        ...(display === undefined ? {} : { display }),
      },
    ],
    ...(encounter.period?.start === undefined ? {} : { period: { start: encounter.period.start } }),
  };
}
