import type { CodeableConcept, Coding } from 'fhir/r4';
import type { SiteCodeMap } from '../../../core/chart/site-code-map.ts';
import { instrumentCodes } from '../../seed/instrument-codes.ts';
import { TENANT } from './smart.ts';

/** Address of a code set of this tenant: https://fhir.cerner.com/{tenant}/codeSet/{n} (docs-examples/r4_observation_entry.json). */
export function codeSet(set: 72 | 200): string {
  return `https://fhir.cerner.com/${TENANT}/codeSet/${set}`;
}

/** The same number for the same word, below a million. */
export function stableNumber(word: string): number {
  return Buffer.from(word, 'utf8').reduce((sum, byte) => (sum * 31 + byte) % 1_000_000, 7);
}

/** This tenant's own code of a progress note, and what it is called there. */
export const PROGRESS_NOTE: Coding = {
  system: codeSet(72),
  code: '2820511',
  display: 'Behavioral Health Progress Note',
  userSelected: true,
};

const OTHER_NOTE: Coding = {
  system: codeSet(72),
  code: '2820599',
  display: 'Behavioral Health Document',
  userSelected: true,
};

/** The type this tenant files a document under: the local one that was sent, or the one its LOINC code is mapped to. */
export function localNoteType(given: readonly Coding[]): Coding {
  const local = given.find(({ system }) => system === codeSet(72));
  if (local) return { ...local, userSelected: true };
  return given.some(({ code }) => code === '11506-3') ? PROGRESS_NOTE : OTHER_NOTE;
}

interface LocalScore {
  readonly instrument: 'PHQ-9' | 'GAD-7' | 'PCL-5' | 'C-SSRS-screener' | 'DAST-10';
  /** Code of the total; items follow it, one by one. */
  readonly base: number;
  /** Which of its codes the site has mapped to LOINC. */
  readonly mapped: 'all' | 'total' | 'none';
  /** Whether single answers are charted as results. */
  readonly items: boolean;
}

/**
 * How this tenant charts scores (ehr.md §3.3: codeSet/72 first, LOINC variably mapped, PowerForm scores often no
 * Observation at all). Which instrument is mapped how is ours to choose; the AUDIT-C is a form that charts nothing.
 */
export const LOCAL_SCORES: readonly LocalScore[] = [
  { instrument: 'PHQ-9', base: 41_009_000, mapped: 'all', items: true },
  { instrument: 'GAD-7', base: 41_007_000, mapped: 'total', items: true },
  { instrument: 'PCL-5', base: 41_005_000, mapped: 'none', items: false },
  { instrument: 'C-SSRS-screener', base: 41_003_000, mapped: 'all', items: true },
  { instrument: 'DAST-10', base: 41_001_000, mapped: 'none', items: false },
];

/** The concept this tenant charts a part of a scale under; `item` from 1, 0 is the total. */
export function localConcept(score: LocalScore, item: number, text: string): CodeableConcept {
  const loinc = loincOf(score, item);
  const isMapped = score.mapped === 'all' || (score.mapped === 'total' && item === 0);
  return {
    coding: [
      { system: codeSet(72), code: String(score.base + item), display: text, userSelected: true },
      ...(isMapped && loinc ? [{ system: 'http://loinc.org', code: loinc }] : []),
    ],
    text,
  };
}

function loincOf({ instrument }: LocalScore, item: number): string | undefined {
  const codes = instrumentCodes[instrument];
  return item === 0 ? codes?.total : codes?.items[item - 1];
}

/** The code map that an app needs in its registration to read every score and note of this tenant. */
export const ORACLE_SITE_CODES: SiteCodeMap = {
  documents: { [`${PROGRESS_NOTE.system ?? ''}|${PROGRESS_NOTE.code ?? ''}`]: 'progress-note' },
  scores: Object.fromEntries(
    LOCAL_SCORES.flatMap(({ instrument, base, items }) => {
      const part = instrument === 'C-SSRS-screener' ? ('level' as const) : ('total' as const);
      const count = items ? (instrumentCodes[instrument]?.items.length ?? 0) : 0;
      return [
        [`${codeSet(72)}|${base}`, { instrument, part }],
        ...Array.from({ length: count }, (_, index) => [
          `${codeSet(72)}|${base + index + 1}`,
          { instrument, part: 'item', item: index + 1 },
        ]),
      ] as [string, SiteCodeMap['scores'][string]][];
    }),
  ),
};
