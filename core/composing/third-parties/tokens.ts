/** One word of a text. */
export interface Token {
  /** As written, without a possessive ending. */
  readonly word: string;
  readonly lower: string;
  readonly start: number;
  /** End of the word without its possessive ending. */
  readonly end: number;
  /** The possessive ending, `’s`, `'s`, `'`, or nothing. */
  readonly ending: string;
  /** What stands between this word with its ending and the next, or the end of the text. */
  readonly gap: string;
  /** True where a sentence, a line or a quotation begins, so that a capital says nothing. */
  readonly initial: boolean;
  readonly quoted: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;
const QUOTATION =
  /"[^"\n]*"|“[^”\n]*”|(?<![\p{L}\p{N}])['‘](?=[^\s'’])(?:[^'’\n]|(?<=\p{L})['’](?=\p{L}))*['’](?![\p{L}\p{N}])/gu;

/** The words of a text in order. Linear in its length. */
export function tokensOf(text: string): Token[] {
  const quotations = [...text.matchAll(QUOTATION)].map(
    (found) => [found.index, found.index + found[0].length] as const,
  );
  const words = [...text.matchAll(WORD)];
  let place = 0;
  return words.map((found, at): Token => {
    const [whole] = found;
    const start = found.index;
    const split = /['’]s$/i.exec(whole);
    const word = split === null ? whole : whole.slice(0, split.index);
    const end = start + word.length;
    const until = words[at + 1]?.index ?? text.length;
    const previous = words[at - 1];
    const before = text.slice(previous === undefined ? 0 : previous.index + previous[0].length, start);
    while (place < quotations.length && (quotations[place]?.[1] ?? 0) <= start) place += 1;
    const [from, to] = quotations[place] ?? [Infinity, Infinity];
    return {
      word,
      lower: word.toLowerCase(),
      start,
      end,
      ending: text.slice(end, start + whole.length),
      gap: text.slice(start + whole.length, until),
      initial: previous === undefined || begins(before, previous[0]),
      quoted: start >= from && start < to,
    };
  });
}

/** A point after a title or an initial ends no sentence. */
function begins(between: string, previous: string): boolean {
  if (/[!?\n:;•*–—"“]|(?:^|\s)['‘([]|\s-\s/.test(between)) return true;
  return between.includes('.') && previous.length > 1 && !/^(?:dr|mr|mrs|ms|prof|rev|sgt|lt|st|jr|sr)$/i.test(previous);
}
