import type { InstrumentId } from '../chart/fact.ts';

/** The answers of one question in the form's own words, lower case, by score; LOINC's answer codes in the same order. */
interface Answers {
  readonly words: readonly string[];
  readonly codes: readonly string[];
}

const NONE: Answers = { words: [], codes: [] };

/** LOINC answer list LL358-3. */
const FREQUENCY: Answers = {
  words: ['not at all', 'several days', 'more than half the days', 'nearly every day'],
  codes: ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'],
};
const YES_NO: Answers = { words: ['no', 'yes'], codes: ['LA32-8', 'LA33-6'] };
/** The LOINC answer codes of this list are not verified, so only its words are known. */
const PCL: Answers = { words: ['not at all', 'a little bit', 'moderately', 'quite a bit', 'extremely'], codes: [] };

/** AUDIT items 1 to 3 as the WHO manual has them (Babor 2001); codes of items 2 and 3 from LOINC. */
const AUDIT: readonly Answers[] = [
  {
    words: ['never', 'monthly or less', '2 to 4 times a month', '2 to 3 times a week', '4 or more times a week'],
    codes: [],
  },
  {
    words: ['1 or 2', '3 or 4', '5 or 6', '7 to 9', '10 or more'],
    codes: ['LA15694-5', 'LA15695-2', 'LA18930-0', 'LA18931-8', 'LA18932-6'],
  },
  {
    words: ['never', 'less than monthly', 'monthly', 'weekly', 'daily or almost daily'],
    codes: ['LA6270-8', 'LA18933-4', 'LA18876-5', 'LA18891-4', 'LA18934-2'],
  },
];

const ANSWERS: Readonly<Record<InstrumentId, Answers | readonly Answers[]>> = {
  'PHQ-9': FREQUENCY,
  'PHQ-2': FREQUENCY,
  'PHQ-A': FREQUENCY,
  'GAD-7': FREQUENCY,
  'PCL-5': PCL,
  'C-SSRS-screener': YES_NO,
  'AUDIT-C': AUDIT,
  'DAST-10': YES_NO,
};

/**
 * The answer given in the form's own words, `Several days` → 1; undefined when the words are not those of the question.
 * `item` counts from 1 and matters where the questions of a form have answers of their own. Yes is 1, no is 0, also on
 * an item that is scored in reverse.
 */
export function answerScore(instrument: InstrumentId, words: string, item = 1): number | undefined {
  return found(answersOf(instrument, item).words, words.trim().toLowerCase().replace(/\s+/g, ' '));
}

/** The answer behind a LOINC answer code, `LA6569-3` → 1; undefined for a code of another question's list. */
export function answerOfCode(instrument: InstrumentId, code: string, item = 1): number | undefined {
  return found(answersOf(instrument, item).codes, code);
}

/** True where the questions are answered yes or no. */
export function isYesNo(instrument: InstrumentId): boolean {
  return ANSWERS[instrument] === YES_NO;
}

function answersOf(instrument: InstrumentId, item: number): Answers {
  const answers = ANSWERS[instrument];
  return 'words' in answers ? answers : (answers[item - 1] ?? NONE);
}

function found(list: readonly string[], wanted: string): number | undefined {
  const index = list.indexOf(wanted);
  return index < 0 ? undefined : index;
}
