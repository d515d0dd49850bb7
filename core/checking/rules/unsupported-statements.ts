import { type Fact, factsOf } from '../../chart/fact.ts';
import type { Sentence } from '../../documents/draft.ts';
import { type CheckedDraft, flag, type Rule, riskAnswer } from '../checked-draft.ts';
import type { Flag } from '../flag.ts';
import { riskClaims } from '../risk-claims.ts';
import { scoreConflicts } from '../score-claims.ts';

/** Quotations of earlier notes: what they say was so then, and is not claimed of today. */
const QUOTES_THE_PAST: ReadonlySet<string> = new Set(['last-plan', 'last-note']);

/**
 * UNSUPPORTED_STATEMENT: a sentence, whoever wrote it, that cites a Fact which is not there, gives a named instrument a
 * number the record does not, or answers a risk question otherwise than the session did. One flag a sentence.
 */
export const unsupportedStatements: Rule = (draft) => {
  const known = new Set(draft.facts.map(({ id }) => id));
  const held = heldWords(draft.facts);
  return draft.sentences.flatMap((sentence) => {
    const stray = sentence.facts.filter((id) => !known.has(id));
    if (stray.length > 0 || (sentence.origin !== 'clinician' && sentence.facts.length === 0))
      return [unsupported(sentence, 'A sentence has no source in the chart or in what was entered.', [])];
    if (sentence.origin === 'composed' && QUOTES_THE_PAST.has(sentence.rule)) return [];
    const text = withoutKnownQuotes(sentence.text, held);
    return [riskConflict(draft, sentence, text), scoreConflict(draft, sentence, text)]
      .filter((found) => found !== undefined)
      .slice(0, 1);
  });
};

function unsupported(sentence: Sentence, message: string, facts: readonly Fact[], suggestion?: string): Flag {
  return flag('UNSUPPORTED_STATEMENT', message, {
    // What contradicts is part of the id: a reason given for one contradiction must not resolve the next.
    about: `${sentence.id}/${causeOf(message)}`,
    sentence,
    facts,
    suggestion: suggestion ?? 'Correct the sentence, or keep it and say why.',
  });
}

function riskConflict(draft: CheckedDraft, sentence: Sentence, text: string): Flag | undefined {
  for (const { item, says, words } of riskClaims(text)) {
    const answer = riskAnswer(draft.facts, item);
    if (answer === undefined || answer.polarity === says) continue;
    const entered = answer.polarity === 'not-assessed' ? 'was not assessed' : `was ${answer.polarity}`;
    return unsupported(
      sentence,
      `The sentence says that ${words} was ${says}; as entered for this session it ${entered}.`,
      [answer],
      'Correct the sentence, or the answer under risk.',
    );
  }
  return undefined;
}

function scoreConflict(draft: CheckedDraft, sentence: Sentence, text: string): Flag | undefined {
  const [conflict] = scoreConflicts(text, factsOf(draft.facts, 'score'), draft.sessionDate);
  return conflict === undefined ? undefined : unsupported(sentence, conflict.message, conflict.scores);
}

/** The text without quotations that stand word for word in a Fact: an objective's `from 22 to 10` is no score of today. */
function withoutKnownQuotes(text: string, held: readonly string[]): string {
  return text.replace(/["“]([^"”]+)["”]/g, (whole, words: string) =>
    held.some((one) => one.includes(plain(words.replace(/\s*(?:…|\.\.\.)$/, '')))) ? ' ' : whole,
  );
}

/** What the Facts say in words; of earlier notes only the last, the one that is quoted. */
function heldWords(facts: readonly Fact[]): string[] {
  const lastNote = factsOf(facts, 'prior-note')
    .toSorted((a, b) => ((a.when ?? '') < (b.when ?? '') ? -1 : 1))
    .at(-1);
  return facts
    .filter((fact) => fact.kind !== 'prior-note' || fact.id === lastNote?.id)
    .flatMap(({ value }) =>
      Object.values(value).flatMap((held: unknown) => (typeof held === 'string' ? [plain(held)] : [])),
    );
}

function plain(text: string): string {
  return text
    .replace(/["'“”‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** A short name for a message, FNV-1a. */
function causeOf(message: string): string {
  let hash = 0x811c9dc5;
  for (const char of message) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
