/** Characters that XML 1.0 cannot hold, not even escaped. */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Plain text as well-formed XHTML with the same words: a paragraph for each block, `<br />` for each line end, nothing else.
 * It has no head, so that a conversion which keeps only words cannot add the title to them.
 */
export function toXhtml(text: string): string {
  const blocks = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(NOT_IN_XML, '')
    .trim()
    .split(/\n{2,}/);
  const body = blocks.map((block) => `<p>${block.split('\n').map(escaped).join('<br />\n')}</p>`).join('\n');
  return `<html xmlns="http://www.w3.org/1999/xhtml"><body>\n${body}\n</body></html>\n`;
}

function escaped(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
