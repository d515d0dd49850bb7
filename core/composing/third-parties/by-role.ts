import { type Mention, mentionsIn, type RoleBeside } from './mentions.ts';
import { type Token, tokensOf } from './tokens.ts';
import { ADDRESSED } from './words.ts';

/** Who may be named, and what is known of the others. Names and words in lower case. */
export interface KnownPeople {
  /** Words of the names of patient, clinician, care team, and of what is no person: organisations, drugs. */
  readonly named: ReadonlySet<string>;
  /** Word of a name → how the person is called: `kestrel` → `his girlfriend`. */
  readonly roles: ReadonlyMap<string, string>;
  /** The patient's possessive: `her`, `his`, `their`, or `the` where the record does not say. */
  readonly possessive: 'her' | 'his' | 'their' | 'the';
}

/** One name that gave way. `role`: the text says who it is · `no-role`: it does not · `quotation`: inside quoted words. */
export interface Replaced {
  readonly name: string;
  readonly by: string;
  readonly because: 'role' | 'no-role' | 'quotation';
}

/** A text without the names of third parties. */
export interface ByRole {
  readonly text: string;
  readonly replaced: readonly Replaced[];
  /** Names for which no role was found. */
  readonly named: readonly string[];
}

/** What a person is called whom nothing in the input explains. Never a role of our own making. */
export const SOMEBODY = 'another person';

/** The roles that a text gives to the names in it: word of a name, lower case → `his girlfriend`. */
export function rolesIn(text: string, known: KnownPeople): Map<string, string> {
  const tokens = tokensOf(text);
  const roles = new Map<string, string>();
  for (const mention of mentionsIn(tokens)) {
    const words = unknownWords(tokens, mention, known);
    if (words.length === 0 || mention.kind === 'open' || mention.kind === 'professional') continue;
    const called = mention.role === undefined ? SOMEBODY : calledLater(tokens, mention.role, known.possessive);
    for (const word of words) if (!roles.has(word) || roles.get(word) === SOMEBODY) roles.set(word, called);
  }
  return roles;
}

/** The words of names that the text itself shows to be of professionals: `Dr. Park`, `counselor Jen`. */
export function professionalsIn(text: string): string[] {
  const tokens = tokensOf(text);
  return mentionsIn(tokens)
    .filter(({ kind }) => kind === 'professional')
    .flatMap(({ run }) => tokens.slice(run.from, run.to).map(({ lower }) => lower));
}

/**
 * The text with every person who is not `known` given by the role the text names, or as `another person`; all else stays
 * byte for byte. Inside a quotation the role stands in square brackets; `quotation`: the text will stand in one as a whole.
 * Idempotent; linear in the length of the text.
 */
export function byRole(text: string, known: KnownPeople, quotation = false): ByRole {
  if (!/\p{Lu}/u.test(text)) return { text, replaced: [], named: [] };
  const tokens = tokensOf(text).map((token) => (quotation ? { ...token, quoted: true } : token));
  const professionals = new Set(professionalsIn(text));
  const roles = new Map([...rolesIn(text, known), ...known.roles]);
  const replaced: Replaced[] = [];
  let made = '';
  let done = 0;
  for (const mention of mentionsIn(tokens)) {
    const words = unknownWords(tokens, mention, known).filter((word) => !professionals.has(word));
    const by = words.map((word) => roles.get(word)).find((role) => role !== undefined);
    if (by === undefined || mention.kind === 'professional') continue;
    const edit = editOf(text, tokens, mention, by, known.possessive);
    if (edit.start < done) continue;
    made += text.slice(done, edit.start) + edit.by;
    done = edit.end;
    const quoted = tokens[mention.run.from]?.quoted === true;
    replaced.push({
      name: mention.run.name,
      by: /\p{L}{2}/u.test(edit.by) ? edit.by : by,
      because: by === SOMEBODY ? 'no-role' : quoted ? 'quotation' : 'role',
    });
  }
  const named = [...new Set(replaced.filter(({ because }) => because === 'no-role').map(({ name }) => name))];
  return { text: replaced.length === 0 ? text : made + text.slice(done), replaced, named };
}

