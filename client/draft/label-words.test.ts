import { expect, test } from 'vitest';
import { labelWords } from './label-words.ts';

const act = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code });
const level = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code });

test('labels that ask for nothing are not spoken of', () => {
  expect(labelWords(undefined)).toBeUndefined();
  expect(labelWords([level('N'), act('PERSISTLABEL')])).toBeUndefined();
});

test('labels are said once, in words, with what they ask for', () => {
  expect(labelWords([act('42CFRPart2'), act('42CFRPart2CD')])).toBe(
    'This note draws on records under 42 CFR Part 2; it carries their labels.',
  );
  expect(labelWords([act('ETH'), level('R'), act('SUD'), act('XYZ'), act('NORDSCLCD')])).toBe(
    'This note draws on substance use records, records marked as restricted and records labelled XYZ; it carries their labels. Some may be passed on only with the patient’s consent.',
  );
  expect(labelWords([act('NOPAT')])).toBe(
    'This note draws on labelled records; it carries their labels. Some are not to be shown to the patient.',
  );
  // An EHR that takes no labels.
  expect(labelWords([act('42CFRPart2'), act('SUD')], false)).toContain(
    'filed without them. A notice of 42 CFR Part 2 goes below it.',
  );
  expect(labelWords([act('NOPAT')], false)).not.toContain('it carries');
});
