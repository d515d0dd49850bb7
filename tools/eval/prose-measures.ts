/** Words of a text in lower case; numbers count as words. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
}

/** Share of different word pairs among all pairs of the texts together (distinct-2; Li 2016). 1 means no pair repeats. */
export function distinct2(texts: readonly string[]): number {
  const pairs = texts.flatMap((text) => {
    const words = wordsOf(text);
    return words.slice(1).map((word, at) => `${words[at]} ${word}`);
  });
  return pairs.length === 0 ? 1 : new Set(pairs).size / pairs.length;
}

/** Share of the words of `text` that stand in a run of at least `run` words that `earlier` holds too. */
export function copiedShare(text: string, earlier: string, run = 8): number {
  const words = wordsOf(text);
  const before = wordsOf(earlier);
  const runs = new Set(before.map((_, at) => before.slice(at, at + run).join(' ')));
  const copied = new Set<number>();
  for (let at = 0; at + run <= words.length; at += 1)
    if (runs.has(words.slice(at, at + run).join(' '))) for (let i = at; i < at + run; i += 1) copied.add(i);
  return words.length === 0 ? 0 : copied.size / words.length;
}

/** Flesch–Kincaid grade (Kincaid 1975): 0.39 words per sentence + 11.8 syllables per word − 15.59. Syllables are estimated. */
export function readingGrade(text: string): number {
  const words = wordsOf(text);
  const sentences = Math.max(1, (text.match(/[.!?](\s|$)/g) ?? []).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return words.length === 0 ? 0 : 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesOf(word: string): number {
  const groups = word.replace(/e$/, '').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}
