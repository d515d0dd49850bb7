import type { Consent, FhirResource, Reference, ServiceRequest } from 'fhir/r4';
import { heldNote } from './hold-note.ts';
import { heldPlan } from './hold-plan.ts';
import { heldScore } from './hold-score.ts';
import { codeSet, stableNumber } from './local-codes.ts';
import { SERVED } from './served-types.ts';

/**
 * The seeded record as this EHR would hold it (ehr.md §3.2, §3.3): types it does not serve are not there, plans are prose,
 * scores have local codes first, documents are kept in one form, and of the consents only those to share records remain.
 */
export function hold(resources: readonly FhirResource[]): FhirResource[] {
  const held = resources.flatMap((resource) => heldResource(resource, resources));
  const there = new Set(held.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`));
  return held.map((resource) => withoutDangling(resource, there));
}

function heldResource(resource: FhirResource, all: readonly FhirResource[]): FhirResource[] {
  const { resourceType } = resource;
  if (resourceType === 'CarePlan') return [heldPlan(resource, all)];
  if (resourceType === 'Observation') return heldScore(resource);
  if (resourceType === 'DocumentReference') return [heldNote(resource, all)];
  if (resourceType === 'ServiceRequest') return [heldReferral(resource)];
  // Content is kept with its document; questionnaires are social history only, and no case has one.
  if (resourceType === 'Binary' || resourceType === 'QuestionnaireResponse') return [];
  if (resourceType === 'Consent') return isRecordSharing(resource) ? [resource] : [];
  return SERVED[resourceType] ? [resource] : [];
}

function isRecordSharing({ scope, category }: Consent): boolean {
  const isTreatment = scope.coding?.some(({ code }) => code === 'treatment') ?? false;
  return !isTreatment && category[0]?.coding?.[0]?.code === 'release';
}

function heldReferral(referral: ServiceRequest): ServiceRequest {
  const number = 2_780_000 + (stableNumber(referral.code?.coding?.[0]?.code ?? '') % 9_000);
  const coding = [{ system: codeSet(200), code: String(number), userSelected: true }];
  const text = referral.code?.text === undefined ? {} : { text: referral.code.text };
  return { ...referral, code: { coding, ...text } };
}

/** References to what this EHR does not hold are not there either. */
function withoutDangling(resource: FhirResource, there: ReadonlySet<string>): FhirResource {
  if (resource.resourceType !== 'ServiceRequest' || !resource.supportingInfo) return resource;
  const { supportingInfo, ...rest } = resource;
  const known = supportingInfo.filter(({ reference = '' }: Reference) => there.has(reference));
  return known.length > 0 ? { ...rest, supportingInfo: known } : rest;
}
