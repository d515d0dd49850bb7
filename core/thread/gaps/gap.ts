import type { MissingRead } from '../../chart/chart.ts';
import type { ThreadLimits } from '../limits.ts';
import type { GoldenThread } from '../thread.ts';

/** review: an auditor would ask; note: due, and easily done. */
export type GapLevel = 'review' | 'note';

/** Where on the screen a gap leads: a kind of place and the Fact that is shown there. */
export interface GapPlace {
  readonly kind: 'problem' | 'goal' | 'objective' | 'scores' | 'plan' | 'note' | 'referral';
  readonly factId?: string;
}

/** One gap in the thread. */
export interface Gap {
  /** Stable for the same cause: `${rule}[@fact id]`. */
  readonly id: string;
  readonly rule: GapRuleId;
  readonly level: GapLevel;
  /** What was found, one sentence. */
  readonly words: string;
  /** What to do next, one clause. */
  readonly next: string;
  /** Ids of the Facts it rests on. */
  readonly facts: readonly string[];
  readonly place: GapPlace;
}

/** A question that the chart as read cannot answer. */
export interface Unjudged {
  readonly rule: GapRuleId;
  /** `Cannot be judged: …`, one sentence with the reason. */
  readonly words: string;
}

/** What one rule found: gaps, and what it could not tell though everything was read. */
export interface Found {
  readonly gaps: readonly Omit<Gap, 'id' | 'rule' | 'level'>[];
  /** Why a part of the question stays open; begins in lower case. */
  readonly open?: string;
}

export interface GapContext {
  readonly thread: GoldenThread;
  readonly limits: ThreadLimits;
}

export type GapRuleId =
  | 'diagnosis-without-goal'
  | 'goal-without-objective'
  | 'goal-without-measure'
  | 'goal-without-intervention'
  | 'note-without-goal'
  | 'objective-past-target'
  | 'measure-overdue'
  | 'plan-past-review'
  | 'referral-without-outcome';

/** One question an auditor asks of the thread. */
export interface GapRule {
  readonly id: GapRuleId;
  readonly level: GapLevel;
  /** The question, as an auditor puts it. */
  readonly question: string;
  /** Why it is asked, one sentence. */
  readonly why: string;
  /** The public text behind it. */
  readonly source: string;
  /** Resource types without which nothing can be claimed, because what is absent may only be unread. */
  readonly restsOn: readonly MissingRead['resource'][];
  /** The number it is judged by, where there is one. */
  readonly limit?: keyof ThreadLimits;
  readonly find: (context: GapContext) => Found;
}
