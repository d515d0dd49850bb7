import { expect, test } from 'vitest';
import { loadCases } from './load-cases.ts';
import { shiftCase, shiftText } from './shift-dates.ts';

test('the last session falls in the week up to today, on the same day of the week', () => {
  for (const caseFile of loadCases()) {
    for (const today of ['2026-11-21', '2026-11-16', '2024-02-29', '2031-07-01']) {
      const last = Date.parse(shiftCase(caseFile, today).caseFile.sessions.at(-1)?.date ?? '');
      const days = (Date.parse(today) - last) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(0);
      expect(days).toBeLessThan(7);
      expect(new Date(last).getUTCDay()).toBe(new Date(caseFile.sessions.at(-1)?.date ?? '').getUTCDay());
    }
  }
});

test('a last session on today does not move, and the date of birth never does', () => {
  const caseFile = loadCases()[0];
  if (!caseFile) throw new Error('no case');
  expect(shiftCase(caseFile, '2026-06-22')).toEqual({ caseFile, weeks: 0 });
  expect(shiftCase(caseFile, '2027-06-22').caseFile.patient.birth_date).toBe('1979-02-11');
});

test.each([
  ['Reduce PHQ-9 from 22 to 10 or below by 2026-09-05', 'Reduce PHQ-9 from 22 to 10 or below by 2027-01-30'],
  ['2025-11', '2026-04'],
  ['Moved into the shelter on 3 April', 'Moved into the shelter on 28 August'],
  ['the 27 April form', 'the 21 September form'],
  ['Bupropion XL stopped 14 Feb 2026', 'Bupropion XL stopped 11 Jul 2026'],
  ['on April 3, 2026', 'on August 28, 2026'],
  ['resolved January 2022', 'resolved June 2022'],
  ['Lost her job in Nov 2025', 'Lost her job in Apr 2026'],
  ['in April and May 2026', 'in September and October 2026'],
  ['truck repaired in April', 'truck repaired in September'],
  ['One attempt in 2011; US Army 2006-2012', 'One attempt in 2011; US Army 2006-2012'],
  ['Manager may let him go; call 555-0141; Marguerite', 'Manager may let him go; call 555-0141; Marguerite'],
])('%s', (text, moved) => {
  expect(shiftText(text, 21, '2026-06-22')).toBe(moved);
});
