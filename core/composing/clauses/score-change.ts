import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { FactOf } from '../../chart/fact.ts';
import { changeSince } from '../../instruments/change-since.ts';
import { isContested } from '../../instruments/contested-total.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { outcomeOf } from '../../instruments/outcome-of.ts';
import { OUTCOME_RULES } from '../../instruments/outcome-rules.ts';
import { derived, listed, type Phrase, say } from '../phrase.ts';
import type { Refer } from '../refer.ts';
import type { Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';
import { measures } from './scores.ts';

type Score = FactOf<'score'>;

/**
 * The movement of each instrument scored since the last note: against the last and the first score on record with what
 * reliable change says of it, what the published rules of outcome call it, and where its objective's target stands.
 */
export const scoreChange: Clauses = (material, refer) => {
  const told = new Set<string>();
  return [...material.scores.values()].flatMap((series) => {
    const latest = series.at(-1);
    if (latest === undefined || !material.newScores.includes(latest) || isDoubtful(latest)) return [];
    const day = dayOf(latest.when ?? '');
    const sameDay = series.filter((score) => dayOf(score.when ?? '') === day && totalOf(score) !== null);
    if (new Set(sameDay.map(totalOf)).size > 1) return [twoOfOneDay(sameDay, day)];
    const earlier = series.filter(
      (score) =>
        dayOf(score.when ?? '') < day && !isDoubtful(score) && totalOf(score) !== null && !isContested(score, series),
    );
    const [first] = earlier;
    const previous = earlier.length > 1 ? earlier.at(-1) : undefined;
    return [
      ...movementOf(latest, first, previous, material),
      ...(first === undefined ? [] : reached(first, latest)),
      ...worsened(latest, previous ?? first),
      ...againstTarget(material, latest, refer, told),
    ];
  });
};

function totalOf({ value }: Score): number | null {
  return value.total ?? value.itemSum;
}

/** Totals of one day that differ: both are told, and nothing is built on either. */
function twoOfOneDay(sameDay: readonly Score[], day: string): Statement {
  const totals = listed(sameDay.map((score) => derived([score], `${totalOf(score)}`)));
  const name = listed(sameDay.slice(0, 1).map((score) => derived([score], score.value.instrument)));
  const when = listed(sameDay.slice(0, 1).map((score) => derived([score], dateInWords(day))));
  return {
    rule: 'score-conflict',
    phrase: say`the ${name} totals recorded on ${when}, ${totals}, are not the same; no change is stated from them`,
  };
}

function movementOf(
  latest: Score,
  first: Score | undefined,
  previous: Score | undefined,
  material: Material,
): Statement[] {
  if (first === undefined) return [];
  const overall = compared(first, latest);
  if (overall === undefined) return [];
  const name = derived([latest], latest.value.instrument);
  const { reliableChange } = INSTRUMENTS[latest.value.instrument];
  const threshold =
    reliableChange === undefined ? say`` : say` (threshold ${derived([latest], `${reliableChange}`)} points)`;
  const last = previous === undefined ? undefined : compared(previous, latest);
  const { movement, from, on, verdict } = overall;
  const since = say`${movement} from ${from} on ${on}, the first on record${verdict}${threshold}`;
  const short = say`${movement} from the first on record (${from}, ${on})${verdict}${threshold}`;
  if (last === undefined)
    return [
      {
        rule: 'score-change',
        phrase: vary(material, `score-change-${latest.value.instrument}`, [
          say`the ${name} total is ${since}`,
          say`the ${name} total is ${short}`,
        ]),
      },
    ];
  const lately = say`${last.movement} from ${last.from} on ${last.on}${last.verdict}`;
  return [
    {
      rule: 'score-change',
      phrase: vary(material, `score-change-${latest.value.instrument}`, [
        say`the ${name} total is ${since}, and ${lately}`,
        say`the ${name} total is ${lately}, and ${short}`,
      ]),
    },
  ];
}

interface Compared {
  readonly movement: Phrase;
  readonly from: Phrase;
  readonly on: Phrase;
  readonly verdict: Phrase;
}

/** `down 7` from `22` on `2 March 2026`, and what reliable change says of it. Needs both scores. */
function compared(earlier: Score, latest: Score): Compared | undefined {
  const change = changeSince(earlier, latest);
  if (change === undefined) return undefined;
  const both: readonly [Score, Score] = [latest, earlier];
  const size = Math.abs(change.difference);
  const words = change.direction === 'same' ? 'unchanged' : `${change.direction === 'lower' ? 'down' : 'up'} ${size}`;
  return {
    movement: say`${derived(both, words)}`,
    from: say`${derived([earlier], `${change.from}`)}`,
    on: say`${derived([earlier], dateInWords(earlier.when ?? ''))}`,
    verdict:
      change.reliable === undefined || change.direction === 'same'
        ? say``
        : say`, which ${derived(both, change.reliable ? 'is' : 'is not')} a reliable change`,
  };
}

/** Response, remission and end state, each with the rule by which it is told; said only where reached. */
function reached(first: Score, latest: Score): Statement[] {
  const outcome = outcomeOf(first, latest);
  const rules = OUTCOME_RULES[latest.value.instrument];
  if (outcome === undefined || rules === undefined) return [];
  const both: readonly [Score, Score] = [latest, first];
  const name = derived([latest], latest.value.instrument);
  const { response, remission, endState } = rules;
  const made: Statement[] = [];
  const add = (words: string, how: string, source: string, late: boolean): void => {
    const window = late ? say`, outside the time of follow-up that the rule names` : say``;
    const rule = say`${derived(both, shortSource(source))}: ${derived(both, how)}`;
    made.push({
      rule: 'score-outcome',
      phrase: say`the ${name} total counts as ${derived(both, words)} (${rule})${window}`,
    });
  };
  const late = outcome.atFollowUp === false;
  if (outcome.remission === true && remission !== undefined)
    add('remission', `below ${remission.below}`, remission.source, late);
  else if (outcome.response === true && response !== undefined)
    add('response', `at least ${100 * response.share}% below the first`, response.source, late);
  if (outcome.endState === true && endState !== undefined)
    add('a clinically significant end state', `${endState.atMost} or below`, endState.source, false);
  return made;
}

/** `HEDIS DRR-E: PHQ-9 above 9 at baseline …` → `HEDIS DRR-E`. */
function shortSource(source: string): string {
  return source.split(/[:,]/)[0] ?? source;
}

/** A rise that is a reliable deterioration by a published rule. A lesser rise is for the clinician's eye, not for the note. */
function worsened(latest: Score, earlier: Score | undefined): Statement[] {
  const { instrument } = latest.value;
  const source = INSTRUMENTS[instrument].reliableChangeSource;
  const outcome = earlier === undefined ? undefined : outcomeOf(earlier, latest);
  if (earlier === undefined || source === undefined || outcome?.deterioration !== 'reliable') return [];
  const both: readonly [Score, Score] = [latest, earlier];
  const words = derived(both, 'a reliable deterioration');
  return [
    {
      rule: 'score-worse',
      phrase: say`the rise of the ${derived([latest], instrument)} counts as ${words} (${derived(both, shortSource(source))})`,
    },
  ];
}

/** Where today's total stands against a numeric target of the objective measured by it. */
function againstTarget(material: Material, latest: Score, refer: Refer, told: Set<string>): Statement[] {
  const total = latest.value.total ?? latest.value.itemSum;
  if (total === null) return [];
  return material.objectives.flatMap((objective) => {
    const { target, status, localId } = objective.value;
    const wanted = /^\D{0,20}(\d{1,3})\b/.exec(target ?? '')?.[1];
    if (status !== 'live' || wanted === undefined || !measures(objective, latest.value.instrument)) return [];
    // Two objectives of one name, or two scales of one total, would be told in the same words.
    if (told.has(`${localId}|${wanted}|${total}`)) return [];
    told.add(`${localId}|${wanted}|${total}`);
    const named = refer.aim(localId);
    if (named === undefined) return [];
    const gap = total - Number(wanted);
    const both: readonly [Score, FactOf<'objective'>] = [latest, objective];
    const points = Math.abs(gap) === 1 ? 'point' : 'points';
    const place = gap > 0 ? `${gap} ${points} above` : gap === 0 ? 'at' : `${-gap} ${points} below`;
    const known = derived([latest], `${total}`);
    const stands = derived(both, place);
    const aim = derived([objective], wanted);
    return [
      {
        rule: 'score-target',
        phrase: vary(material, `score-target-${localId}`, [
          say`against ${named}, a total of ${known} is ${stands} the target of ${aim}`,
          say`a total of ${known} is ${stands} the target of ${aim} in ${named}`,
        ]),
      },
    ];
  });
}
