import { isGivenName } from './given-names.ts';
import { type NameRun, nameRuns, roleNoun } from './name-runs.ts';
import type { Token } from './tokens.ts';
import {
  ADDRESSED,
  CARE_ROLES,
  COMPANY_VERBS,
  COURTESY,
  NICKNAMES,
  PERSON_OBJECT_VERBS,
  PERSON_STATES,
  PERSON_VERBS,
  TITLES,
} from './words.ts';

/** A name in a text and how the text says who it is. */
export interface Mention {
  readonly run: NameRun;
  /** First token of what stands for the name: a title of courtesy belongs to it. */
  readonly from: number;
  /** `beside`: the role stands next to the name · `person`: somebody, and no role beside · `open`: nothing tells. */
  readonly kind: 'beside' | 'person' | 'professional' | 'open';
  readonly role?: RoleBeside;
}

/** Tokens of a role phrase and where it stands. */
export interface RoleBeside {
  readonly where: 'before' | 'comma-before' | 'comma-after' | 'bracket-after';
  /** Determiner and adjectives begin here. */
  readonly from: number;
  readonly noun: number;
  /** Last token of the phrase with what follows the noun: `woman at the parking lot`. */
  readonly last: number;
  readonly plural: boolean;
}

const DETERMINERS = /^(?:his|her|their|my|our|your|the|a|an|another|one|this|that)$/;
const PREPOSITIONS =
  /^(?:at|from|in|on|of|with|who|whom|next|down|across|near|outside|by|for|upstairs|downstairs|there|here)$/;
/** How many words a role phrase may reach before or after a comma. */
const REACH = 8;

/** Every name of the text with what is known of it from the text alone. Linear: each name looks at most `REACH` words around. */
export function mentionsIn(tokens: readonly Token[]): Mention[] {
  return nameRuns(tokens).map((run) => mentionOf(tokens, run));
}

function mentionOf(tokens: readonly Token[], run: NameRun): Mention {
  const before = tokens[run.from - 1];
  const courtesy = before !== undefined && COURTESY.has(before.lower) && /^\.? $/.test(before.gap);
  const nickname = before?.gap === ' ' && /^\p{Lu}/u.test(before.word) && NICKNAMES.has(before.lower);
  const from = courtesy || nickname ? run.from - 1 : run.from;
  const role = roleBefore(tokens, from) ?? roleAtDistance(tokens, from, run.to) ?? roleAfter(tokens, run.to);
  if (role !== undefined) return { run, from, kind: 'beside', role };
  if (from === run.from && before !== undefined && /^\.? $/.test(before.gap) && before.ending === '') {
    if (TITLES.has(before.lower) || CARE_ROLES.has(before.lower)) return { run, from, kind: 'professional' };
  }
  if (roleAtDistance(tokens, from, run.to, careNoun) ?? roleAfter(tokens, run.to, careNoun))
    return { run, from, kind: 'professional' };
  return { run, from, kind: from < run.from || actsAsPerson(tokens, run) ? 'person' : 'open' };
}

/** `Her lawyer, Tom Brandt, called`, `Mrs. Grant (worker)`: who cares by profession is named. */
function careNoun({ lower, ending }: Token): { noun: string; plural: boolean } | undefined {
  return ending === '' && CARE_ROLES.has(lower) ? { noun: lower, plural: false } : undefined;
}

/** `girlfriend Kestrel`, `a friend named Kes`, `Uncle Tavale`. */
function roleBefore(tokens: readonly Token[], from: number): RoleBeside | undefined {
  let at = from - 1;
  if (tokens[at]?.lower === 'named' && tokens[at]?.gap === ' ') at -= 1;
  const token = tokens[at];
  const found = token?.gap === ' ' ? roleNoun(token) : undefined;
  return found && { where: 'before', from: phraseStart(tokens, at), noun: at, last: at, plural: found.plural };
}

