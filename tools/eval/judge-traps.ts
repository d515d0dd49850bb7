import type { Trap } from './judged-case.ts';

/** What the traps of one document say of its text. A hit is one line: which trap, what was missed or made, and where. */
export interface TrapVerdict {
  readonly requiredTotal: number;
  readonly requiredMissed: number;
  readonly forbiddenTotal: number;
  readonly forbiddenMade: number;
  readonly hits: readonly string[];
}

/** Holds a document's text against the traps that name it. A trap of `*` is about every document. */
export function judgeTraps(documentId: string, text: string, traps: readonly Trap[]): TrapVerdict {
  const own = traps.filter(({ documents }) => documents.includes(documentId) || documents.includes('*'));
  const hits: string[] = [];
  let [requiredTotal, requiredMissed, forbiddenTotal, forbiddenMade] = [0, 0, 0, 0];
  for (const { id, check } of own) {
    for (const oneOf of check.require) {
      requiredTotal += 1;
      if (oneOf.some((pattern) => new RegExp(pattern, 'i').test(text))) continue;
      requiredMissed += 1;
      hits.push(`${id} missed: ${oneOf.join(' | ')}`);
    }
    for (const pattern of check.forbid) {
      forbiddenTotal += 1;
      const found = new RegExp(pattern, 'i').exec(text);
      if (!found) continue;
      forbiddenMade += 1;
      hits.push(`${id} made: ${pattern}  in: ${sentenceAround(text, found.index)}`);
    }
  }
  return { requiredTotal, requiredMissed, forbiddenTotal, forbiddenMade, hits };
}

/** The sentence that holds a place of the text. */
function sentenceAround(text: string, at: number): string {
  const begin = Math.max(text.lastIndexOf('. ', at) + 2, text.lastIndexOf('\n', at) + 1, 0);
  const end = text.slice(at).search(/[.!?](\s|$)|\n/);
  return text.slice(begin, end < 0 ? undefined : at + end + 1);
}
