import type { MissingRead } from '../chart/chart.ts';
import type { Fact } from '../chart/fact.ts';
import type { ComposedNote } from '../documents/draft.ts';
import type { CheckedDraft, Rule } from './checked-draft.ts';
import type { Flag, FlagLevel } from './flag.ts';
import { chartIncomplete } from './rules/chart-incomplete.ts';
import { codeMinutes } from './rules/code-minutes.ts';
import { copiedText } from './rules/copied-text.ts';
import { deficitLanguage } from './rules/deficit-language.ts';
import { directionWords } from './rules/direction-words.ts';
import { draftingConsentOnRecord } from './rules/drafting-consent.ts';
import { item9Positive } from './rules/item9-positive.ts';
import { medicationConflict } from './rules/medication-conflict.ts';
import { noLiveObjective } from './rules/no-live-objective.ts';
import { changeNotReliable, outcome } from './rules/outcome.ts';
import { overdue } from './rules/overdue.ts';
import { ownAdditions } from './rules/own-additions.ts';
import { part2Record } from './rules/protected-record.ts';
import { reportTrigger } from './rules/report-trigger.ts';
import { resolvedDiagnosis } from './rules/resolved-diagnosis.ts';
import { returnToUse } from './rules/return-to-use.ts';
import { firearmAccess, riskWithoutAction } from './rules/risk-answers.ts';
import { riskNotAssessed } from './rules/risk-not-assessed.ts';
import { sameDayConflict, scoreAsText, scoreIncomplete } from './rules/score-quality.ts';
import { scoreSaidDiffers } from './rules/score-said-differs.ts';
import { screenAndReport } from './rules/screen-and-report.ts';
import { auditcPositive, cssrsLevel } from './rules/screening.ts';
import { telehealthState } from './rules/telehealth-state.ts';
import { thirdPartyNamed } from './rules/third-party-named.ts';
import { totalMismatch } from './rules/total-mismatch.ts';
import { unsupportedStatements } from './rules/unsupported-statements.ts';
import { vagueObjective, vagueWording } from './rules/vague-wording.ts';
import type { SiteRules } from './site-rules.ts';

const RULES: readonly Rule[] = [
  item9Positive,
  totalMismatch,
  scoreSaidDiffers,
  riskNotAssessed,
  noLiveObjective,
  riskWithoutAction,
  firearmAccess,
  cssrsLevel,
  reportTrigger,
  codeMinutes,
  telehealthState,
  sameDayConflict,
  unsupportedStatements,
  medicationConflict,
  resolvedDiagnosis,
  directionWords,
  draftingConsentOnRecord,
  outcome,
  changeNotReliable,
  chartIncomplete,
  thirdPartyNamed,
  part2Record,
  returnToUse,
  screenAndReport,
  auditcPositive,
  scoreIncomplete,
  scoreAsText,
  overdue,
  vagueObjective,
  vagueWording,
  deficitLanguage,
  copiedText,
  ownAdditions,
];
const LEVELS: readonly FlagLevel[] = ['resolve', 'review', 'note'];

/**
 * What is wrong with a draft. Pure: the browser runs it while the clinician types, the server again at attestation.
 * Flags come most urgent first, each id once; the same draft always gives the same flags.
 */
export function checkDraft(options: {
  note: Pick<ComposedNote, 'sections'>;
  facts: readonly Fact[];
  missing: readonly MissingRead[];
  sessionDate: string;
  site?: SiteRules | undefined;
}): Flag[] {
  const { note, facts, missing, sessionDate, site = {} } = options;
  const sentences = note.sections.flatMap((section) => section.sentences);
  const draft: CheckedDraft = { sentences, facts, missing, sessionDate, site };
  const flags = new Map<string, Flag>();
  for (const flag of RULES.flatMap((rule) => rule(draft))) if (!flags.has(flag.id)) flags.set(flag.id, flag);
  return [...flags.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
