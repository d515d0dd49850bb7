import type { MissingRead } from '../chart/chart.ts';
import { dateInWords, dayOf } from '../chart/dates.ts';
import type { Fact, FactOf, RiskItem } from '../chart/fact.ts';
import type { Sentence } from '../documents/draft.ts';
import type { Flag, FlagCode } from './flag.ts';
import { FLAG_CODES } from './flag-codes.ts';
import type { SiteRules } from './site-rules.ts';

/** What every rule looks at: the sentences of a draft, the Facts they may cite, and what was not read. */
export interface CheckedDraft {
  readonly sentences: readonly Sentence[];
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  /** `YYYY-MM-DD`. */
  readonly sessionDate: string;
  readonly site: SiteRules;
}

/** One rule: the flags it raises on a draft. */
export type Rule = (draft: CheckedDraft) => Flag[];

/**
 * A flag with the level and reason of its code. `about` tells flags of one code apart. `noted`: the clinician's own addition,
 * which is told and asks for nothing.
 */
export function flag(
  code: FlagCode,
  message: string,
  about: {
    about?: string;
    facts?: readonly Fact[];
    sentence?: Sentence | undefined;
    suggestion?: string;
    noted?: true;
  },
): Flag {
  const { level: usual, why } = FLAG_CODES[code];
  const level = about.noted === true ? 'note' : usual;
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

/** The day of a Fact as a message tells it, `27 July 2026`. */
export function dayInWords(when = ''): string {
  return dateInWords(dayOf(when));
}

/** What the clinician wrote freely for this session, Fact by Fact. */
export function enteredTexts(facts: readonly Fact[]): { fact: Fact; text: string }[] {
  return facts.flatMap((fact) => {
    if (fact.source.from !== 'clinician') return [];
    const held = Object.entries(fact.value).flatMap(([key, value]: [string, unknown]): unknown[] => {
      if (!FREE_MEMBERS.has(key)) return [];
      return Array.isArray(value) ? value : [value];
    });
    return held.flatMap((text) => (typeof text === 'string' ? [{ fact, text }] : []));
  });
}

const FREE_MEMBERS: ReadonlySet<string> = new Set([
  'text',
  'words',
  'finding',
  'technique',
  'response',
  'evidence',
  'action',
  'protective',
]);

/** The text without what stands in quotation marks: words of others are theirs. */
export function withoutQuotations(text: string): string {
  return text.replace(
    /"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])['‘](?=[^\s'’])(?:[^'’\n]|(?<=\p{L})['’](?=\p{L}))*['’](?![\p{L}\p{N}])/gu,
    ' ¶ ',
  );
}
