import type { Coding, DocumentReference, Provenance } from 'fhir/r4';
import { AI_ASSERTED } from '../../core/fhir/write/ai-transparency-codes.ts';
import {
  CONFIDENTIALITY,
  CONFIDENTIALITY_LEVELS,
  LABEL_BASIS,
  PART_2,
  SUBSTANCE_USE_HANDLING,
} from '../../core/fhir/write/label-codes.ts';
import { isSubstanceUse } from '../../core/fhir/write/note-labels.ts';

/** Faults of the security labels of what leaves, one line each: labels that contradict or miss each other protect nobody. */
export function labelFaults(resource: DocumentReference | Provenance): string[] {
  const type = resource.resourceType;
  const labels = (resource.meta?.security ?? []).filter((label) => !is(label, AI_ASSERTED));
  const faults: string[] = [];
  const confidentiality = labels.filter(({ system }) => system === CONFIDENTIALITY);
  if (confidentiality.length > 1) faults.push(`${type}.meta.security: more than one confidentiality`);
  if (isSubstanceUse(labels.map(({ system = '', code = '' }) => ({ system, code }))))
    faults.push(...substanceUseFaults(type, labels, confidentiality[0]));
  if (resource.resourceType === 'DocumentReference') {
    const mirrored = (resource.securityLabel ?? []).flatMap(({ coding }) => coding ?? []);
    if (mirrored.length !== labels.length || !labels.every((label) => mirrored.some((other) => is(other, label))))
      faults.push('DocumentReference.securityLabel: not the labels of meta.security');
  }
  return faults;
}

/** 42 CFR Part 2: restricted by that law, and all that says how such a record may be handled. */
function substanceUseFaults(type: string, labels: readonly Coding[], confidentiality: Coding | undefined): string[] {
  const level = CONFIDENTIALITY_LEVELS.findIndex((one) => one === confidentiality?.code);
  const basis = confidentiality?.extension?.find(({ url }) => url === LABEL_BASIS)?.valueCoding;
  return [
    ...(level >= CONFIDENTIALITY_LEVELS.indexOf('R')
      ? []
      : [`${type}.meta.security: a substance use record is restricted`]),
    ...(basis && is(basis, PART_2) ? [] : [`${type}.meta.security: the basis of the confidentiality is missing`]),
    ...(SUBSTANCE_USE_HANDLING.every((wanted) => labels.some((label) => is(label, wanted)))
      ? []
      : [`${type}.meta.security: the label set of a substance use record is not complete`]),
  ];
}

function is(label: Coding, wanted: Coding): boolean {
  return label.system === wanted.system && label.code === wanted.code;
}
