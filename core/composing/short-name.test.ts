import { expect, it } from 'vitest';
import { shortName } from './short-name.ts';

it.each([
  ['Reduce PHQ-9 from 22 to 10 or below by 2026-09-05', 'PHQ-9 from 22 to 10 or below'],
  ['Enroll in CalFresh and eat two meals a day on 6 of 7 days by 2026-05-15', 'Enroll in CalFresh …'],
  [
    'Complete at least 3 scheduled activities a week for 6 of 8 weeks by 30 June 2026',
    'Complete at least 3 scheduled activities …',
  ],
  ['Lift depression so daily life feels manageable again', 'Lift depression …'],
  ['Store firearms locked, unloaded, ammunition separate, key with wife', 'Store firearms locked …'],
  ['Live with missing her', 'Live with missing her'],
  ['', ''],
])('names %s by its own first words', (text, name) => {
  expect(shortName(text)).toBe(name);
});