/** `her co-worker, Sam, said`, `a woman at the parking lot, Tonya Reyes, is`, `a friend (Kes)`. */
function roleAtDistance(
  tokens: readonly Token[],
  from: number,
  to: number,
  nounOf: typeof roleNoun = roleNoun,
): RoleBeside | undefined {
  const before = tokens[from - 1];
  const closing = tokens[to - 1]?.gap ?? '';
  const bracket = before?.gap === ' (';
  if (before === undefined || !(bracket || before.gap === ', ')) return undefined;
  if (bracket ? !/^[),]/.test(closing) : !/^(?:,|[.;!?]|$)/.test(closing)) return undefined;
  // A list of people, not one of them named twice.
  if (!bracket && closing.startsWith(',') && /^(?:and|or)$/.test(tokens[to]?.lower ?? '')) return undefined;
  for (let at = from - 1; at >= Math.max(0, from - REACH); at -= 1) {
    const token = tokens[at];
    if (token === undefined || (at < from - 1 && token.gap !== ' ')) return undefined;
    const found = nounOf(token);
    if (found === undefined) continue;
    const next = tokens[at + 1];
    if (at < from - 1 && !PREPOSITIONS.test(next?.lower ?? '')) return undefined;
    return {
      where: 'comma-before',
      from: phraseStart(tokens, at),
      noun: at,
      last: from - 1,
      plural: found.plural,
    };
  }
  return undefined;
}

/** `Kestrel, his girlfriend, said`, `Kestrel (his girlfriend)`. */
function roleAfter(tokens: readonly Token[], to: number, nounOf: typeof roleNoun = roleNoun): RoleBeside | undefined {
  const last = tokens[to - 1];
  if (last === undefined || last.ending !== '') return undefined;
  const bracket = last.gap === ' (';
  if (!bracket && last.gap !== ', ') return undefined;
  for (let at = to; at < Math.min(tokens.length, to + 4); at += 1) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    const found = nounOf(token);
    if (found !== undefined) {
      const end = bracket ? at : endAtComma(tokens, at);
      if (end === undefined || (bracket && !token.gap.startsWith(')'))) return undefined;
      return {
        where: bracket ? 'bracket-after' : 'comma-after',
        from: to,
        noun: at,
        last: end,
        plural: found.plural,
      };
    }
    if (token.gap !== ' ' || /^\p{Lu}/u.test(token.word)) return undefined;
  }
  return undefined;
}

/** The token before the comma or stop that closes an apposition; undefined where a list goes on or nothing closes it. */
function endAtComma(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + REACH); at += 1) {
    const gap = tokens[at]?.gap ?? '';
    if (gap.startsWith(',')) return /^(?:and|or)$/.test(tokens[at + 1]?.lower ?? '') ? undefined : at;
    if (/^[.;!?]|^$/.test(gap)) return at;
    if (gap !== ' ') return undefined;
  }
  return undefined;
}

/** Where the determiner and the adjectives of a role noun begin. */
function phraseStart(tokens: readonly Token[], noun: number): number {
  for (let at = noun - 1; at >= Math.max(0, noun - 3); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.gap !== ' ') return noun;
    if (DETERMINERS.test(token.lower)) return at;
    if (token.ending !== '' || !/^\p{Ll}/u.test(token.word)) return noun;
  }
  return noun;
}

function actsAsPerson(tokens: readonly Token[], { from, to }: NameRun): boolean {
  const [first, last, before, next] = [tokens[from], tokens[to - 1], tokens[from - 1], tokens[to]];
  if (first === undefined || last === undefined) return false;
  if (before?.gap === ' ' && /^(?:in|near|outside)$/.test(before.lower)) return false;
  if (isGivenName(first.lower)) return true;
  if (first.word.length < 3) return false;
  if (before?.gap === ' ' && !ADDRESSED.has(before.lower)) {
    if (PERSON_OBJECT_VERBS.has(before.lower)) return true;
    const verb = tokens[from - 2];
    if (/^(?:with|to)$/.test(before.lower) && verb?.gap === ' ' && COMPANY_VERBS.has(verb.lower)) return true;
  }
  if (last.ending !== '' || last.gap !== ' ' || next === undefined) return false;
  if (PERSON_VERBS.has(next.lower)) return true;
  return (
    /^(?:is|was|has|had|got|keeps|started)$/.test(next.lower) &&
    next.gap === ' ' &&
    PERSON_STATES.has(tokens[to + 1]?.lower ?? '')
  );
}
