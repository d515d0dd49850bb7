import type { Fact, FactOf, InstrumentId } from '../chart/fact.ts';
import type { Outcome } from '../instruments/outcome-of.ts';

/**
 * How it is known that a session worked on something. `entered`: the clinician entered an intervention or a rating for it;
 * `tied`: the record ties the session's note to it; `mentioned`: the text of a note names it, word for word.
 */
export type WorkEvidence = 'entered' | 'tied' | 'mentioned';

/** Work on a goal or an objective: a session, or a referral made for it. */
export interface Work {
  readonly evidence: WorkEvidence;
  /** Day of the session or of the referral; absent where the note has no date. */
  readonly day?: string;
  /** Interventions known to have served it: as entered, planned ones that the note names, or the referral. */
  readonly by: readonly (FactOf<'intervention'> | FactOf<'planned-intervention'> | FactOf<'referral'>)[];
  /** What shows it: the note, the entry or the referral. */
  readonly fact: Fact;
  /** The sentence of the note that names it, at most 240 characters. */
  readonly sentence?: string;
}

/** One session as the chart shows it: the notes of one day, and what was entered for it. */
export interface SessionThread {
  /** Absent for a note without a date. */
  readonly day?: string;
  readonly notes: readonly FactOf<'prior-note'>[];
  readonly entered: readonly Fact[];
  /** What was worked on, by the id of the goal or objective Fact. */
  readonly works: ReadonlyMap<string, Work>;
  /**
   * True when the session says which part of the plan it served: it was entered, tied, or its text names a part. Only
   * then does silence about a goal mean something.
   */
  readonly speaksOfPlan: boolean;
  readonly scores: readonly FactOf<'score'>[];
}

/** Something whose time has passed. */
export type Overdue =
  | { readonly what: 'target-date'; readonly due: string; readonly days: number }
  | { readonly what: 'measure'; readonly instrument: InstrumentId; readonly days?: number };

/** One objective of the plan with what the record says happened on it. */
export interface ObjectiveThread {
  readonly objective: FactOf<'objective'>;
  /** The scale it is measured by, where its measure or its text names one. */
  readonly instrument?: InstrumentId;
  /** Newest first: the scores of that scale. */
  readonly scores: readonly FactOf<'score'>[];
  readonly baseline?: FactOf<'score'>;
  readonly latest?: FactOf<'score'>;
  /** From baseline to latest; absent where either is missing, or they are one score. Never told from a doubtful total. */
  readonly outcome?: Outcome;
  /** Sessions since the latest score, the newest first; a session of the same day is not one. */
  readonly sessionsSinceLatest: number;
  /** Planned interventions that serve this objective, by the record. */
  readonly interventions: readonly FactOf<'planned-intervention'>[];
  /** The last work on it that is known. Absent means unknown, never "not worked on". */
  readonly lastWork?: Work;
  /** Empty unless the objective is live. */
  readonly overdue: readonly Overdue[];
}

/** One goal with its objectives and planned interventions. */
export interface GoalThread {
  readonly goal: FactOf<'goal'>;
  /** Pursued now: neither completed, cancelled nor waiting. */
  readonly pursued: boolean;
  readonly objectives: readonly ObjectiveThread[];
  readonly interventions: readonly FactOf<'planned-intervention'>[];
  /** The problems that the goal, or an objective of it, is said to address. */
  readonly problems: readonly FactOf<'condition'>[];
  readonly lastWork?: Work;
}

/** One problem with the goals that address it. Without a link in the record it stays unlinked: words are not compared. */
export interface ProblemThread {
  readonly problem: FactOf<'condition'>;
  readonly goals: readonly FactOf<'goal'>[];
  /** Which element of the record links it; absent when none does. */
  readonly linkedBy?: 'goal' | 'plan';
  /** Scales that measure a problem of this kind. */
  readonly fits: readonly InstrumentId[];
}

/** A referral with what is known to have come of it. */
export interface ReferralThread {
  readonly referral: FactOf<'referral'>;
  /** True when the plan itself refers to it: then it is an intervention, not a hand-over. */
  readonly planned: boolean;
  readonly outcome?: string;
}

/** The scores of one instrument, oldest first. */
export interface ScoreSeries {
  readonly instrument: InstrumentId;
  readonly scores: readonly FactOf<'score'>[];
}

/** The golden thread: problem ↔ goal ↔ objective ↔ intervention ↔ session ↔ measure, as far as the chart shows it. */
export interface GoldenThread {
  /** The day it is told as of. */
  readonly asOf: string;
  readonly problems: readonly ProblemThread[];
  readonly plan?: FactOf<'care-plan'>;
  readonly goals: readonly GoalThread[];
  /** Objectives that name no goal of the chart. */
  readonly loose: readonly ObjectiveThread[];
  /** Newest first; those without a date at the end. */
  readonly sessions: readonly SessionThread[];
  readonly series: readonly ScoreSeries[];
  readonly referrals: readonly ReferralThread[];
  readonly lastNote?: FactOf<'prior-note'>;
  /** Documents that write or review the plan, by the site's code map or by their title. */
  readonly planNotes: readonly FactOf<'prior-note'>[];
}
