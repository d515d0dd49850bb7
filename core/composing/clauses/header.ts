import type { HeaderLine } from '../../documents/draft.ts';
import { dateInWords, datesInWords } from '../realise.ts';
import { objectiveNumber, othersPresent } from '../refer.ts';
import type { Material } from '../select.ts';
import { addressedGoals, addressedObjectives } from './objectives.ts';

const MODALITIES: ReadonlyMap<string, string> = new Map([
  ['in-person', 'In person'],
  ['telehealth-video', 'Telehealth, video'],
  ['telehealth-audio', 'Telehealth, audio only'],
]);

/**
 * The lines that payers look for at the head of a note; a line whose value is not known is left out. The goals and
 * objectives of the plan that the session addressed stand here in full, so that the note can go on by number.
 */
export function header(material: Material, clinicianName: string | undefined): HeaderLine[] {
  const { patient, session, diagnoses, socialNeeds, style } = material;
  const { date, start, end, minutes, modality, patientLocation, serviceCode, participants } = session.value;
  const lines: [string, string | undefined][] = [
    [capital(style.patientWord), nameOf(patient?.value)],
    ['Date of birth', patient?.value.birthDate && dateInWords(patient.value.birthDate)],
    ['Record number', patient?.value.mrn],
    ['Date of service', dateInWords(date)],
    ['Time', timeOf(start, end, minutes)],
    ['Place', placeOf(modality, patientLocation, style.patientWord)],
    ['Participants', participantsOf(material, participants.length)],
    ['Service code', serviceCode],
    ['Clinician', clinicianName],
    ['Diagnosis', coded(diagnoses)],
    ['Social circumstances', coded(socialNeeds)],
    ['Goal', goalsOf(material)],
    ['Objective', objectivesOf(material)],
  ];
  return lines.flatMap(([label, value]) =>
    value === undefined || value.trim() === '' ? [] : [[label, oneLine(value)] as const],
  );
}

function coded(conditions: Material['diagnoses']): string {
  return conditions.map(({ value }) => [value.code, value.display].filter(Boolean).join(' ')).join('; ');
}

function goalsOf(material: Material): string {
  return addressedGoals(material)
    .map((goal) => `${material.goals.indexOf(goal) + 1} ${sentence(goal.value.statement)}`)
    .join('; ');
}

function objectivesOf(material: Material): string {
  return addressedObjectives(material)
    .map((objective) => `${objectiveNumber(material, objective)} ${sentence(objective.value.text)}`)
    .join('; ');
}

function sentence(text: string): string {
  return datesInWords(text.trim().replace(/[.;]$/, ''));
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
  return (others.length === count ? others : [material.style.patientWord, ...others])
    .map((who) => who.trim())
    .join(', ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
