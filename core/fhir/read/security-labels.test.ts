import { expect, test } from 'vitest';
import { securityLabels } from './security-labels.ts';

const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const labels = (...security: object[]) => securityLabels({ resourceType: 'Condition', meta: { security } });

test.each<[string, object[], object[]]>([
  ['ordinary confidentiality', ['N', 'L', 'M', 'U'].map((code) => ({ system: CONFIDENTIALITY, code })), []],
  ['a purpose of use', [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }], []],
  [
    'a mark of provenance',
    [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'PATRPT' }],
    [],
  ],
  ['a code that says nothing without its system', [{ code: '17' }], []],
  ['words without a code', [{ display: 'restricted' }], []],
])('%s asks for no care', (_what, sent, kept) => {
  expect(labels(...sent)).toEqual(kept);
});

test('labels are kept once, under the address of today, also when the system is old or left out', () => {
  expect(
    labels(
      { system: 'http://hl7.org/fhir/v3/Confidentiality', code: 'R' },
      { system: CONFIDENTIALITY, code: 'R' },
      { system: 'urn:oid:2.16.840.1.113883.5.4', code: 'ETH' },
      { code: 'HIV' },
      { system: ACT, code: 'PHY' },
    ),
  ).toEqual([
    { system: CONFIDENTIALITY, code: 'R' },
    { system: ACT, code: 'ETH' },
    { system: ACT, code: 'HIV' },
    { system: ACT, code: 'PHY' },
  ]);
});

test('the law a label rests on is a label too', () => {
  const url = 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label-basis';
  const extension = [{ url, valueCoding: { system: ACT, code: '42CFRPart2' } }];
  expect(labels({ system: CONFIDENTIALITY, code: 'R', extension }).map(({ code }) => code)).toEqual([
    'R',
    '42CFRPart2',
  ]);
});

test.each([
  ['42 CFR Part 2 program note', ['42CFRPart2']],
  ['Substance-use disorder treatment note', ['SUD']],
  ['HIV clinic visit', ['HIV']],
  ['Psychiatry progress note', []],
  ['Archive of part 20', []],
])('a document of type %s is labelled %j by its words', (text, codes) => {
  const json = { resourceType: 'DocumentReference', type: { text } };
  expect(securityLabels(json).map(({ code }) => code)).toEqual(codes);
});

test('no number of a site’s own labels crowds out a known one', () => {
  const own = Array.from({ length: 500 }, (_, at) => ({ system: 'urn:site', code: `c${at}` }));
  const kept = labels(...own, { system: ACT, code: '42CFRPart2' });
  expect(kept).toHaveLength(41);
  expect(kept.at(-1)).toEqual({ system: ACT, code: '42CFRPart2' });
});
