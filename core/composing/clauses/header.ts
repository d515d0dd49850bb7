import { dateInWords, datesInWords } from '../../chart/dates.ts';
import type { HeaderLine } from '../../documents/draft.ts';
import { interpretersPresent, objectiveNumber, othersPresent, patientTookPart } from '../refer.ts';
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
  const { date, start, end, minutes, kind, language, serviceCode } = session.value;
  const lines: [string, string | undefined][] = [
    [capital(style.patientWord), nameOf(patient?.value)],
    ['Date of birth', patient?.value.birthDate && dateInWords(patient.value.birthDate)],
    ['Record number', patient?.value.mrn],
    ['Date of service', dateInWords(date)],
    ['Time', timeOf(start, end, minutes)],
    ['Session', kind && capital(kind.replace('-', ' '))],
    ['Place', placeOf(material)],
    ['Participants', participantsOf(material)],
    ['Language', language],
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
  const length = minutes === undefined ? undefined : `${minutes} minutes`;
  if (start === undefined) return length;
  if (end === undefined) return length === undefined ? `from ${start}` : `from ${start} (${length})`;
  return length === undefined ? `${start}–${end}` : `${start}–${end} (${length})`;
}

/** Where someone else came in the patient's stead, the place is that of those who came. */
function placeOf(material: Material): string {
  const { modality, place, patientLocation } = material.session.value;
  const means = MODALITIES.get(modality) ?? modality;
  const kind = place === undefined || place === 'other' ? means : `${means}, ${place}`;
  if (patientLocation === undefined) return kind;
  return `${kind}; ${patientTookPart(material) ? `${material.style.patientWord} located ` : ''}at ${patientLocation}`;
}

function participantsOf(material: Material): string {
  const patient = patientTookPart(material) ? [material.style.patientWord] : [];
  return [...patient, ...othersPresent(material), ...interpretersPresent(material)].map((who) => who.trim()).join(', ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
