import { type Phrase, textOf } from './phrase.ts';

/** Words to stand inside a sentence: without the point, comma, colon or semicolon and blanks they end on. */
export function bare(words: string): string {
  return words
    .trim()
    .replace(/[\s,;:]+$/, '')
    .replace(/(?<![\s.])\.$/, '')
    .replace(/[\s,;:]+$/, '');
}

/** A phrase as a sentence: first letter a capital, one mark at the end. */
export function sentenceOf(phrase: Phrase): string {
  const text = textOf(phrase)
    .trim()
    .replace(/[\s;,:]+$/, '');
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]['"’”)]*$|…$/u.test(start) ? start : `${start}.`;
}

/** Words to stand in double quotation marks: marks around them are dropped, double ones inside become single. */
export function quoted(words: string): string {
  const trimmed = words.trim();
  const inner = /^["“'‘](.*)["”'’]$/s.exec(trimmed)?.[1];
  const bare = inner === undefined || /(?:^|\s)["“'‘]|["”'’](?:\s|$)/.test(inner) ? trimmed : inner;
  return `"${bare.replace(/["“”]/g, "'").replace(/[.;,]+$/, '')}"`;
}
