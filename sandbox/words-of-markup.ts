const block = new Set([
  'p',
  'div',
  'li',
  'tr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
  'body',
  'html',
]);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of markup, a line for each block and each break. */
export function wordsOfMarkup(markup: string): string {
  const text = markup.replace(/<\s*(\/?)\s*([a-z][a-z0-9]*)[^>]*>/gi, (_tag, closing: string, tag: string) => {
    const name = tag.toLowerCase();
    return name === 'br' || (closing && block.has(name)) ? '\n' : '';
  });
  return text
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, entity: string) => decoded(entity) ?? whole)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoded(entity: string): string | undefined {
  if (!entity.startsWith('#')) return named[entity.toLowerCase()];
  const number = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return number > 0 && number <= 0x10_ff_ff ? String.fromCodePoint(number) : undefined;
}
