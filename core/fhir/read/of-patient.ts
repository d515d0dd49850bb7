import { exactTextAt, objectAt } from './json.ts';
import { referenceAt } from './reference.ts';
import type { DropReason, ReadResource } from './resource.ts';

/** Where each resource type names the patient it is about. */
const SUBJECT: Readonly<Record<string, string>> = {
  Condition: 'subject',
  Observation: 'subject',
  CarePlan: 'subject',
  Goal: 'subject',
  Encounter: 'subject',
  DocumentReference: 'subject',
  MedicationRequest: 'subject',
  AllergyIntolerance: 'patient',
  ServiceRequest: 'subject',
  Consent: 'patient',
  Coverage: 'beneficiary',
  QuestionnaireResponse: 'subject',
};

/** True for the resource types that are read, all of which say which patient they are about. */
export function namesPatient(type: string): boolean {
  return type === 'Patient' || Object.hasOwn(SUBJECT, type);
}

/**
 * Why this resource is not of the patient, or undefined when it is. A subject that is missing, or named only by display
 * or identifier, is no proof, and neither is a reference to another server.
 */
export function whyNotOfPatient(
  resource: ReadResource,
  patientReference: string,
  baseUrl?: string,
): DropReason | undefined {
  const element = Object.hasOwn(SUBJECT, resource.type) ? SUBJECT[resource.type] : undefined;
  if (element === undefined) return resource.reference === patientReference ? undefined : 'other-patient';
  if (exactTextAt(objectAt(resource.json, element), 'reference', 600) === undefined) return 'no-subject';
  return referenceAt(resource.json, element, baseUrl) === patientReference ? undefined : 'other-patient';
}
