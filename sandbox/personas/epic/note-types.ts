import type { CodeableConcept } from 'fhir/r4';

const SITE_TYPE = 'urn:oid:1.2.840.114350.1.13.0.1.7.4.737880.5010';
const EPIC_TYPE = 'urn:oid:1.2.840.114350.1.72.727879.69848980';
const LOINC = 'http://loinc.org';

/** Note types this site takes: LOINC, its own number, its own name (captures: 34117-2 is 4 "H&P", 11488-4 is 2 "Consults"). */
const TYPES = [
  { loinc: '11506-3', number: '1', name: 'Progress Notes', display: 'Progress note' },
  { loinc: '11488-4', number: '2', name: 'Consults', display: 'Consult note' },
  { loinc: '34117-2', number: '4', name: 'H&P', display: 'History and physical note' },
  { loinc: '34108-1', number: '10', name: 'Outpatient Note', display: 'Outpatient Note' },
] as const;

/** Rule note-type: the site's own coding of a type, or undefined when nothing in it maps. */
export function epicNoteType(type: CodeableConcept | undefined): CodeableConcept | undefined {
  const codings = type?.coding ?? [];
  const found = TYPES.find(({ loinc, number }) =>
    codings.some(
      ({ system, code }) =>
        (system === LOINC && code === loinc) || (system?.endsWith('.737880.5010') === true && code === number),
    ),
  );
  if (!found) return undefined;
  return {
    coding: [
      { system: SITE_TYPE, code: found.number, display: found.name },
      { system: EPIC_TYPE, code: found.number, display: found.name },
      { system: LOINC, code: found.loinc, display: found.display, userSelected: true },
    ],
    text: found.name,
  };
}
