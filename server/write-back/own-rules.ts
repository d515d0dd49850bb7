import type { CodeableConcept, Coding, Device, DocumentReference, Meta, Provenance } from 'fhir/r4';
import { AI_ASSERTED, AI_DEVICE_TYPE } from '../../core/fhir/write/ai-transparency-codes.ts';
import {
  CLINICAL_NOTE,
  DEVICE_PROFILE,
  NOTE_PROFILE,
  NOTE_TYPES,
  PROVENANCE_PATIENT,
  PROVENANCE_PROFILE,
} from '../../core/fhir/write/filing-codes.ts';
import { labelFaults } from './label-rules.ts';
import type { Outgoing } from './outgoing-resource.ts';

/** Faults against rules that the schema and the profiles cannot hold, one line each, without any value. */
export function ownFaults(resource: Outgoing): string[] {
  switch (resource.resourceType) {
    case 'DocumentReference':
      return [...documentFaults(resource), ...labelFaults(resource)];
    case 'Provenance':
      return [...provenanceFaults(resource), ...labelFaults(resource)];
    case 'Device':
      return deviceFaults(resource);
  }
}

function documentFaults(document: DocumentReference): string[] {
  const attachment = document.content?.[0]?.attachment;
  const bytes = attachment?.data === undefined ? undefined : Buffer.from(attachment.data, 'base64');
  return faults([
    [claims(document.meta, NOTE_PROFILE), 'DocumentReference.meta.profile: ours is missing'],
    [has(document.meta?.security, AI_ASSERTED), 'DocumentReference.meta.security: AIAST is missing'],
    [document.status === 'current', 'DocumentReference.status: must be current'],
    [document.docStatus === 'final', 'DocumentReference.docStatus: must be final'],
    [
      document.type?.coding?.every((coding) => NOTE_TYPES.some((type) => same(type, coding))) === true,
      'DocumentReference.type: a code that is not ours',
    ],
    [
      document.category?.some((category) => has(category.coding, CLINICAL_NOTE)) === true,
      'DocumentReference.category: clinical-note is missing',
    ],
    [isA(document.subject?.reference, 'Patient'), 'DocumentReference.subject: must be a Patient'],
    [
      document.author?.length === 1 && isA(document.author[0]?.reference, 'Practitioner', 'PractitionerRole'),
      'DocumentReference.author: must be one clinician',
    ],
    [
      document.authenticator?.reference !== undefined &&
        document.authenticator.reference === document.author?.[0]?.reference,
      'DocumentReference.authenticator: must be the author',
    ],
    [isA(document.custodian?.reference, 'Organization'), 'DocumentReference.custodian: must be an Organization'],
    [(document.context?.encounter?.length ?? 0) <= 1, 'DocumentReference.context.encounter: at most one'],
    // us-core-6: url or data; we send the data, so that what is filed is what was attested.
    [bytes !== undefined && bytes.length > 0, 'DocumentReference.content.attachment: us-core-6, no data'],
    [bytes?.length === attachment?.size, 'DocumentReference.content.attachment.size: not the number of bytes'],
    [document.identifier?.[0]?.value?.startsWith('urn:uuid:') === true, 'DocumentReference.identifier: not stable'],
  ]);
}

function provenanceFaults(provenance: Provenance): string[] {
  const assembler = provenance.agent?.find((agent) => hasCode(agent.type, 'assembler'));
  return faults([
    [claims(provenance.meta, PROVENANCE_PROFILE), 'Provenance.meta.profile: ours is missing'],
    [has(provenance.meta?.security, AI_ASSERTED), 'Provenance.meta.security: AIAST is missing'],
    [provenance.target?.length === 1, 'Provenance.target: must be the one document'],
    [isA(provenance.target?.[0]?.reference, 'DocumentReference'), 'Provenance.target: must be a DocumentReference'],
    [
      provenance.agent?.every((agent) => agent.onBehalfOf?.reference !== undefined) === true,
      'Provenance.agent.onBehalfOf: provenance-1, missing',
    ],
    [
      ['author', 'legal'].every((code) => provenance.agent?.some((agent) => hasCode(agent.type, code))),
      'Provenance.agent: author and legal attester are needed',
    ],
    [
      assembler?.role?.some((role) => has(role.coding, AI_DEVICE_TYPE)) === true,
      'Provenance.agent: the assembling algorithm is missing',
    ],
    [
      provenance.reason?.some((reason) => has(reason.coding, AI_ASSERTED)) === true,
      'Provenance.reason: AIAST is missing',
    ],
    [
      provenance.extension?.some(
        (extension) => extension.url === PROVENANCE_PATIENT && isA(extension.valueReference?.reference, 'Patient'),
      ) === true,
      'Provenance.extension: the patient is missing',
    ],
  ]);
}

function deviceFaults(device: Device): string[] {
  const codings = device.type?.coding ?? [];
  return faults([
    [claims(device.meta, DEVICE_PROFILE), 'Device.meta.profile: ours is missing'],
    [
      codings.length === 1 && has(codings, AI_DEVICE_TYPE) && device.type?.text === undefined,
      'Device.type: must be exactly Artificial-Intelligence',
    ],
    [codings[0]?.display === undefined, 'Device.type: must be exactly Artificial-Intelligence'],
    [(device.identifier?.length ?? 0) > 0, 'Device.identifier: missing'],
  ]);
}

function faults(rules: readonly (readonly [holds: boolean, fault: string])[]): string[] {
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault);
}

function claims(meta: Meta | undefined, profile: string): boolean {
  return meta?.profile?.includes(profile) === true;
}

function same(left: { system: string; code: string }, right: Coding): boolean {
  return left.system === right.system && left.code === right.code;
}

function has(codings: readonly Coding[] | undefined, wanted: { system: string; code: string }): boolean {
  return codings?.some((coding) => same(wanted, coding)) === true;
}

function hasCode(concept: CodeableConcept | undefined, code: string): boolean {
  return concept?.coding?.some((coding) => coding.code === code) === true;
}

function isA(reference: string | undefined, ...types: string[]): boolean {
  return types.some((type) => reference?.startsWith(`${type}/`) === true);
}
