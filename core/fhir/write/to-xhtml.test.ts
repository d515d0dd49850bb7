import { expect, test } from 'vitest';
import { noteWords } from './note-words.ts';
import { toXhtml } from './to-xhtml.ts';

const TEXT = 'Progress note\n\nPLAN\nShe said “<b>&amp; 5 < 6”\nHe added\u0001 more.\n';

test('XHTML of a note closes every element and keeps every word', () => {
  const xhtml = toXhtml(TEXT);
  expect(xhtml).toContain('PLAN<br />\nShe said “&lt;b&gt;&amp;amp; 5 &lt; 6”');
  expect(xhtml).not.toMatch(/<(?!\/?(html|body|p)\b|br \/>)/);
  expect(xhtml).not.toContain('\u0001');
  expect(noteWords(xhtml, 'application/xhtml+xml')).toBe(noteWords(TEXT, 'text/plain'));
});
