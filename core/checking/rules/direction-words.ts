import { dayOf } from '../../chart/dates.ts';
import { type FactOf, factsOf, type InstrumentId } from '../../chart/fact.ts';
import { changeSince } from '../../instruments/change-since.ts';
import { flag, type Rule, withoutQuotations } from '../checked-draft.ts';
import type { Flag } from '../flag.ts';

const NAMES: readonly (readonly [RegExp, InstrumentId])[] = [
  [/\bPHQ[- ]?9\b/i, 'PHQ-9'],
  [/\bPHQ[- ]?A\b/i, 'PHQ-A'],
  [/\bGAD[- ]?7\b/i, 'GAD-7'],
  [/\bPCL(?:[- ]?5)?\b/i, 'PCL-5'],
  [/\bAUDIT[- ]?C\b/i, 'AUDIT-C'],
  [/\bDAST(?:[- ]?10)?\b/i, 'DAST-10'],
];
const LOWER = /\b(?:decreas\w*|dropp\w*|drop|fell|fallen|reduc(?:ed|tion)|lower|down)\b/i;
const HIGHER = /\b(?:increas\w*|rose|risen|higher|went up|up from)\b/i;
const BETTER = /\b(?:improv\w*|better)\b/i;
const WORSE = /\b(?:wors\w*|declin\w*|deteriorat\w*)\b/i;
const NOT_SAID =
  /\b(?:no|not|without|goal|target|objective|if|should|will|aim|hope\w*|expect\w*|to (?:reduce|improve|lower))\b/i;

/**
 * A direction beside the name of a scale in a sentence that the clinician wrote. UNSUPPORTED_STATEMENT where every score on
 * record went the other way, or there is only one; CHANGE_NOT_RELIABLE where she calls better or worse what is below
 * reliable change. On all scales here a lower total is better.
 */
export const directionWords: Rule = ({ facts, sentences, sessionDate }) =>
  sentences.flatMap((sentence): Flag[] => {
    if (sentence.origin === 'composed') return [];
    for (const clause of withoutQuotations(sentence.text).split(/[;.](?=\s|$)|, (?=but\b|while\b)/)) {
      const instrument = NAMES.find(([name]) => name.test(clause))?.[1];
      const judged = BETTER.test(clause) ? 'better' : WORSE.test(clause) ? 'worse' : undefined;
      const said =
        judged === 'better' || LOWER.test(clause)
          ? 'lower'
          : judged === 'worse' || HIGHER.test(clause)
            ? 'higher'
            : undefined;
      if (instrument === undefined || said === undefined || NOT_SAID.test(clause)) continue;
      const raised = judge(factsOf(facts, 'score'), instrument, said, judged, sessionDate);
      if (raised !== undefined)
        return [
          flag(raised.code, raised.message, {
            about: `${sentence.id}/${instrument}`,
            facts: raised.scores,
            sentence,
            suggestion: 'Correct the word, or give the two numbers.',
          }),
        ];
    }
    return [];
  });

function judge(
  all: readonly FactOf<'score'>[],
  instrument: InstrumentId,
  said: 'lower' | 'higher',
  judged: 'better' | 'worse' | undefined,
  day: string,
): { code: 'UNSUPPORTED_STATEMENT' | 'CHANGE_NOT_RELIABLE'; message: string; scores: FactOf<'score'>[] } | undefined {
  const scores = all
    .filter(
      ({ value, when, whose }) =>
        value.instrument === instrument && whose === 'patient' && dayOf(when) !== '' && dayOf(when) <= day,
    )
    .toSorted((a, b) => ((a.when ?? '') < (b.when ?? '') ? -1 : 1));
  const [first, latest, before] = [scores[0], scores.at(-1), scores.at(-2)];
  if (first === undefined || latest === undefined) return undefined;
  if (before === undefined) {
    const message = `The sentence speaks of a change; the record has one ${instrument} only.`;
    return { code: 'UNSUPPORTED_STATEMENT', message, scores: [latest] };
  }
  const changes = [changeSince(first, latest), changeSince(before, latest)].filter((change) => change !== undefined);
  const [whole] = changes;
  if (whole === undefined) return undefined;
  if (!changes.some(({ direction }) => direction === said)) {
    const message = `The sentence says ${judged ?? said}; ${instrument} went from ${whole.from} to ${whole.to}.`;
    return { code: 'UNSUPPORTED_STATEMENT', message, scores: [first, latest] };
  }
  if (judged === undefined || changes.some(({ direction, reliable }) => direction === said && reliable !== false))
    return undefined;
  const message = `The sentence says ${judged}; ${instrument} went from ${whole.from} to ${whole.to}, which is below reliable change.`;
  return { code: 'CHANGE_NOT_RELIABLE', message, scores: [first, latest] };
}
