import type { Device } from 'fhir/r4';
import { AI_DEVICE_TYPE, AI_KIND_EXTENSION, AI_KINDS } from './ai-transparency-codes.ts';
import { DEVICE_IDENTIFIER_SYSTEM, DEVICE_PROFILE } from './filing-codes.ts';

/** The drafter, as the EHR knows it: one Device a version, found again by its identifier. */
export function toAiDevice(version: string): Device {
  return {
    resourceType: 'Device',
    meta: { profile: [DEVICE_PROFILE] },
    extension: AI_KINDS.map((kind) => ({
      url: AI_KIND_EXTENSION,
      valueCodeableConcept: { coding: [{ ...kind }] },
    })),
    identifier: [{ system: DEVICE_IDENTIFIER_SYSTEM, value: `throughline-drafter-${version}` }],
    status: 'active',
    deviceName: [{ name: 'Throughline drafter', type: 'model-name' }],
    // The guide fixes this concept exactly: no display, no text.
    type: { coding: [{ ...AI_DEVICE_TYPE }] },
    version: [{ value: version }],
  };
}
