import type { CodeableConcept, Reference } from 'fhir/r4';
import type { CaseFile } from './case-file.ts';

/** Names and addresses that every resource of one patient's record shares. */
export interface RecordContext {
  /** Makes a resource id from a case id: "ob-1" of patient pt-c1 is "c1-ob-1". */
  id(caseId: string): string;
  patient: Reference;
  clinician: Reference;
  organization: Reference;
  /** A FHIR dateTime with the offset of the clinic's time zone. `time` is HH:MM. */
  at(date: string, time: string): string;
}

export const systems = {
  loinc: 'http://loinc.org',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  ucum: 'http://unitsofmeasure.org',
  cpt: 'http://www.ama-assn.org/go/cpt',
  usCoreCategory: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category',
  sdohCategory: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  local: 'https://ehr.sandbox.test/CodeSystem',
  identifier: 'https://ehr.sandbox.test/identifier',
} as const;

const zones: Record<string, string> = {
  'US-CA': 'America/Los_Angeles',
  'US-TX': 'America/Chicago',
  'US-IL': 'America/Chicago',
  'US-NY': 'America/New_York',
  'US-ME': 'America/New_York',
  'US-MN': 'America/Chicago',
  'US-NC': 'America/New_York',
  'US-OH': 'America/New_York',
  'US-PA': 'America/New_York',
  'US-WA': 'America/Los_Angeles',
};

/** The shared names of one case's record. */
export function recordContext(caseFile: CaseFile): RecordContext {
  const { patient, clinician, setting } = caseFile;
  const prefix = patient.id.replace(/^pt-/, '');
  const zone = zones[setting.jurisdiction] ?? 'UTC';
  return {
    id: (caseId) => `${prefix}-${caseId}`,
    patient: { reference: `Patient/${patient.id}`, display: patient.legal_name },
    clinician: { reference: `Practitioner/${clinician.id}`, display: `${clinician.name}, ${clinician.credentials}` },
    organization: { reference: `Organization/org-${prefix}`, display: setting.organization },
    at: (date, time) => `${date}T${time}:00${offsetOf(`${date}T${time}:00Z`, zone)}`,
  };
}

/** A CodeableConcept with one coding; `text` defaults to the display. */
export function concept(system: string, code: string, display?: string, text?: string): CodeableConcept {
  const coding = [{ system, code, ...(display === undefined ? {} : { display }) }];
  const words = text ?? display;
  return { coding, ...(words === undefined ? {} : { text: words }) };
}

/** Drops properties that are undefined, so that a resource never holds one. */
export function present<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}

function offsetOf(instant: string, zone: string): string {
  const parts = formatterOf(zone).formatToParts(new Date(instant));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '';
  return name === '' ? '+00:00' : name;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** One for each zone: making one costs more than using it a hundred times. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, made);
  return made;
}
