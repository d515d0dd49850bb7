import type { AllergyIntolerance, MedicationRequest } from 'fhir/r4';
import type { CaseFile } from './case-file.ts';
import { concept, present, type RecordContext } from './record.ts';

/** Medication orders, current and stopped, and allergies. */
export function medications(caseFile: CaseFile, record: RecordContext): (MedicationRequest | AllergyIntolerance)[] {
  return [...caseFile.medications.map((source, index) => order(source, index, record)), ...allergies(caseFile, record)];
}

function order(source: CaseFile['medications'][number], index: number, record: RecordContext): MedicationRequest {
  return present<MedicationRequest>({
    resourceType: 'MedicationRequest',
    id: record.id(`med-${index + 1}`),
    status: source.status === 'active' ? 'active' : 'stopped',
    statusReason: source.stop_reason === undefined ? undefined : { text: source.stop_reason },
    intent: 'order',
    medicationCodeableConcept: { text: `${source.name} ${source.dose}` },
    subject: record.patient,
    authoredOn: source.start,
    requester: source.prescriber === undefined ? undefined : { display: source.prescriber },
    dosageInstruction: [{ text: `${source.dose} ${source.sig}` }],
    dispenseRequest: { validityPeriod: present({ start: source.start, end: source.stop }) },
  });
}

function allergies(caseFile: CaseFile, record: RecordContext): AllergyIntolerance[] {
  return caseFile.allergies.map(({ substance, reaction, severity, status }, index) => ({
    resourceType: 'AllergyIntolerance',
    id: record.id(`allergy-${index + 1}`),
    clinicalStatus: concept(
      'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
      status === 'active' ? 'active' : 'inactive',
    ),
    verificationStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed'),
    code: { text: substance },
    patient: record.patient,
    reaction: [{ manifestation: [{ text: reaction }], ...severityOf(severity) }],
  }));
}

function severityOf(text: string): { severity?: 'mild' | 'moderate' | 'severe' } {
  return text === 'mild' || text === 'moderate' || text === 'severe' ? { severity: text } : {};
}
