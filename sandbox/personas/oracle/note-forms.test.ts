import { expect, test } from 'vitest';
import { wordsOfMarkup } from '../../words-of-markup.ts';
import { kept } from './note-content.ts';
import { simplePdf } from './simple-pdf.ts';
import { isConvertibleXhtml } from './xhtml.ts';

test.each([
  ['<p>a<br />b</p>', true],
  [
    '<?xml version="1.0"?><!-- c --><html xmlns="http://www.w3.org/1999/xhtml"><p title=\'x\'>&amp;&#60;</p></html>',
    true,
  ],
  ['<p>a<br>b</p>', false],
  ['<p>a</P>', false],
  ['<p>a', false],
  ['<p>a</p><p>b</p>', false],
  ['<p>a & b</p>', false],
  ['<p>a &copy; b</p>', false],
  ['<p>1 < 2</p>', false],
  ['<p title=x>a</p>', false],
  ['<p a="1" a="2">a</p>', false],
  ['<p onclick="x">a</p>', false],
  ['<p><STYLE/></p>', false],
  ['words', false],
  ['', false],
])('%s converts: %s', (text, expected) => {
  expect(isConvertibleXhtml(text)).toBe(expected);
});

test('a note keeps its words through the conversion, whatever it came as', () => {
  const words = (type: string, text: string) => {
    const { contentType, data } = kept(type, Buffer.from(text).toString('base64'));
    expect(contentType).toBe('text/html');
    return wordsOfMarkup(Buffer.from(data, 'base64').toString());
  };
  const text = 'PLAN\n- 2 < 3 & "four"\n\nEnd – of it.';
  expect(words('text/plain;charset=utf-8', text)).toBe(text);
  const xhtml =
    '<html><head><title>T</title></head><body><h1>PLAN</h1><p class="x">2 &lt; 3<br />end</p></body></html>';
  expect(words('application/xhtml+xml;charset=utf-8', xhtml)).toBe('PLAN\n2 < 3\nend');
  expect(words('text/rtf;charset=utf-8', String.raw`{\rtf1{\fonttbl{\f0 Arial;}}\f0 PLAN\par 2 caf\'e9}`)).toBe(
    'PLAN\n2 café',
  );
});

test('the PDF of a note finds its objects where its table says they are, on as many pages as it needs', () => {
  const file = simplePdf(Array.from({ length: 130 }, (_, line) => `line ${line} (é – \\)`).join('\n')).toString(
    'latin1',
  );
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  expect(file.slice(start, start + 5)).toBe('xref\n');
  const offsets = [...file.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  for (const [index, offset] of offsets.entries())
    expect(file.slice(offset, offset + 12)).toContain(`${index + 1} 0 obj`);
  expect(file.match(/\/Type \/Page /g)).toHaveLength(3);
  expect(file).toContain(String.raw`(line 0 \(é ? \\\)) Tj`);
  for (const [, length, stream] of file.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g))
    expect(stream?.length).toBe(Number(length));
});
