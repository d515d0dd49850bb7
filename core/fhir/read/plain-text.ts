const BLOCK =
  /<\/?(p|div|br|hr|li|ul|ol|tr|table|h[1-6]|section|article|header|footer|blockquote|pre|dl|dt|dd|main|address|caption)\b[^<>]*>/gi;
/** Two cells of a table are two words: `PHQ-9` beside `12` is not `PHQ-912`. */
const CELL = /<\/?t[dh]\b[^<>]*>/gi;
/** Far more than a note's Fact carries, so that markup does not crowd out text. */
const MAX_CONTENT = 1_000_000;
/** Entities by name that note editors write: markup, spaces, and typographic signs. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  plusmn: '±',
  ge: '≥',
  le: '≤',
};

/** The letters and signs of ISO 8859-1 by name, from U+00A1 on; upper and lower case are two letters: `Eacute`, `eacute`. */
const LATIN_1: ReadonlyMap<string, string> = new Map(
  (
    'iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute ' +
    'micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring ' +
    'AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml ' +
    'times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil ' +
    'egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ' +
    'ugrave uacute ucirc uuml yacute thorn yuml'
  )
    .split(' ')
    .map((name, at) => [name, String.fromCodePoint(0xa1 + at)] as const),
);

/**
 * Plain text of a note's content: LF line ends, no control characters, no runs of blank lines. HTML and XHTML lose their
 * markup, scripts and styles; what is hidden is not told apart from what is shown. Other media types give undefined.
 */
export function plainText(whole: string, contentType: string): string | undefined {
  const content = whole.slice(0, MAX_CONTENT);
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/plain') return tidy(content);
  if (type === 'text/html' || type === 'application/xhtml+xml') return tidy(withoutMarkup(content));
  return undefined;
}

function withoutMarkup(html: string): string {
  return withoutElement(withoutElement(withoutElement(html, 'script'), 'style'), 'head')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(BLOCK, '\n')
    .replace(CELL, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/<[a-z!/?][^<>]*>/gi, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,7});/gi, (whole, name: string) => entity(name) ?? whole);
}

/** Linear in the length of the text, also when an element is never closed. */
function withoutElement(html: string, name: string): string {
  // Letter by letter: in some scripts the lower case is longer, and places would no longer agree.
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  let kept = '';
  let at = 0;
  for (;;) {
    const open = lower.indexOf(`<${name}`, at);
    if (open < 0) return kept + html.slice(at);
    if (/[a-z]/.test(lower[open + name.length + 1] ?? '')) {
      kept += html.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    kept += html.slice(at, open);
    const close = lower.indexOf(`</${name}`, open);
    const end = close < 0 ? -1 : lower.indexOf('>', close);
    if (end < 0) return kept;
    at = end + 1;
  }
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#'))
    return LATIN_1.get(name) ?? (Object.hasOwn(NAMED, name.toLowerCase()) ? NAMED[name.toLowerCase()] : undefined);
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return valid ? String.fromCodePoint(point) : '';
}

function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/\u00a0/g, ' ')
      // oxlint-disable-next-line no-control-regex -- removing them is the point
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
