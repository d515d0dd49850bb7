import type { HeaderLine } from '../../documents/draft.ts';
import { dateInWords } from '../realise.ts';
import { othersPresent } from '../refer.ts';
import type { Material } from '../select.ts';

const MODALITIES: ReadonlyMap<string, string> = new Map([
  ['in-person', 'In person'],
  ['telehealth-video', 'Telehealth, video'],
  ['telehealth-audio', 'Telehealth, audio only'],
]);

/** The lines that payers look for at the head of a note; a line whose value is not known is left out. */
export function header(material: Material, clinicianName: string | undefined): HeaderLine[] {
  const { patient, session, diagnoses, patientWord } = material;
  const { date, start, end, minutes, modality, patientLocation, serviceCode, participants } = session.value;
  const lines: [string, string | undefined][] = [
    [capital(patientWord), nameOf(patient?.value)],
    ['Date of birth', patient?.value.birthDate && dateInWords(patient.value.birthDate)],
    ['Record number', patient?.value.mrn],
    ['Date of service', dateInWords(date)],
    ['Time', timeOf(start, end, minutes)],
    ['Place', placeOf(modality, patientLocation, patientWord)],
    ['Participants', participantsOf(material, participants.length)],
    ['Service code', serviceCode],
    ['Clinician', clinicianName],
    ['Diagnosis', diagnoses.map(({ value }) => [value.code, value.display].filter(Boolean).join(' ')).join('; ')],
  ];
  return lines.flatMap(([label, value]) =>
    value === undefined || value.trim() === '' ? [] : [[label, oneLine(value)] as const],
  );
}

function nameOf(value: { legalName: string; preferredName?: string } | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { legalName, preferredName } = value;
  const known = legalName.toLowerCase().split(/\s+/);
  return preferredName === undefined || known[0] === preferredName.toLowerCase()
    ? legalName
    : `${legalName} (${preferredName})`;
}

function timeOf(start?: string, end?: string, minutes?: number): string | undefined {
  if (start === undefined) return undefined;
  if (end === undefined) return `from ${start}`;
  return minutes === undefined ? `${start}–${end}` : `${start}–${end} (${minutes} minutes)`;
}

function placeOf(modality: string, location: string | undefined, patientWord: string): string {
  const kind = MODALITIES.get(modality) ?? modality;
  return location === undefined ? kind : `${kind}; ${patientWord} located at ${location}`;
}

function participantsOf(material: Material, count: number): string {
  const others = othersPresent(material);
  return (others.length === count ? others : [material.patientWord, ...others]).map((who) => who.trim()).join(', ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
