import type { InstrumentId } from '../chart/fact.ts';
import type { Instrument } from './instrument.ts';

const PHQ_BANDS = [
  { from: 0, label: 'minimal' },
  { from: 5, label: 'mild' },
  { from: 10, label: 'moderate' },
  { from: 15, label: 'moderately severe' },
  { from: 20, label: 'severe' },
] as const;

const KROENKE = 'Kroenke 2001, J Gen Intern Med 16:606';
const TALKING_THERAPIES = 'NHS Talking Therapies manual';

const PHQ9_ITEMS = [
  '44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8',
] as const; // biome-ignore format: one form, one line

const PCL5_ITEMS = [
  '101703-7',
  '101704-5',
  '101705-2',
  '101706-0',
  '101707-8',
  '101708-6',
  '101709-4',
  '101710-2',
  '101699-7',
  '101700-3',
  '101701-1',
  '101711-0',
  '101712-8',
  '101713-6',
  '101714-4',
  '101702-9',
  '101715-1',
  '101716-9',
  '101717-7',
  '101718-5',
] as const;

/**
 * The rating scales that are read. PCL-5 has a cut-point and no bands; AUDIT-C's cut differs by sex: see cut-points.ts.
 * LOINC codes: US Core 9 PHQ-9 examples and LOINC 2.82.
 */
export const INSTRUMENTS: Readonly<Record<InstrumentId, Instrument>> = {
  'PHQ-9': {
    id: 'PHQ-9',
    panel: '44249-1',
    total: '44261-6',
    items: PHQ9_ITEMS,
    itemCount: 9,
    itemRange: [0, 3],
    totalRange: [0, 27],
    summed: true,
    bands: PHQ_BANDS,
    bandsSource: KROENKE,
    reliableChange: 6,
    reliableChangeSource: TALKING_THERAPIES,
  },
  'PHQ-2': {
    id: 'PHQ-2',
    panel: '55757-9',
    total: '55758-7',
    items: PHQ9_ITEMS.slice(0, 2),
    itemCount: 2,
    itemRange: [0, 3],
    totalRange: [0, 6],
    summed: true,
    bands: [],
  },
  'PHQ-A': {
    id: 'PHQ-A',
    panel: '89206-7',
    total: '89204-2',
    items: [],
    borrowedItems: PHQ9_ITEMS,
    itemCount: 9,
    itemRange: [0, 3],
    totalRange: [0, 27],
    summed: true,
    bands: PHQ_BANDS,
    bandsSource: `${KROENKE}, as the PHQ-9`,
  },
  'GAD-7': {
    id: 'GAD-7',
    panel: '69737-5',
    total: '70274-6',
    items: ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'],
    itemCount: 7,
    itemRange: [0, 3],
    totalRange: [0, 21],
    summed: true,
    reliableChange: 4,
    reliableChangeSource: TALKING_THERAPIES,
    bandsSource: 'Spitzer 2006, Arch Intern Med 166:1092',
    bands: [
      { from: 0, label: 'minimal' },
      { from: 5, label: 'mild' },
      { from: 10, label: 'moderate' },
      { from: 15, label: 'severe' },
    ],
  },
  'PCL-5': {
    id: 'PCL-5',
    panel: '101697-1',
    total: '101698-9',
    items: PCL5_ITEMS,
    itemCount: 20,
    itemRange: [0, 4],
    totalRange: [0, 80],
    summed: true,
    bands: [],
    reliableChange: 15,
    reliableChangeSource: 'Marx 2022, Psychol Assess 34:197, sample 1 (sample 2: 18)',
  },
  'AUDIT-C': {
    id: 'AUDIT-C',
    panel: '72109-2',
    total: '75626-2',
    items: ['68518-0', '68519-8', '68520-6'],
    itemCount: 3,
    itemRange: [0, 4],
    totalRange: [0, 12],
    summed: true,
    bands: [],
  },
  'C-SSRS-screener': {
    id: 'C-SSRS-screener',
    panel: '93373-9',
    items: ['93246-7', '93247-5', '93248-3', '93249-1', '93250-9', '93267-3', '93269-9'],
    itemCount: 7,
    itemRange: [0, 1],
    totalRange: [0, 0],
    summed: false,
    bands: [],
  },
  'DAST-10': {
    id: 'DAST-10',
    panel: '82666-9',
    total: '82667-7',
    items: [],
    itemCount: 10,
    itemRange: [0, 1],
    totalRange: [0, 10],
    summed: true,
    reverseScored: [3],
    bandsSource: 'Skinner 1982, Addict Behav 7:363',
    bands: [
      { from: 0, label: 'none reported' },
      { from: 1, label: 'low' },
      { from: 3, label: 'moderate' },
      { from: 6, label: 'substantial' },
      { from: 9, label: 'severe' },
    ],
  },
};

/** Generic depression screening codes: which instrument was used they do not say, so they never name a PHQ-9. */
export const GENERIC_SCREENING_CODES: ReadonlySet<string> = new Set(['73831-0', '73832-8']);

/** Codes of these forms that no score is made of: the PHQ's question on difficulty. */
export const UNSCORED_CODES: ReadonlySet<string> = new Set(['69722-7']);

/** LOINC code of the C-SSRS screener's risk level, which stands where other scales have a total. */
export const CSSRS_RISK_LEVEL = '93374-7';

/** Every LOINC code by which a score, an item or a panel of these scales is searched, without repetition. */
export function instrumentCodes(): string[] {
  const codes = Object.values(INSTRUMENTS).flatMap((one) => [one.panel, one.total, ...one.items]);
  return [...new Set([...codes, CSSRS_RISK_LEVEL])].filter((code) => code !== undefined);
}
