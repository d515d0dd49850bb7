import type { Provenance } from 'fhir/r4';
import type { AttestationRecord } from './attestation-record.ts';
import { PARTICIPANT_TYPE, URI_SYSTEM } from './filing-codes.ts';

const SIGNER_ROLE = {
  system: 'http://terminology.hl7.org/CodeSystem/contractsignertypecodes',
  code: 'SOURCE',
} as const;

/**
 * The Provenance of a filed note in the few elements that an EHR of the `minimal` kind takes: one target, when, the
 * attesting clinician as author, and as its source our own record of the attestation. Activity, reasons, policies, the
 * algorithm and the labels have no place in it: they stand in our own copy.
 */
export function toMinimalProvenance(
  record: AttestationRecord,
  filed: { readonly reference: string; readonly recorded: string },
): Provenance {
  return {
    resourceType: 'Provenance',
    target: [{ reference: filed.reference }],
    recorded: filed.recorded,
    agent: [
      {
        type: { coding: [{ system: PARTICIPANT_TYPE, code: 'author' }] },
        role: [{ coding: [{ ...SIGNER_ROLE }] }],
        who: { reference: record.attester.reference },
      },
    ],
    entity: [
      {
        role: 'source',
        what: {
          identifier: { system: URI_SYSTEM, value: record.documentIdentifier },
          display: 'Attestation kept by Throughline',
        },
      },
    ],
  };
}
