import { expect, test } from 'vitest';
import { labelWords } from './label-words.ts';

const act = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code });
const level = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code });

test('labels are said once, in words, and normal confidentiality not at all', () => {
  expect(labelWords(undefined)).toBeUndefined();
  expect(labelWords([level('N')])).toBeUndefined();
  expect(labelWords([act('42CFRPart2')])).toBe(
    'This note draws on records under 42 CFR Part 2; it carries their labels.',
  );
  expect(labelWords([act('ETH'), level('R'), act('SUD'), act('XYZ')])).toBe(
    'This note draws on substance use disorder records, records marked as restricted and records labelled XYZ; it carries their labels.',
  );
});
