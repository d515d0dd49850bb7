const kept = new Set(['p', 'div', 'br', 'b', 'i', 'u', 'strong', 'em', 'ul', 'ol', 'li']);

/** Plain text as the HTML that this EHR shows of a note: a line break for each line, no other form. */
export function htmlOfText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return page(`<div>${escaped.split('\n').join('<br/>')}</div>`);
}

/**
 * Markup as it comes out after the way through RTF (ehr.md §4.2): words and simple emphasis stay, headings turn bold,
 * table cells run together, attributes and everything in the head are gone.
 */
export function htmlOfMarkup(markup: string): string {
  const body = markup.replace(/<head[\s\S]*?<\/head>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<!--[\s\S]*?-->/gi, '');
  const converted = body.replace(/<\s*(\/?)\s*([a-z][a-z0-9]*)[^>]*?(\/?)>/gi, (_tag, closing: string, tag: string) => {
    const name = tag.toLowerCase();
    if (name === 'br' || name === 'hr') return '<br/>';
    if (/^h[1-6]$/.test(name)) return closing ? '</b></p>' : '<p><b>';
    if (name === 'tr') return closing ? '</p>' : '<p>';
    if (name === 'td' || name === 'th') return closing ? '\t' : '';
    return kept.has(name) ? `<${closing}${name}>` : '';
  });
  return page(converted.trim());
}

/** The words of simple RTF: control words and groups of fonts and colours taken away. */
export function wordsOfRtf(rtf: string): string {
  return rtf
    .replace(/\{\\(?:fonttbl|colortbl|stylesheet|\*)[\s\S]*?\}\}?/g, '')
    .replace(/\\(?:par|line)\b ?/g, '\n')
    .replace(/\\'([0-9a-f]{2})/gi, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[a-z]+-?\d* ?|[{}]/gi, '')
    .trim();
}

function page(body: string): string {
  return `<html><body>${body}</body></html>`;
}
