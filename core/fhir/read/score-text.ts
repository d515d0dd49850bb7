import type { InstrumentId } from '../../chart/fact.ts';
import { answerScore } from '../../instruments/answer-scores.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';

/** Words that may follow a total and say nothing but how severe it is. */
const SEVERITY_WORDS = new Set(
  'none no minimal mild moderate moderately severe low high substantial positive negative depression depressive anxiety ptsd symptoms symptom severity range risk screen level score'.split(
    ' ',
  ),
);

/** `12`, `12.0`, `12/27`, `12 of 27`, `12 points`, and what follows. */
const TOTAL =
  /^(\d{1,3})(?:\.0{1,3})?(?:\s*(?:\/|out of\b|of\b)\s*(\d{1,3}))?(?:\s*(?:points?|pts)\b)?(?![\d.+%?])\s*(.*)$/i;
const NUMBER_FIRST = /^\(?(\d)\)?\s*[-–=:.]\s*(.+)$/;
const NUMBER_LAST = /^(.+?)\s*[-–=:([]\s*(\d)[)\]]?$/;

/**
 * The one number a text states as the total of a scale (item 0) or as the answer to an item, from 1. A total may be
 * followed by its highest value and by words of severity, nothing else: `12 (moderate)` and `12/27` are totals, `<10`,
 * `12?` and `12 last time` are not. An answer may be in the form's own words, with or without its number, if both agree.
 */
export function numberSaid(
  text: string,
  { instrument, item }: { readonly instrument: InstrumentId; readonly item: number },
): number | undefined {
  const said = text.trim();
  return item > 0 ? answerSaid(said, instrument, item) : totalSaid(said, INSTRUMENTS[instrument].totalRange[1]);
}

function totalSaid(said: string, highest: number): number | undefined {
  const [, number, outOf, rest = ''] = TOTAL.exec(said) ?? [];
  if (number === undefined || (outOf !== undefined && Number(outOf) !== highest)) return undefined;
  return severityOnly(rest) ? Number(number) : undefined;
}

function severityOnly(rest: string): boolean {
  const inner = /^(?:\(([^()]*)\)|\[([^[\]]*)\]|[-–—:,;]?\s*([^()[\]]*))$/.exec(rest.trim().replace(/\.$/, ''));
  if (inner === null) return false;
  const words = (inner[1] ?? inner[2] ?? inner[3] ?? '').toLowerCase().split(/[\s,/-]+/);
  return words.every((word) => word === '' || SEVERITY_WORDS.has(word));
}

function answerSaid(said: string, instrument: InstrumentId, item: number): number | undefined {
  const words = answerScore(instrument, said, item);
  if (words !== undefined) return words;
  const { itemRange, reverseScored } = INSTRUMENTS[instrument];
  // On an item scored in reverse a number may be the answer or its points.
  if (reverseScored?.includes(item)) return undefined;
  const [, alone, outOf] = /^(\d{1,2})(?:\.0{1,3})?(?:\s*\/\s*(\d{1,2}))?$/.exec(said) ?? [];
  if (alone !== undefined) return outOf === undefined || Number(outOf) === itemRange[1] ? Number(alone) : undefined;
  const first = NUMBER_FIRST.exec(said);
  const last = NUMBER_LAST.exec(said);
  const pairs = [
    [first?.[1], first?.[2]],
    [last?.[2], last?.[1]],
  ];
  for (const [number, answer] of pairs) {
    if (number !== undefined && answer !== undefined && answerScore(instrument, answer, item) === Number(number)) {
      return Number(number);
    }
  }
  return undefined;
}

const NO_ANSWER =
  /^(?:(?:the )?(?:patient|pt|client) )?(?:declined|refused|skipped|not (?:answered|asked|assessed|done|applicable|completed)|unable to (?:answer|assess|complete)|decline[sd]? to answer|refused to answer|prefer not to (?:answer|say)|unknown|n\/?a|asked-declined|asked-unknown|not-asked)\.?$/i;

/** True for words that say there is no answer: nothing was there to be read. */
export function saysNoAnswer(text: string): boolean {
  return NO_ANSWER.test(text.trim());
}
