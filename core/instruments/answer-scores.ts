import type { InstrumentId } from '../chart/fact.ts';

/** LOINC answer codes with their score: PHQ and GAD frequency answers (list LL358-3), yes and no. */
export const ANSWER_CODES: ReadonlyMap<string, number> = new Map([
  ['LA6568-5', 0],
  ['LA6569-3', 1],
  ['LA6570-1', 2],
  ['LA6571-9', 3],
  ['LA33-6', 1],
  ['LA32-8', 0],
]);

const FREQUENCY = ['not at all', 'several days', 'more than half the days', 'nearly every day'];
const YES_NO = ['no', 'yes'];
const WORDS: Readonly<Record<InstrumentId, readonly string[]>> = {
  'PHQ-9': FREQUENCY,
  'PHQ-2': FREQUENCY,
  'PHQ-A': FREQUENCY,
  'GAD-7': FREQUENCY,
  'PCL-5': ['not at all', 'a little bit', 'moderately', 'quite a bit', 'extremely'],
  'C-SSRS-screener': YES_NO,
  'AUDIT-C': [],
  'DAST-10': YES_NO,
};

/** Score of an answer given in the form's own words, `Several days` → 1; undefined when the words are not the form's. */
export function answerScore(instrument: InstrumentId, words: string): number | undefined {
  const index = WORDS[instrument].indexOf(words.trim().toLowerCase());
  return index < 0 ? undefined : index;
}
