import type { Token } from './tokens.ts';

/** Drinks, substances, houses of business and characters that carry a person's name. */
const PHRASES: ReadonlySet<string> = new Set([
  'jim beam',
  'jack daniel',
  'jack daniels',
  'johnnie walker',
  'johnny walker',
  'captain morgan',
  'jose cuervo',
  'josé cuervo',
  'samuel adams',
  'sam adams',
  'mary jane',
  'harry potter',
  'siri',
]);
/** Street names of substances that are given names too. */
const SUBSTANCES: ReadonlySet<string> = new Set(
  'molly mandy tina crystal lucy charlie sally roxy jane addy'.split(' '),
);
const USED =
  /^(?:used|uses|using|took|takes|taking|tried|smoked|smokes|smoking|snorted|snorts|sniffed|injected|shot|popped|dropped|did|does|doing|on|drank|drinks)$/;
const BUSINESSES: ReadonlySet<string> = new Set(
  'wendy denny arby applebee macy kohl dillard dick carl hardee zaxby culver lowe marshall sam victoria'.split(' '),
);
const BUSINESS_BEFORE =
  /^(?:works?|worked|working|job|jobs|shifts?|hired|fired|interview\w*|employed|manager|cashier|cooks?|ate|eats|lunch|dinner|breakfast|shops?|shopped)$/;
const MEDIA = /^(?:reads?|reading|watch(?:es|ed|ing)?|quotes|quoted|plays)$/;

/** True where what looks like a name, tokens `from` up to `to`, is by its words or by those before it no person of the patient's life. */
export function isNoPerson(tokens: readonly Token[], from: number, to: number): boolean {
  const run = tokens.slice(from, to);
  if (PHRASES.has(run.map(({ lower }) => lower).join(' '))) return true;
  const [only, last] = [run[0], run.at(-1)];
  const [before, earlier] = [tokens[from - 1], tokens[from - 2]];
  if (only === undefined || last === undefined || before === undefined || before.gap !== ' ') return false;
  if (run.length === 1 && last.ending === '' && SUBSTANCES.has(only.lower) && USED.test(before.lower)) {
    // `took Molly to school`, `did Tina call`.
    if (!/^(?:took|takes|taking|did|does|doing|on|dropped|shot)$/.test(before.lower) || last.gap !== ' ') return true;
    return !/^(?:to|home|out|off|with|and|call|come|say|tell)$/.test(tokens[to]?.lower ?? '');
  }
  if (last.ending !== '' && run.length === 1 && BUSINESSES.has(only.lower))
    return /^(?:at|from|for|in)$/.test(before.lower) && BUSINESS_BEFORE.test(earlier?.lower ?? '');
  if (before.lower === 'to' && /^pray(?:s|ed|ing)?$/.test(earlier?.lower ?? '')) return true;
  if (run.length < 2) return false;
  return MEDIA.test(before.lower) || (before.lower === 'to' && /^listen(?:s|ed|ing)?$/.test(earlier?.lower ?? ''));
}
