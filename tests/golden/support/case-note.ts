import { loadCases } from '../../../sandbox/seed/load-cases.ts';
import { draftNote } from '../../../tools/eval/draft-document.ts';
import type { JudgedCase } from '../../../tools/eval/judged-case.ts';

export { chartOfCase } from '../../../tools/eval/case-chart.ts';
export type { JudgedCase } from '../../../tools/eval/judged-case.ts';

/** The synthetic patients of this repository. */
export function judgedCases(): JudgedCase[] {
  return loadCases() as unknown as JudgedCase[];
}

/** The note of one session of a case, with its Facts and flags, as of that session. */
export const noteOfCase = draftNote;
