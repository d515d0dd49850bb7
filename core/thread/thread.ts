import type { FactOf } from '../chart/fact.ts';

/** One objective of the plan with what the record says happened on it. */
export interface ObjectiveThread {
  readonly objective: FactOf<'objective'>;
  /** Newest first: the scores of the instrument the objective is measured by. */
  readonly scores: readonly FactOf<'score'>[];
  readonly baseline?: FactOf<'score'>;
  readonly latest?: FactOf<'score'>;
}

/** One goal with its objectives and planned interventions. */
export interface GoalThread {
  readonly goal: FactOf<'goal'>;
  readonly objectives: readonly ObjectiveThread[];
  readonly interventions: readonly FactOf<'planned-intervention'>[];
}

/** The scores of one instrument, oldest first. */
export interface ScoreSeries {
  readonly instrument: FactOf<'score'>['value']['instrument'];
  readonly scores: readonly FactOf<'score'>[];
}

/** The golden thread: problem ↔ goal ↔ objective ↔ intervention ↔ measure, as far as the chart shows it. */
export interface GoldenThread {
  readonly problems: readonly FactOf<'condition'>[];
  readonly plan?: FactOf<'care-plan'>;
  readonly goals: readonly GoalThread[];
  readonly series: readonly ScoreSeries[];
  readonly lastNote?: FactOf<'prior-note'>;
}
