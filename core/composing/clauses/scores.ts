import { dateInWords } from '../../chart/dates.ts';
import type { FactOf, InstrumentId } from '../../chart/fact.ts';
import { isContested } from '../../instruments/contested-total.ts';
import { cssrsTriage } from '../../instruments/cssrs-triage.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { namesInstrument } from '../../instruments/names-instrument.ts';
import { severityBand } from '../../instruments/severity-band.ts';
import { citing, derived, from, listed, type Phrase, say, textOf } from '../phrase.ts';
import { quoted } from '../realise.ts';
import { daysBetween, enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

type Score = FactOf<'score'>;

/** Days after which a measure of the plan is missed (clinical practice: every two to four weeks). */
const MEASURED_WITHIN_DAYS = 28;

const CSSRS_QUESTIONS = ['1', '2', '3', '4', '5', '6 (lifetime)', '6 (past three months)'].map(
  (one) => `question ${one}`,
);

/** Each new score with its date and published band; a total that does not match its items is stated with both numbers. */
export const scores: Clauses = (material) => {
  const fresh = material.newScores;
  const stated = fresh.map((score) => ({ score, phrase: statedScore(score) }));
  // One form that the record holds twice is told once, with both as its sources.
  const told = [...Map.groupBy(stated, ({ phrase }) => textOf(phrase)).values()].map((same) => {
    const [first = stated[0]] = same;
    return first === undefined ? [] : [say`${first.phrase}${citing(same.map(({ score }) => score))}`];
  });
  return [...told.flat().map((phrase) => ({ rule: 'score', phrase })), ...notRecorded(material, fresh)];
};

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

/**
 * An objective is measured by an instrument and no new score is there: said, with the last one on record, where the session
 * worked on that objective or the last score is old.
 */
function notRecorded(material: Material, fresh: readonly Score[]): Statement[] {
  const measured = material.objectives.filter(({ value }) => value.status === 'live');
  const worked = new Set([
    ...enteredOf(material, 'intervention').map(({ value }) => value.objectiveLocalId),
    ...enteredOf(material, 'progress').map(({ value }) => value.objectiveLocalId),
  ]);
  return [...material.scores].flatMap(([instrument, series]) => {
    const objective = measured.find((one) => measures(one, instrument));
    const last = series.at(-1);
    if (objective === undefined || last === undefined || fresh.some(({ value }) => value.instrument === instrument))
      return [];
    const total = isDoubtful(last) || isContested(last, series) ? null : last.value.total;
    const old = daysBetween(last.when ?? '', material.date) > MEASURED_WITHIN_DAYS;
    if (total === null || !(old || worked.has(objective.value.localId))) return [];
    const day = derived([last], dateInWords(last.when ?? ''));
    const name = derived([objective], instrument);
    const known = derived([last], `${total}`);
    return [
      {
        rule: 'score-not-taken',
        phrase: vary(material, `score-not-taken-${instrument}`, [
          say`no ${name} was recorded for this session; the last on record is ${known} on ${day}`,
          say`${name} not recorded this session; last on record: ${known} on ${day}`,
          say`the last ${name} on record is ${known} on ${day}; none was recorded for this session`,
        ]),
      },
    ];
  });
}

/** True when the objective is measured by the instrument: named as its measure, or in its text. */
export function measures({ value }: FactOf<'objective'>, instrument: InstrumentId): boolean {
  return namesInstrument(`${value.measure ?? ''} ${value.text}`, instrument);
}
