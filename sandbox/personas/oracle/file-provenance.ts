import type { CodeableConcept, Provenance, ProvenanceAgent } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { PersonaRecord } from '../persona.ts';
import { unprocessable } from './answers.ts';
import { file, hasOnly, isValid, newId, refusedParts } from './file-resource.ts';

const participantTypes = [
  'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type',
  'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
];
const signerTypes = 'http://terminology.hl7.org/CodeSystem/contractsignertypecodes';

/**
 * Files a Provenance of the few elements that this EHR knows (ehr.md §4.3; docs-examples/r4_provenance_create.json): one
 * target it holds, when, agents with type, role and who, and sources. Its id is `doc-` and a number.
 */
export function fileProvenance(
  call: FhirCall,
  provenance: Provenance,
  record: PersonaRecord,
): Promise<FhirAnswer> | FhirAnswer {
  const refused = refusedParts(provenance);
  if (refused) return refused;
  if (!hasOnly(provenance, ['target', 'recorded', 'agent', 'entity']))
    return unprocessable('provenance', 'business-rule');
  if (!isValid(provenance)) return unprocessable('invalid-r4');
  const target = (provenance.target[0]?.reference ?? '').replace(`${record.fhirBase}/`, '');
  const isKnown = provenance.target.length === 1 && record.find(target) !== undefined;
  const sources = (provenance.entity ?? []).every(({ role }) => role === 'source');
  if (!isKnown || !sources || !provenance.agent.every(isKnownAgent)) return unprocessable('provenance');
  return file(call, { ...provenance, id: `doc-${newId('Provenance', record)}` }, record);
}

function isKnownAgent({ type, role = [], who, ...rest }: ProvenanceAgent): boolean {
  const isParticipant = participantTypes.some(
    (system) => holds(type, system, 'author') || holds(type, system, 'transmitter'),
  );
  const isSource = role.length > 0 && role.every((one) => holds(one, signerTypes, 'SOURCE'));
  return isParticipant && isSource && who.reference !== undefined && Object.keys(rest).length === 0;
}

function holds(concept: CodeableConcept | undefined, system: string, code: string): boolean {
  return concept?.coding?.some((coding) => coding.system === system && coding.code === code) ?? false;
}
