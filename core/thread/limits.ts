/** Numbers that the thread and its gaps are judged by. A clinic may set its own. */
export interface ThreadLimits {
  /** Days from the first session in which a plan has to be written. */
  readonly firstPlanDays: number;
  /** Sessions in a row in which a goal may rest. */
  readonly sessionsWithoutWork: number;
  /** Newest notes that are looked at for a goal. */
  readonly notesLookedAt: number;
  /** Days after which a scale is due again. */
  readonly measureDays: number;
  /** Days after which a referral should show what came of it. */
  readonly referralDays: number;
}

/** What each number rests on, for the reference page and for the screen. */
export const LIMIT_SOURCES: Readonly<Record<keyof ThreadLimits, string>> = {
  firstPlanDays: 'New York 14 NYCRR 599.10: 30 days; other programs allow 60',
  sessionsWithoutWork: 'our choice; no payer text found names a number',
  notesLookedAt: 'our choice; an audit samples recent notes',
  measureDays:
    'measurement-based care: baseline, every two to four weeks, each plan review, discharge; four weeks is the longer end',
  referralDays: 'our choice; a due date in the record goes first',
};

/** The defaults. */
export const THREAD_LIMITS: ThreadLimits = {
  firstPlanDays: 30,
  sessionsWithoutWork: 3,
  notesLookedAt: 3,
  measureDays: 28,
  referralDays: 30,
};
