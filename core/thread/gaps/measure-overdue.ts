import { dateInWords } from '../../chart/dates.ts';
import type { InstrumentId } from '../../chart/fact.ts';
import { liveObjectives } from '../build-thread.ts';
import type { ObjectiveThread } from '../thread.ts';
import type { GapRule } from './gap.ts';

/** A scale that a live objective is measured by and that is due again, or was never recorded. Said once a scale. */
export const MEASURE_OVERDUE: GapRule = {
  id: 'measure-overdue',
  level: 'note',
  question: 'Is progress measured often enough?',
  why: 'Progress is told with the measure of the plan.',
  source:
    'measurement-based care: baseline, every two to four weeks, each plan review and discharge; TRICARE asks for PCL, GAD-7 and PHQ at baseline, every 60 to 120 days and discharge',
  restsOn: ['Observation', 'QuestionnaireResponse'],
  limit: 'measureDays',
  find({ thread }) {
    const due = liveObjectives(thread).filter((one) => one.overdue.some(({ what }) => what === 'measure'));
    const scales = [...new Set(due.map((one) => one.instrument))].filter((scale) => scale !== undefined);
    return {
      gaps: scales.map((scale) =>
        gapOf(
          scale,
          due.filter((one) => one.instrument === scale),
        ),
      ),
    };
  },
};

function gapOf(scale: InstrumentId, due: readonly ObjectiveThread[]) {
  const latest = due[0]?.latest;
  const days = due[0]?.overdue.find((one) => one.what === 'measure')?.days;
  const since = due[0]?.sessionsSinceLatest ?? 0;
  const sessions = since === 0 ? '' : ` and ${since} session${since === 1 ? '' : 's'}`;
  const about = latest ?? due[0]?.objective;
  const words =
    latest === undefined
      ? `An objective is measured by ${scale}, and the chart holds none.`
      : `${scale} was last recorded on ${dateInWords(latest.when ?? '')}, ${days} days${sessions} ago.`;
  return {
    words,
    next: latest === undefined ? `record a ${scale} as the baseline` : `take a ${scale} this session`,
    facts: [...due.map(({ objective }) => objective.id), ...(latest === undefined ? [] : [latest.id])],
    place: { kind: 'scores' as const, ...(about && { factId: about.id }) },
  };
}
