import type { Fact } from '../../../core/chart/fact.ts';

/** One thing wrong with a note: which property it breaks, and the words that show it. */
export interface Fault {
  readonly property: string;
  readonly shown: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MARK = ' ¶ ';

/** Text as a paragraph holds it: every white space and control character is one blank. */
export function asParagraph(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what a paragraph has no place for
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

const KNOWN_TEXTS = new WeakMap<Fact, readonly string[]>();

/** Every text and number a Fact holds, its date included; not its id. */
export function textsOf(fact: Fact): readonly string[] {
  const known = KNOWN_TEXTS.get(fact) ?? readTexts(fact);
  KNOWN_TEXTS.set(fact, known);
  return known;
}

function readTexts(fact: Fact): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(asParagraph(value));
    else if (typeof value === 'number') found.push(`${value}`);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(fact.value);
  if (fact.when !== undefined) found.push(fact.when);
  return found.filter((text) => text !== '');
}

/** A text in which every kind of quotation mark is the same one. */
export function evenQuotes(text: string): string {
  return text.replace(/["“”„‘’`´]/g, "'");
}

/** An ISO date as a note words it; longer ones are cut to the day. */
export function dayInWords(iso: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? '';
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** The dates that stand in a text in a note's words, as ISO days or months. */
export function datesIn(text: string): { words: string; iso: string }[] {
  return [...text.matchAll(new RegExp(String.raw`\b(?:(\d{1,2}) )?(${MONTHS.join('|')}) (\d{4})\b`, 'g'))].map(
    ([words, day, month = '', year = '']) => {
      const inYear = `${year}-${`${MONTHS.indexOf(month) + 1}`.padStart(2, '0')}`;
      return { words, iso: day === undefined ? inYear : `${inYear}-${day.padStart(2, '0')}` };
    },
  );
}

/** The text with those words out of it, in the forms in which a note may carry them: what remains are the clause's own. */
export function withoutTexts(text: string, texts: readonly string[]): string {
  const whole = text.toLowerCase();
  const isIn = (form: string): boolean =>
    form.length > 2 &&
    form.length <= text.length &&
    whole.includes(form.toLowerCase()) &&
    /[\p{L}\p{N}\p{So}]/u.test(form);
  const forms = texts
    .filter((one) => one.length <= text.length + 8)
    .flatMap((one) => {
      const bare = one.replace(/[.;,:]+$/, '').trim();
      const inner = one.replace(/^["“'‘](.*)["”'’][.;,]*$/s, '$1');
      const bareInner = inner.replace(/[.;,]+$/, '');
      return [one, bare, inner, bareInner].flatMap((form) => [form, form.replace(/["“”]/g, "'")]);
    });
  const once = [...new Set(forms)].filter(isIn);
  let rest = text;
  for (const form of once.toSorted((a, b) => b.length - a.length)) {
    const anyCase = `${form.charAt(0).toLowerCase()}${form.slice(1)}`;
    const capital = `${form.charAt(0).toUpperCase()}${form.slice(1)}`;
    for (const one of new Set([form, anyCase, capital])) rest = without(rest, one);
  }
  return rest;
}

/** Whole words only: `other` is no part of `others`. */
function without(text: string, words: string): string {
  if (!text.includes(words)) return text;
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replace(
    new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])|${escaped}(?<=[^\p{L}\p{N}])`, 'gu'),
    MARK,
  );
}
