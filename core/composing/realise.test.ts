import { expect, it } from 'vitest';
import { dateInWords } from '../chart/dates.ts';
import { say } from './phrase.ts';
import { quoted, sentenceOf } from './realise.ts';

it('writes dates in words, as exact as the record gave them', () => {
  expect(['2026-04-27', '2026-04-07T23:30:00-07:00', '2025-11', '2019', 'soon'].map(dateInWords)).toEqual([
    '27 April 2026',
    '7 April 2026',
    'November 2025',
    '2019',
    'soon',
  ]);
});

it('quotes words once', () => {
  expect(quoted('"I wish I was dead."')).toBe('"I wish I was dead"');
  expect(quoted("'heavy' and 'empty'")).toBe(`"'heavy' and 'empty'"`);
  expect(quoted('he said "no"')).toBe(`"he said 'no'"`);
});

it('closes a sentence with one mark', () => {
  expect(sentenceOf(say`slept`)).toBe('Slept.');
  expect(sentenceOf(say`did she sleep?`)).toBe('Did she sleep?');
  expect(sentenceOf(say`planned: rest;`)).toBe('Planned: rest.');
});
