import type { FactOf, InstrumentId } from '../../chart/fact.ts';
import { changeSince } from '../../instruments/change-since.ts';
import { cssrsTriage } from '../../instruments/cssrs-triage.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { severityBand } from '../../instruments/severity-band.ts';
import { citing, derived, from, listed, type Phrase, say } from '../phrase.ts';
import { dateInWords, quoted } from '../realise.ts';
import type { Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';

type Score = FactOf<'score'>;

const CSSRS_QUESTIONS = ['1', '2', '3', '4', '5', '6 (lifetime)', '6 (past three months)'].map(
  (one) => `question ${one}`,
);

/** Each new score with its date and published band; a total that does not match its items is stated with both numbers. */
export const scores: Clauses = (material) => {
  const fresh = material.newScores;
  return [...fresh.map((score) => ({ rule: 'score', phrase: statedScore(score) })), ...notRecorded(material, fresh)];
};

/** The movement of each instrument scored today against the first and the last score on record, and its objective's target. */
export const scoreChange: Clauses = (material, refer) =>
  [...material.scores.values()].flatMap((series) => {
    const latest = series.at(-1);
    if (latest === undefined || !material.newScores.includes(latest) || isDoubtful(latest)) return [];
    const earlier = series.slice(0, -1).filter((score) => !isDoubtful(score) && score.value.total !== null);
    const movement = movementOf(latest, earlier[0], earlier.length > 1 ? earlier.at(-1) : undefined);
    return [...movement, ...againstTarget(material, latest, (localId) => refer.aim(localId))];
  });

function statedScore(score: Score): Phrase {
  const { instrument, total, itemSum, items } = score.value;
  const named = say`${derived([score], instrument.replace('-screener', ' screener'))} on ${derived([score], dateInWords(score.when ?? ''))}`;
  const head = score.value.preliminary === true ? say`${named} (not yet final)` : named;
  if (!INSTRUMENTS[instrument].summed) return screener(head, score);
  if (isDoubtful(score))
    return say`${head}: the recorded total is ${from(score, () => `${total}`)}, but the items add to ${from(score, () => `${itemSum}`)}; the total has to be verified, and neither severity nor change is stated from it`;
  const known = total ?? itemSum;
  if (known === null) {
    const answered = items.filter((item) => item !== null).length;
    return say`${head}: ${derived([score], `${answered}`)} of ${derived([score], `${INSTRUMENTS[instrument].itemCount}`)} items answered, so no total is stated`;
  }
  const band = severityBand(instrument, known);
  const stated = say`${head}: total ${derived([score], `${known}`)} of ${derived([score], `${INSTRUMENTS[instrument].totalRange[1]}`)}`;
  const added = total === null ? say`${stated} (the sum of its items; no total is recorded)` : stated;
  return band === undefined ? added : say`${added}, ${derived([score], band)} range`;
}

function screener(head: Phrase, score: Score): Phrase {
  const { items, level } = score.value;
  const yes = items.flatMap((item, index) =>
    item !== null && item > 0 ? [CSSRS_QUESTIONS[index] ?? `question ${index + 1}`] : [],
  );
  if (yes.length > 0) return say`${head}: answered yes on ${listed(yes.map((one) => derived([score], one)))}`;
  // Questions that the form skips after a no are not missing.
  if (cssrsTriage(items)?.level === 'none') return say`${head}: no question was answered yes`;
  if (items.length === 0 && level !== undefined) return say`${head}: recorded as ${from(score, () => quoted(level))}`;
  return say`${head}: completed; its answers could not be read in full${citing([score])}`;
}

/** An objective is measured by an instrument and no new score is there: said, with the last one on record. */
function notRecorded(material: Material, fresh: readonly Score[]): Statement[] {
  const measured = material.objectives.filter(({ value }) => value.status === 'live');
  return [...material.scores].flatMap(([instrument, series]) => {
    const objective = measured.find((one) => measures(one, instrument));
    const last = series.at(-1);
    if (objective === undefined || last === undefined || fresh.some(({ value }) => value.instrument === instrument))
      return [];
    const total = isDoubtful(last) ? null : last.value.total;
    if (total === null) return [];
    const day = derived([last], dateInWords(last.when ?? ''));
    return [
      {
        rule: 'score-not-taken',
        phrase: say`no ${derived([objective], instrument)} was recorded for this session; the last on record is ${derived([last], `${total}`)} on ${day}`,
      },
    ];
  });
}

/** True when the objective is measured by the instrument: named as its measure, or in its text. */
export function measures({ value }: FactOf<'objective'>, instrument: InstrumentId): boolean {
  const named = `${value.measure ?? ''} ${value.text}`.toUpperCase().replace(/[\s-]/g, '');
  return named.includes(instrument.toUpperCase().replace(/[\s-]/g, ''));
}

function movementOf(latest: Score, first: Score | undefined, previous: Score | undefined): Statement[] {
  if (first === undefined) return [];
  const overall = compared(first, latest);
  if (overall === undefined) return [];
  const name = derived([latest], latest.value.instrument);
  const { reliableChange } = INSTRUMENTS[latest.value.instrument];
  const threshold =
    reliableChange === undefined ? say`` : say` (threshold ${derived([latest], `${reliableChange}`)} points)`;
  const lead = say`the ${name} total is ${overall.phrase}, the first on record${overall.verdict}${threshold}`;
  const last = previous === undefined ? undefined : compared(previous, latest);
  const phrase = last === undefined ? lead : say`${lead}, and ${last.phrase}${last.verdict}`;
  return [{ rule: 'score-change', phrase }];
}

/** `down 7 from 22 on 2 March 2026` and what reliable change says of it. Needs both scores. */
function compared(earlier: Score, latest: Score): { phrase: Phrase; verdict: Phrase } | undefined {
  const change = changeSince(earlier, latest);
  if (change === undefined) return undefined;
  const both: readonly [Score, Score] = [latest, earlier];
  const size = Math.abs(change.difference);
  const movement =
    change.direction === 'same' ? 'unchanged' : `${change.direction === 'lower' ? 'down' : 'up'} ${size}`;
  const phrase = say`${derived(both, movement)} from ${derived([earlier], `${change.from}`)} on ${derived([earlier], dateInWords(earlier.when ?? ''))}`;
  if (change.reliable === undefined || change.direction === 'same') return { phrase, verdict: say`` };
  return { phrase, verdict: say`, which ${derived(both, change.reliable ? 'is' : 'is not')} a reliable change` };
}

/** Where today's total stands against a numeric target of the objective measured by it. */
function againstTarget(material: Material, latest: Score, aim: (localId: string) => Phrase | undefined): Statement[] {
  const total = latest.value.total ?? latest.value.itemSum;
  if (total === null) return [];
  return material.objectives.flatMap((objective) => {
    const { target, status, localId } = objective.value;
    const wanted = /^\D{0,20}(\d{1,3})\b/.exec(target ?? '')?.[1];
    if (status !== 'live' || wanted === undefined || !measures(objective, latest.value.instrument)) return [];
    const named = aim(localId);
    if (named === undefined) return [];
    const gap = total - Number(wanted);
    const both: readonly [Score, FactOf<'objective'>] = [latest, objective];
    const place =
      gap > 0
        ? `${gap} ${gap === 1 ? 'point' : 'points'} above`
        : gap === 0
          ? 'at'
          : `${-gap} ${gap === -1 ? 'point' : 'points'} below`;
    return [
      {
        rule: 'score-target',
        phrase: say`against ${named}, a total of ${derived([latest], `${total}`)} is ${derived(both, place)} the target of ${derived([objective], wanted)}`,
      },
    ];
  });
}
