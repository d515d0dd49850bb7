import type { MissingRead } from '../chart/chart.ts';
import type { Fact, FactOf, RiskItem } from '../chart/fact.ts';
import type { Sentence } from '../documents/draft.ts';
import type { Flag, FlagCode } from './flag.ts';
import { FLAG_CODES } from './flag-codes.ts';

/** What every rule looks at: the sentences of a draft, the Facts they may cite, and what was not read. */
export interface CheckedDraft {
  readonly sentences: readonly Sentence[];
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  /** `YYYY-MM-DD`. */
  readonly sessionDate: string;
}

/** One rule: the flags it raises on a draft. */
export type Rule = (draft: CheckedDraft) => Flag[];

/** A flag with the level and reason of its code. `about` tells flags of one code apart. */
export function flag(
  code: FlagCode,
  message: string,
  about: { about?: string; facts?: readonly Fact[]; sentence?: Sentence | undefined; suggestion?: string },
): Flag {
  const { level, why } = FLAG_CODES[code];
  return {
    id: about.about === undefined ? code : `${code}@${about.about}`,
    code,
    level,
    message,
    why,
    facts: (about.facts ?? []).map(({ id }) => id),
    ...(about.about !== undefined && { about: about.about }),
    ...(about.sentence !== undefined && { sentenceId: about.sentence.id }),
    ...(about.suggestion !== undefined && { suggestion: about.suggestion }),
  };
}

/** The sentence that cites all of these Facts, or the first that cites the first of them. */
export function sentenceCiting(draft: CheckedDraft, ...facts: readonly Fact[]): Sentence | undefined {
  const cites = (sentence: Sentence, fact: Fact | undefined): boolean =>
    fact !== undefined && sentence.facts.includes(fact.id);
  return (
    draft.sentences.find((sentence) => facts.every((fact) => cites(sentence, fact))) ??
    draft.sentences.find((sentence) => cites(sentence, facts[0]))
  );
}

/** The id of the resource a Fact was read from, `ob-6` of `Observation/ob-6`; the input's path for the clinician's own. */
export function sourceId({ source }: Fact): string {
  return source.from === 'ehr' ? (source.reference.split('/').at(-1) ?? source.reference) : source.path;
}

/** How one risk question was answered in this session. */
export function riskAnswer(facts: readonly Fact[], item: RiskItem): FactOf<'risk'> | undefined {
  return facts.find((fact): fact is FactOf<'risk'> => fact.kind === 'risk' && fact.value.item === item);
}
