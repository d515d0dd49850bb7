import type { Condition, DocumentReference, FhirResource, Observation, Provenance } from 'fhir/r4';
import { grantsType } from '../../fhir/access.ts';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { PersonaRecord } from '../persona.ts';
import { amendNote } from './amend-note.ts';
import { insufficientScope, refusal, unprocessable } from './answers.ts';
import { fileNote } from './file-note.ts';
import { fileProvenance } from './file-provenance.ts';
import { file, isValid, newId, refusedParts } from './file-resource.ts';
import { SERVED } from './served-types.ts';

/** Handles a create or an update; everything else is an interaction it does not list. */
export async function receiveWrite(call: FhirCall, type: string, record: PersonaRecord): Promise<FhirAnswer> {
  const use = interactionOf(call);
  if (use === undefined || !isResource(call.body, type)) {
    return use === undefined ? notAllowed() : refusal('invalid-r4', 400, 'structure', 'Bad Request');
  }
  if (!grantsType(call.scopes, use === 'create' ? 'c' : 'u', type)) return insufficientScope();
  if (!SERVED[type]?.writes?.includes(use)) return notAllowed();
  if (use === 'update') return amendNote(call, call.body as DocumentReference, record);
  if (type === 'DocumentReference') return fileNote(call, call.body as DocumentReference, record);
  if (type === 'Provenance') return fileProvenance(call, call.body as Provenance, record);
  return fileOther(call, call.body as Condition | Observation, record);
}

function interactionOf({ method, path }: FhirCall): 'create' | 'update' | undefined {
  const parts = path.split('/').filter(Boolean).length;
  if (method === 'POST' && parts === 1) return 'create';
  return method === 'PUT' && parts === 2 ? 'update' : undefined;
}

/** Observations are vital signs and laboratory results only (ehr.md §4.1). */
function fileOther(
  call: FhirCall,
  resource: Condition | Observation,
  record: PersonaRecord,
): Promise<FhirAnswer> | FhirAnswer {
  const refused = refusedParts(resource);
  if (refused) return refused;
  if (!isValid(resource)) return unprocessable('invalid-r4');
  const categories = (resource.category ?? []).flatMap(({ coding = [] }) => coding.map(({ code }) => code));
  const isTaken =
    resource.resourceType === 'Condition' || categories.some((code) => code === 'vital-signs' || code === 'laboratory');
  if (!isTaken) return unprocessable('observation-writes');
  return file(call, { ...resource, id: newId(resource.resourceType, record) }, record);
}

function isResource(body: unknown, type: string): body is FhirResource {
  return typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === type;
}

/** The CapabilityStatement lists no such interaction. Which status that gives is not documented; 405 is what HTTP has for it. */
function notAllowed(): FhirAnswer {
  return refusal('no-plan-writes', 405, 'not-supported', 'Method Not Allowed');
}
