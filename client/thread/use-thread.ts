import { useMemo } from 'react';
import type { Chart } from '../../core/chart/chart.ts';
import { factsFromSession } from '../../core/chart/session-facts.ts';
import { emptySessionInput, type SessionInput } from '../../core/chart/session-input.ts';
import { buildThread } from '../../core/thread/build-thread.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';

const OF_THE_THREAD = new Set(['session', 'intervention', 'progress']);

/** The thread of the chart, with the work that is being entered; undefined until the chart was read. */
export function useThread(
  chart: Chart | undefined,
  input: SessionInput | undefined,
  today: string,
): GoldenThread | undefined {
  const facts = chart?.facts;
  const { date, interventions, progress } = input ?? {};
  const entered = useMemo(() => {
    if (date === undefined || interventions === undefined || progress === undefined) return [];
    const all = factsFromSession({ ...emptySessionInput(date), interventions, progress });
    return all.filter((fact) => OF_THE_THREAD.has(fact.kind));
  }, [date, interventions, progress]);
  return useMemo(
    () => (facts && today ? buildThread([...facts, ...entered], today) : undefined),
    [facts, entered, today],
  );
}
