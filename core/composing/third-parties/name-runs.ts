import { isGivenName } from './given-names.ts';
import { isEveryday, isNoName } from './not-names.ts';
import { isNoPerson } from './not-persons.ts';
import type { Token } from './tokens.ts';
import { ADDRESSED, COURTESY, PLURAL_ROLES, ROLES, THING_WORDS, TITLES } from './words.ts';

/** Words that follow each other and together look like one name: tokens `from` up to, not with, `to`. */
export interface NameRun {
  readonly from: number;
  readonly to: number;
  /** The words as written, without a possessive ending. */
  readonly name: string;
}

const LONGEST = 4;
const PARTICLES: ReadonlySet<string> = new Set('de la del los van von der den bin ibn al el da di do dos'.split(' '));

/** The runs of words that look like names, in order; runs that name a place, an organisation or a thing are left out. */
export function nameRuns(tokens: readonly Token[]): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isNameLike(tokens[at]) && !isNameByRole(tokens, at)) continue;
    const to = endOfRun(tokens, at);
    if (!isThing(tokens, at, to) && !isNoPerson(tokens, at, to))
      runs.push({
        from: at,
        to,
        name: tokens
          .slice(at, to)
          .map(({ word }) => word)
          .join(' '),
      });
    at = to - 1;
  }
  return runs;
}

/** A role noun, also one that is part of a compound: `ex-wife`, `mother-in-law`, `step-brother`. */
export function roleNoun({ lower, ending }: Token): { noun: string; plural: boolean } | undefined {
  if (ending !== '') return undefined;
  const head = lower.replace(/-in-law$/, '').replace(/^(?:ex|step|half|foster|great|grand|co|god)-/, '');
  for (const one of [lower, head]) {
    if (ROLES.has(one)) return { noun: lower, plural: false };
    if (PLURAL_ROLES.has(one)) return { noun: lower, plural: true };
  }
  return undefined;
}

function isNameLike(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const { word, lower, initial } = token;
  if (!/^\p{Lu}/u.test(word) || word === 'I') return false;
  if (word.length > 1 && !/\p{Ll}/u.test(word)) return false;
  if (isGivenName(lower)) return true;
  if (TITLES.has(lower) || COURTESY.has(lower) || ADDRESSED.has(lower) || roleNoun({ ...token, ending: '' }))
    return false;
  return !isNoName(lower) && !(initial && isEveryday(lower)) && !/['’](?:m|ll|re|ve|d|t)$/.test(lower);
}

/** Everyday words and months that are names too, and two initials: names where a role stands right before them. */
const NAMES_BY_ROLE = /^(?:April|May|June|August|Hope|Faith|Grace|Joy|Will|Summer|Autumn|Dawn|Jordan|[A-Z]J|J[A-Z])$/;

/** `Aunt May`, `his daughter April`, `boyfriend TJ`, `her son, DJ, is`; not `mother May 3`. */
function isNameByRole(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before === undefined || token === undefined || !NAMES_BY_ROLE.test(token.word)) return false;
  const role = roleNoun(before);
  if (role === undefined || role.plural || /^,? \d/.test(token.gap)) return false;
  return before.gap === ' ' || (before.gap === ', ' && /^[A-Z]{2}$/.test(token.word) && token.gap.startsWith(','));
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let to = from + 1;
  while (to - from < LONGEST) {
    const last = tokens[to - 1];
    const joins = last?.ending === '' && (last.gap === ' ' || (last.word.length === 1 && last.gap === '. '));
    const next = tokens[to];
    if (!joins || next === undefined) break;
    if (isNameLike(next) || /^[A-HJ-Z]$/.test(next.word)) to += 1;
    else {
      const particles = [next, tokens[to + 1]].findIndex((one) => !PARTICLES.has(one?.lower ?? '') || one?.gap !== ' ');
      const after = particles < 0 ? 2 : particles;
      if (after === 0 || !isNameLike(tokens[to + after])) break;
      to += after + 1;
    }
  }
  return to;
}

function isThing(tokens: readonly Token[], from: number, to: number): boolean {
  if (tokens.slice(from, to).some(({ lower, word }) => word !== lower && THING_WORDS.has(lower))) return true;
  const [before, next] = [tokens[from - 1], tokens[to]];
  // `St. Joseph’s`: a house that carries a saint's name.
  if (before !== undefined && /^(?:st|saint|mt|mount)$/.test(before.lower) && /^\.? $/.test(before.gap)) return true;
  const last = tokens[to - 1];
  const followed = last?.ending === '' && last.gap === ' ' && next !== undefined && /^\p{Lu}/u.test(next.word);
  if (followed && (THING_WORDS.has(next.lower) || (isNoName(next.lower) && next.word !== 'I'))) return true;
  // `the Serenity prayer`, `the Taylor method`: a name that a thing carries.
  if (before?.gap === ' ' && /^(?:the|a|an)$/.test(before.lower)) return true;
  return before?.gap === ' ' && /^\p{Lu}/u.test(before.word) && THING_WORDS.has(before.lower) && !before.initial;
}
