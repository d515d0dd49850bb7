import { dayOf } from '../../chart/dates.ts';
import { type FactOf, factsOf, type InstrumentId } from '../../chart/fact.ts';
import { newScores } from '../../chart/new-scores.ts';
import { changeSince } from '../../instruments/change-since.ts';
import { isContested } from '../../instruments/contested-total.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { outcomeOf } from '../../instruments/outcome-of.ts';
import { type CheckedDraft, dayInWords, flag, type Rule, sentenceCiting, sourceId } from '../checked-draft.ts';
import type { Flag, FlagCode } from '../flag.ts';

type Score = FactOf<'score'>;

const RESPONSE: Readonly<Partial<Record<InstrumentId, FlagCode>>> = {
  'PHQ-9': 'PHQ9_RESPONSE',
  'GAD-7': 'GAD7_RESPONSE',
};
/** Points of a rise that is flagged: our own rule, one below reliable change for the PHQ-9 (clinical reference, section 5). */
const RISE: Readonly<Partial<Record<InstrumentId, { points: number; code: FlagCode }>>> = {
  'PHQ-9': { points: 5, code: 'PHQ9_DETERIORATION' },
  'GAD-7': { points: 4, code: 'GAD7_DETERIORATION' },
  'PCL-5': { points: 10, code: 'PCL5_DETERIORATION' },
};
/** GAD-7 has no published rule of response; the half of the PHQ-9 is used from its own cut on. */
const GAD7_BASELINE = 10;

/**
 * What a new score says of the course, each told once, when it is first reached: response, remission, reliable or clinically
 * significant change since the first score, and a rise since the one before. A scale whose response is told is not told
 * as reliable change besides.
 */
export const outcome: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const earlier = series(draft, score);
    const [baseline] = earlier;
    const before = earlier.at(-1);
    if (baseline === undefined || before === undefined || isDoubtful(score)) return [];
    if (isContested(score, factsOf(draft.facts, 'score'))) return [];
    const reachedBefore = earlier.length > 1 ? better(baseline, before) : [];
    const told = better(baseline, score).filter(({ code }) => !reachedBefore.some((one) => one.code === code));
    const csc = told.some(({ code }) => code === 'SCORE_CSC') || reachedBefore.some(({ code }) => code === 'SCORE_CSC');
    return [...told.filter(({ code }) => !(csc && code === 'SCORE_RELIABLE_CHANGE')), ...worse(earlier, score)].map(
      ({ code, message, with: other }) => raised(draft, code, message, score, other),
    );
  });

/**
 * CHANGE_NOT_RELIABLE: a total that the clinician speaks of, or a direction in her own sentence, where the change since the
 * first score is below the published reliable change.
 */
export const changeNotReliable: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const { instrument } = score.value;
    const spoken = factsOf(draft.facts, 'score-said').some(({ value }) => value.instrument === instrument);
    const [baseline] = series(draft, score);
    if (!spoken || baseline === undefined || isDoubtful(score) || isDoubtful(baseline)) return [];
    const change = changeSince(baseline, score);
    if (change?.reliable !== false || change.difference === 0) return [];
    const message = `${instrument} went from ${change.from} to ${change.to}; a change of ${Math.abs(change.difference)} is below reliable change.`;
    return [raised(draft, 'CHANGE_NOT_RELIABLE', message, score, baseline)];
  });

interface Finding {
  readonly code: FlagCode;
  readonly message: string;
  readonly with: Score;
}

function better(baseline: Score, score: Score): Finding[] {
  const found = outcomeOf(baseline, score);
  const change = found?.change;
  if (found === undefined || change === undefined || change.direction !== 'lower') return [];
  const { instrument } = score.value;
  const response = RESPONSE[instrument];
  const words = `${instrument} fell from ${change.from} on ${dayInWords(baseline.when)} to ${change.to}`;
  const halved =
    found.response ?? (instrument === 'GAD-7' && change.from >= GAD7_BASELINE && change.to * 2 <= change.from);
  const findings: Finding[] = [];
  if (response !== undefined && halved)
    findings.push({ code: response, message: `${words}, by half or more.`, with: baseline });
  if (instrument === 'PHQ-9' && found.remission === true)
    findings.push({ code: 'PHQ9_REMISSION', message: `${words}, below 5.`, with: baseline });
  if (response === undefined && change.reliable === true) {
    findings.push({ code: 'SCORE_RELIABLE_CHANGE', message: `${words}: reliable change.`, with: baseline });
    if (found.endState === true)
      findings.push({
        code: 'SCORE_CSC',
        message: `${words}: reliable, and at or below the end state.`,
        with: baseline,
      });
  }
  return findings;
}

function worse(earlier: readonly Score[], score: Score): Finding[] {
  const rise = RISE[score.value.instrument];
  const before = earlier.at(-1);
  if (rise === undefined || before === undefined || isDoubtful(before)) return [];
  const change = changeSince(before, score);
  if (change === undefined || change.difference < rise.points) return [];
  const message = `${score.value.instrument} rose from ${change.from} on ${dayInWords(before.when)} to ${change.to}.`;
  return [{ code: rise.code, message, with: before }];
}

/** Earlier administrations of the same scale that have a total, oldest first. */
function series(draft: CheckedDraft, score: Score): Score[] {
  const all = factsOf(draft.facts, 'score');
  return all
    .filter(
      (one) =>
        one.value.instrument === score.value.instrument &&
        one.whose === 'patient' &&
        one.polarity === 'affirmed' &&
        (one.value.total ?? one.value.itemSum) !== null &&
        dayOf(one.when) !== '' &&
        dayOf(one.when) < dayOf(score.when) &&
        !isContested(one, all),
    )
    .toSorted((a, b) =>
      (a.when ?? '') < (b.when ?? '') ? -1 : (a.when ?? '') > (b.when ?? '') ? 1 : a.id < b.id ? -1 : 1,
    );
}

function raised(draft: CheckedDraft, code: FlagCode, message: string, score: Score, other: Score): Flag {
  return flag(code, message, { about: sourceId(score), facts: [score, other], sentence: sentenceCiting(draft, score) });
}
