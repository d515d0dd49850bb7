import type { InstrumentId } from '../chart/fact.ts';

/** How the outcome of a treatment is told on one scale. What is missing has no source and is not told. */
export interface OutcomeRules {
  /** The drop from baseline, as a share of it, that counts as response; of baselines from `baselineFrom` on. */
  readonly response?: { readonly share: number; readonly baselineFrom: number; readonly source: string };
  /** Totals below this count as remission, of baselines from `baselineFrom` on. */
  readonly remission?: { readonly below: number; readonly baselineFrom: number; readonly source: string };
  /** When response and remission are measured, in months after baseline, both included. */
  readonly followUp?: { readonly fromMonth: number; readonly toMonth: number; readonly source: string };
  /** Totals up to this are a clinically significant end state. */
  readonly endState?: { readonly atMost: number; readonly source: string };
  /** A rise that asks for a look, below that of reliable change. */
  readonly watch?: { readonly points: number; readonly source: string };
  /** Place of the question on suicidal thoughts, from 1: any answer above 0 where it was 0 is a deterioration. */
  readonly safetyItem?: { readonly item: number; readonly source: string };
}

const HEDIS = 'HEDIS DRR-E: PHQ-9 above 9 at baseline, followed up at 4 to 8 months';
const OWN = 'Throughline’s own rule';
const ITEM_9 = `${OWN}: any new answer above 0 to item 9 (clinical reference, section 5)`;

/** Rules by scale; those of reliable change stand with the scale itself. */
export const OUTCOME_RULES: Readonly<Partial<Record<InstrumentId, OutcomeRules>>> = {
  'PHQ-9': {
    response: { share: 0.5, baselineFrom: 10, source: HEDIS },
    remission: { below: 5, baselineFrom: 10, source: HEDIS },
    followUp: { fromMonth: 4, toMonth: 8, source: HEDIS },
    watch: { points: 5, source: `${OWN}: 5 points, one below reliable change` },
    safetyItem: { item: 9, source: ITEM_9 },
  },
  'PHQ-A': { safetyItem: { item: 9, source: ITEM_9 } },
  'PCL-5': {
    endState: { atMost: 28, source: 'Marx 2022, Psychol Assess 34:197' },
    watch: {
      points: 10,
      source: `${OWN}: 10 points, within the minimal important difference of Blanchard 2023 (9 to 12)`,
    },
  },
};
