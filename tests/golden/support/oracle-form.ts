import type { Fact } from '../../../core/chart/fact.ts';
import type { Sentence } from '../../../core/documents/draft.ts';
import { asParagraph, type Fault, textsOf } from './oracle-words.ts';

/** What no sentence may look like. A match that an entered text holds itself is the clinician's, not ours. */
const BROKEN: readonly (readonly [string, RegExp])[] = [
  ['double blank', / {2,}/g],
  ['program word', /\b(?:undefined|null|NaN|true|false)\b|\[object|\$\{/g],
  ['empty brackets or quotes', /\(\s*\)|"\s*"|“\s*”|\[\s*\]/g],
  ['marks that do not follow each other', /[,;:] ?[,;:.]|\. ?[,;]|(?<!\.)\.\.(?!\.)|[!?] ?\./g],
  ['blank before a mark', /[^\s] [,.;:!?](?=\s|$)/g],
  ['doubled word', /\b(\p{L}+) \1\b/giu],
  ['line break', /[\n\r\t]/g],
];

/** What is wrong with a sentence as a piece of English, whatever it says. */
export function formFaults(sentence: Sentence, cited: readonly Fact[]): Fault[] {
  const { text, rule } = sentence;
  const own = cited.flatMap(textsOf).map((one) => one.toLowerCase());
  // A text that begins with a mark or leaves a bracket open brings it along.
  const odd = own.some((one) => /^[,;:.!?)\]]/.test(one) || (/[()]/.test(one) && bracketsOf(one) !== 0));
  // `J.` and `12 Elm St.` keep their point before a comma.
  const names = cited.filter(({ kind }) => kind === 'patient' || kind === 'session').flatMap(textsOf);
  const isHers = (match: string): boolean =>
    own.includes(match.split(' ')[0]?.toLowerCase() ?? '') ||
    own.some((one) => one.includes(match.toLowerCase())) ||
    (odd && !/\p{L}/u.test(match.slice(1))) ||
    (match.startsWith('.') && names.some((one) => one.endsWith('.')));
  const shown = `[${rule}] ${text}`;
  const faults = BROKEN.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].some(([match]) => !isHers(match)) ? [{ property: `form: ${what}`, shown }] : [],
  );
  if (asParagraph(text) === '') faults.push({ property: 'form: empty', shown });
  if (/^\p{Ll}/u.test(text)) faults.push({ property: 'form: small first letter', shown });
  if (!/[.!?…]["'”’)\]]*$/u.test(text)) faults.push({ property: 'form: no mark at the end', shown });
  const quotes = (one: string): number => [...one.matchAll(/"/g)].length;
  if (quotes(text) % 2 === 1 && !own.some((one) => quotes(one) % 2 === 1))
    faults.push({ property: 'form: a quotation that does not end', shown });
  if (bracketsOf(text) !== 0 && !own.some((one) => bracketsOf(one) !== 0))
    faults.push({ property: 'form: a bracket that does not close', shown });
  return faults;
}

/** How many more brackets are opened than closed. */
function bracketsOf(text: string): number {
  return [...text.matchAll(/\(/g)].length - [...text.matchAll(/\)/g)].length;
}