function unknownWords(tokens: readonly Token[], { run, from }: Mention, { named }: KnownPeople): string[] {
  const words = tokens.slice(run.from, run.to).map(({ lower }) => lower);
  if (words.every((word) => named.has(word))) return [];
  // `Ms V` where the chart knows a Vogel.
  const [only = ''] = words;
  if (from < run.from && words.length === 1 && only.length === 1 && [...named].some((one) => one.startsWith(only)))
    return [];
  return words.filter((word) => !named.has(word));
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

function editOf(
  text: string,
  tokens: readonly Token[],
  mention: Mention,
  by: string,
  possessive: KnownPeople['possessive'],
): Edit {
  const { run, from, role } = mention;
  const [first, last] = [tokens[from], tokens[run.to - 1]];
  if (first === undefined || last === undefined) throw new RangeError('A name without words.');
  if (role !== undefined) {
    const beside = besideEdit(text, tokens, mention, role, possessive);
    if (beside !== undefined) return beside;
  }
  const called = first.quoted ? `[${by}]` : beginsSentence(text, first) ? capital(by) : by;
  return { start: first.start, end: endOfName(text, last), by: called };
}

/** The edit where the role stands beside the name, so that the name can go. */
function besideEdit(
  text: string,
  tokens: readonly Token[],
  { run, from }: Mention,
  role: RoleBeside,
  possessive: KnownPeople['possessive'],
): Edit | undefined {
  const to = role.plural && role.where !== 'bracket-after' ? endOfList(tokens, run.to) : run.to;
  const [first, last, noun] = [tokens[from], tokens[to - 1], tokens[role.noun]];
  const [begin, end] = [tokens[role.from], tokens[role.last]];
  if (first === undefined || last === undefined || noun === undefined || begin === undefined || end === undefined)
    return undefined;
  const ending = last.ending === '' ? '' : role.plural && noun.lower.endsWith('s') ? '’' : last.ending;
  const restart = endOfName(text, last) + last.ending.length;
  if (first.quoted) {
    if (role.where !== 'before') return undefined;
    return { start: begin.start, end: restart, by: `[${phraseOf(text, tokens, role, possessive)}]${ending}` };
  }
  if (role.where === 'before') {
    const bare = role.from === role.noun && /^\p{Lu}/u.test(noun.word) && !noun.initial && !ADDRESSED.has(noun.lower);
    if (bare) return { start: noun.start, end: restart, by: `${possessive} ${noun.lower}${ending}` };
    return { start: noun.end, end: restart, by: ending };
  }
  if (role.where === 'comma-before') {
    const before = tokens[from - 1];
    if (before === undefined) return undefined;
    const start = before.end + before.ending.length;
    if (before.gap === ' (') return { start, end: restart + 1, by: '' };
    return { start, end: text.startsWith(', ', restart) ? restart + 1 : restart, by: '' };
  }
  const phrase =
    role.where === 'bracket-after' ? phraseOf(text, tokens, role, possessive) : text.slice(begin.start, end.end);
  const called = beginsSentence(text, first) ? capital(phrase) : phrase;
  const closing = role.where === 'bracket-after' || end.gap.startsWith(', ') ? 1 : 0;
  return { start: first.start, end: end.end + closing, by: called };
}

/** The point after an initial belongs to the name, unless it ends the sentence: `Mary A. left`. */
function endOfName(text: string, { word, end }: Token): number {
  const point = word.length === 1 && /^\.(?:[,;:)]| \p{Ll})/u.test(text.slice(end, end + 3));
  return point ? end + 1 : end;
}

function beginsSentence(text: string, { start }: Token): boolean {
  return /(?:^|[.!?]["'”’)]?\s|\n\s*)$/.test(text.slice(Math.max(0, start - 8), start)) || start === 0;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `Kes, Jo and Max` after a plural role: up to the last name. */
function endOfList(tokens: readonly Token[], to: number): number {
  let end = to;
  for (;;) {
    const gap = tokens[end - 1]?.gap ?? '';
    const joint = /^(?:and|&)$/.test(tokens[end]?.lower ?? '') ? 1 : 0;
    const next = tokens[end + joint];
    if (!(gap === ', ' || (gap === ' ' && joint === 1)) || next === undefined) return end;
    if (joint === 1 && tokens[end]?.gap !== ' ') return end;
    if (!/^\p{Lu}\p{Ll}/u.test(next.word) || next.initial) return end;
    end += joint + 1;
    while (tokens[end - 1]?.gap === ' ' && /^\p{Lu}\p{Ll}/u.test(tokens[end]?.word ?? '')) end += 1;
  }
}

/** The role phrase with its determiner from the patient's side: `my older sister` → `her older sister`. */
function phraseOf(
  text: string,
  tokens: readonly Token[],
  role: RoleBeside,
  possessive: KnownPeople['possessive'],
): string {
  const [begin, noun] = [tokens[role.from], tokens[role.noun]];
  if (begin === undefined || noun === undefined) return SOMEBODY;
  if (role.from === role.noun) return `${possessive} ${noun.lower}`;
  const phrase = text.slice(begin.start, noun.end);
  return /^(?:my|our)$/.test(begin.lower)
    ? `${possessive}${phrase.slice(begin.word.length)}`
    : phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

/** Nouns that say what somebody is, not whose. */
const UNRELATED =
  /^(?:woman|man|guy|girl|boy|lady|gentleman|teen|teenager|person|stranger|dealer|peer|resident|member)$/;

/** How the person is called where the name stands alone later: `her roommate`, `the woman`, `one of his sons`. */
function calledLater(tokens: readonly Token[], role: RoleBeside, possessive: KnownPeople['possessive']): string {
  const noun = tokens[role.noun]?.lower ?? '';
  const determiner = role.from === role.noun ? '' : (tokens[role.from]?.lower ?? '');
  const whose = /^(?:his|her|their)$/.test(determiner)
    ? determiner
    : UNRELATED.test(noun) || /^(?:a|an|the|this|that|another|one)$/.test(determiner)
      ? 'the'
      : possessive;
  return role.plural ? `one of ${whose} ${noun}` : `${whose} ${noun}`;
}
