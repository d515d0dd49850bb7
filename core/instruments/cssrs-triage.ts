/** The levels of the C-SSRS screener, rising. */
export const TRIAGE_LEVELS = ['none', 'low', 'moderate', 'high'] as const;
export type TriageLevel = (typeof TRIAGE_LEVELS)[number];

/** Where the screener's answers lead. */
export interface Triage {
  readonly level: TriageLevel;
  /** False when a question that was not answered could raise the level: then it is at least this one. */
  readonly settled: boolean;
  readonly source: string;
}

/** Questions 1 to 5 of the past month, behaviour ever (6a), behaviour in the past three months (6b). */
const RAISED_TO: readonly TriageLevel[] = ['low', 'low', 'moderate', 'high', 'high', 'moderate', 'high'];

/** Where the levels of the screener come from. */
export const TRIAGE_SOURCE =
  'C-SSRS screener triage guidelines: high for questions 4, 5 or behaviour within three months, moderate for question 3 or behaviour before that, low for questions 1 and 2';

/**
 * The triage level of the screener by its highest answer; answers are never added up. 1 is yes, 0 no, null not answered.
 * Questions that the form skips — 3 to 5 after a no to question 2, 6b after a no to 6a — count as no. Undefined when no
 * question was answered yes and not all were answered. The level is the form's, not a judgement of risk: that is the
 * clinician's.
 */
export function cssrsTriage(answers: readonly (number | null)[]): Triage | undefined {
  const asked = RAISED_TO.map((_level, at) => answers[at] ?? null);
  const [, second] = asked;
  const lifetime = asked[5];
  const effective = asked.map((answer, at) => {
    if (answer !== null) return answer;
    const skipped = (at >= 2 && at <= 4 && second === 0) || (at === 6 && lifetime === 0);
    return skipped ? 0 : null;
  });
  const rank = (at: number) => TRIAGE_LEVELS.indexOf(RAISED_TO[at] ?? 'none');
  const highest = Math.max(0, ...effective.map((answer, at) => (answer !== null && answer > 0 ? rank(at) : 0)));
  const settled = effective.every((answer, at) => answer !== null || rank(at) <= highest);
  const level = TRIAGE_LEVELS[highest];
  if (level === undefined || (highest === 0 && !settled)) return undefined;
  return { level, settled, source: TRIAGE_SOURCE };
}

/** LOINC answer code of the risk level that is verified; those of moderate and high are not. */
const LOW_CODE = 'LA9194-7';

/** The level that the record words (`High risk`, `moderate`), or undefined where the words are not those of the form. */
export function recordedLevel(words: string | undefined): TriageLevel | undefined {
  if (words === LOW_CODE) return 'low';
  const word = /^(none|no|low|moderate|medium|high)(?:[ -]risk)?\.?$/i.exec(words?.trim() ?? '')?.[1]?.toLowerCase();
  if (word === 'no') return 'none';
  return word === 'medium' ? 'moderate' : TRIAGE_LEVELS.find((level) => level === word);
}
