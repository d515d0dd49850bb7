import type { MissingRead } from '../chart/chart.ts';
import type { Fact } from '../chart/fact.ts';
import type { ComposedNote } from '../documents/draft.ts';
import type { CheckedDraft, Rule } from './checked-draft.ts';
import type { Flag, FlagLevel } from './flag.ts';
import { chartIncomplete } from './rules/chart-incomplete.ts';
import { item9Positive } from './rules/item9-positive.ts';
import { noLiveObjective } from './rules/no-live-objective.ts';
import { riskNotAssessed } from './rules/risk-not-assessed.ts';
import { scoreSaidDiffers } from './rules/score-said-differs.ts';
import { totalMismatch } from './rules/total-mismatch.ts';
import { unsupportedStatements } from './rules/unsupported-statements.ts';

const RULES: readonly Rule[] = [
  item9Positive,
  totalMismatch,
  scoreSaidDiffers,
  riskNotAssessed,
  noLiveObjective,
  unsupportedStatements,
  chartIncomplete,
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
}): Flag[] {
  const { note, facts, missing, sessionDate } = options;
  const sentences = note.sections.flatMap((section) => section.sentences);
  const draft: CheckedDraft = { sentences, facts, missing, sessionDate };
  const flags = new Map<string, Flag>();
  for (const flag of RULES.flatMap((rule) => rule(draft))) if (!flags.has(flag.id)) flags.set(flag.id, flag);
  return [...flags.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
