import { matchesSearchRequest, parseSearchRequest } from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import type { ResourceScope } from '../smart/scopes.ts';
import type { Guard, Letter } from './repository.ts';

/** Types that belong to no patient: readable under patient/ scopes too, never writable under them. */
const sharedTypes = new Set([
  'Device',
  'Location',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
]);
const readLetters = new Set<Letter>(['r', 's']);

/** Looks up a current resource by "Type/id". */
export type Lookup = (reference: string) => FhirResource | undefined;

/**
 * The guard of one access token: SMART v2 scopes with their search constraints, patient/ scopes confined to the launch
 * patient's compartment.
 */
export function scopeGuard(scopes: ResourceScope[], patient: string | undefined, lookup: Lookup): Guard {
  return {
    permits(letter, resource) {
      return scopes.some(
        (scope) =>
          covers(scope, letter, resource.resourceType) &&
          (scope.level !== 'patient' || inReach(letter, resource, patient, lookup)) &&
          meets(scope, resource),
      );
    },
  };
}

/** Tells whether any scope gives the permission on the type, before a resource is known. */
export function grantsType(scopes: ResourceScope[], letter: Letter, type: string): boolean {
  return scopes.some((scope) => covers(scope, letter, type));
}

function covers(scope: ResourceScope, letter: Letter, type: string): boolean {
  return (scope.type === '*' || scope.type === type) && scope.letters.includes(letter);
}

function meets(scope: ResourceScope, resource: FhirResource): boolean {
  if (!scope.query) return true;
  const request = parseSearchRequest(`${resource.resourceType}?${scope.query}`);
  return matchesSearchRequest(resource as Parameters<typeof matchesSearchRequest>[0], request);
}

function inReach(letter: Letter, resource: FhirResource, patient: string | undefined, lookup: Lookup): boolean {
  if (patient === undefined) return false;
  if (sharedTypes.has(resource.resourceType)) return readLetters.has(letter);
  return belongsTo(resource, `Patient/${patient}`, lookup);
}

/** Patient compartment, by the reference elements R4's compartment definition names for the served types. */
function belongsTo(resource: FhirResource, patient: string, lookup: Lookup): boolean {
  if (resource.resourceType === 'Patient') return `Patient/${resource.id ?? ''}` === patient;
  if (resource.resourceType === 'Provenance') {
    const targets = resource.target.map(
      ({ reference = '' }) => reference.split('/_history/')[0]?.split('/').slice(-2).join('/') ?? '',
    );
    return targets.every((target) => {
      if (target === patient) return true;
      const found = lookup(target);
      return found !== undefined && found.resourceType !== 'Provenance' && belongsTo(found, patient, lookup);
    });
  }
  const named = resource as unknown as Record<string, unknown>;
  return ['subject', 'patient', 'beneficiary', 'for', 'securityContext'].some((element) => {
    const value = named[element];
    return typeof value === 'object' && value !== null && 'reference' in value && value.reference === patient;
  });
}
