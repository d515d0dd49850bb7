import { expect, test } from 'vitest';
import { noteSections } from './note-sections.ts';
import { plainText } from './plain-text.ts';

test('HTML loses markup, scripts, styles, comments and hidden direction marks, and keeps its lines', () => {
  const html =
    '<html><head><title>x</title></head><body><script>alert(1)</script><style>p{}</style><!-- c --><h2>Plan</h2>' +
    '<p>Sleep &lt; 6&nbsp;h &amp; <b>low</b>\nmood&#46;</p><p>5 < 6 \u202ereversed</p></body></html>';
  expect(plainText(html, 'text/html; charset=utf-8')).toBe('Plan\n\nSleep < 6 h & low mood.\n\n5 < 6 reversed');
});

test('plain text keeps what looks like markup; other media types are not read', () => {
  expect(plainText('PHQ-9 <5\r\n\r\n\r\n\r\nok\u0007', 'text/plain')).toBe('PHQ-9 <5\n\nok');
  expect(plainText('{\\rtf1 x}', 'application/rtf')).toBeUndefined();
});

test.each(['<a', '<!--', '<script', '&#1', '<p <p ', '</script'])('a million of %s takes no time', (piece) => {
  const begun = performance.now();
  plainText(piece.repeat(1_000_000), 'text/html');
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('sections are what stands below headings in capitals or with a colon', () => {
  expect(
    noteSections('Title\nSUBJECTIVE\nSlept badly.\n\nMental status:\nCalm.\nPLAN\nIn PLAN we go on: yes\n'),
  ).toEqual({
    subjective: 'Slept badly.',
    'mental-status': 'Calm.',
    plan: 'In PLAN we go on: yes',
  });
  expect(noteSections('no headings here')).toBeUndefined();
});

test('cells of a table stay apart, and letters whose lower case is longer hide no script', () => {
  expect(plainText('<table><tr><td>PHQ-9</td><td>12</td></tr></table>', 'text/html')).toBe('PHQ-9 12');
  expect(plainText('\u0130\u0130\u0130 before<SCRIPT>alert(1)</script>after', 'text/html')).toBe(
    '\u0130\u0130\u0130 beforeafter',
  );
});
