const forbidden = new Set(['script', 'style', 'iframe', 'link', 'a', 'object', 'embed']);
const token =
  /<!--[\s\S]*?-->|<\?xml[^>]*\?>|<!DOCTYPE[^>]*>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|</g;
const badAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/;

/**
 * Tells whether an XHTML note can be converted: well-formed XML with one root (so `<br />`, never `<br>`), no named
 * entities beyond XML's own, no scripts, frames, links or CSS (ehr.md §4.2, attachment row).
 */
export function isConvertibleXhtml(text: string): boolean {
  const open: string[] = [];
  let roots = 0;
  for (const match of text.matchAll(token)) {
    const [whole, closing, name, attributes = '', selfClosed, words] = match;
    if (whole === '<') return false;
    if (words !== undefined) {
      if (badAmpersand.test(words) || words.includes(']]>')) return false;
      if (open.length === 0 && words.trim() !== '') return false;
      continue;
    }
    if (name === undefined) continue;
    if (closing) {
      if (open.pop() !== name || attributes !== '' || selfClosed) return false;
      continue;
    }
    if (forbidden.has(name.toLowerCase()) || !goodAttributes(attributes)) return false;
    if (open.length === 0) roots += 1;
    if (!selfClosed) open.push(name);
  }
  return open.length === 0 && roots === 1;
}

function goodAttributes(text: string): boolean {
  const names = [...text.matchAll(/([\w:.-]+)\s*=/g)].map((match) => (match[1] ?? '').toLowerCase());
  if (badAmpersand.test(text) || new Set(names).size !== names.length) return false;
  return !names.some((name) => name === 'style' || name === 'class' || name === 'href' || name.startsWith('on'));
}
