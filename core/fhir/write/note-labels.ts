import type { Coding } from 'fhir/r4';
import type { SecurityLabel } from '../../chart/fact.ts';
import {
  ACT_CODE,
  CONFIDENTIALITY,
  CONFIDENTIALITY_LEVELS,
  LABEL_BASIS,
  PART_2,
  SUBSTANCE_USE,
  SUBSTANCE_USE_HANDLING,
} from './label-codes.ts';

/**
 * The labels of a note made from labelled sources, each once: the highest confidentiality among them, then what it
 * inherits. Substance use sources make it at least restricted, on the ground of 42 CFR Part 2, with the whole label set
 * such a record has to carry. Empty for unlabelled sources.
 */
export function noteLabels(inherited: readonly SecurityLabel[] = []): Coding[] {
  const substanceUse = isSubstanceUse(inherited);
  const level = highest([
    ...inherited.filter(({ system }) => system === CONFIDENTIALITY).map(({ code }) => code),
    ...(substanceUse ? ['R'] : []),
  ]);
  const confidentiality: Coding[] =
    level === undefined
      ? []
      : [
          {
            ...(substanceUse ? { extension: [{ url: LABEL_BASIS, valueCoding: { ...PART_2 } }] } : {}),
            system: CONFIDENTIALITY,
            code: level,
          },
        ];
  const kept = inherited.filter(({ system }) => system !== CONFIDENTIALITY);
  const named = kept.some(({ system, code }) => system === ACT_CODE && (code === 'SUD' || code === 'ETH'));
  const wanted = [
    ...(substanceUse && !named ? [{ system: ACT_CODE, code: 'SUD' }] : []),
    ...kept,
    ...(substanceUse ? SUBSTANCE_USE_HANDLING : []),
  ];
  const once = new Map(wanted.map(({ system, code }) => [`${system}|${code}`, { system, code }]));
  return [...confidentiality, ...once.values()];
}

/** True when one of the labels says that a source is a substance use record. */
export function isSubstanceUse(labels: readonly SecurityLabel[] = []): boolean {
  return labels.some(({ system, code }) => system === ACT_CODE && SUBSTANCE_USE.includes(code));
}

/** High-water mark; a code outside the list ranks as restricted, since nothing says that it is less. */
function highest(codes: readonly string[]): string | undefined {
  const rank = (code: string): number => CONFIDENTIALITY_LEVELS.indexOf(known(code));
  return codes.map(known).toSorted((left, right) => rank(right) - rank(left))[0];
}

function known(code: string): (typeof CONFIDENTIALITY_LEVELS)[number] {
  return CONFIDENTIALITY_LEVELS.find((level) => level === code) ?? 'R';
}
