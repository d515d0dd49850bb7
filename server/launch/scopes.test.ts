import { describe, expect, test } from 'vitest';
import { missingNotices } from './missing-notices.ts';
import { allows, type Interaction } from './scopes.ts';

test.each<[string, string, Interaction, boolean]>([
  ['patient/*.read', 'Goal', 's', true],
  ['patient/*.read', 'Goal', 'c', false],
  ['user/DocumentReference.write', 'DocumentReference', 'c', true],
  ['user/DocumentReference.write', 'DocumentReference', 'r', false],
  ['user/*.*', 'Binary', 'r', true],
  ['user/Observation.Read', 'Observation', 's', true],
  ['USER/OBSERVATION.RS', 'Observation', 's', true],
  ['user/Observation.sr', 'Observation', 'r', true],
  ['user/Observation.rs?category=survey', 'Observation', 's', true],
  ['user/DocumentReference.c?category=http://x/us-core|clinical-note', 'DocumentReference', 'c', true],
  ['user/DocumentReference.c?category=imaging', 'DocumentReference', 'c', false],
  ['user/Observation.c?category=clinical-note', 'Observation', 'c', false],
  ['patient/Observation.read?category=survey', 'Observation', 's', false],
  ['patient/Observation.search', 'Observation', 's', false],
  ['patient/Observation.admin', 'Observation', 'd', false],
  ['patient/Observation.', 'Observation', 'r', false],
  ['patient/Observation', 'Observation', 'r', false],
  ['launch/patient', 'Patient', 'r', false],
  ['epic.scanning.dmsusername', 'Patient', 'r', false],
  ['patient/ObservationDefinition.rs', 'Observation', 's', false],
])('%s on %s.%s: %s', (scope, resource, interaction, expected) => {
  expect(allows([scope], resource, interaction)).toBe(expected);
});

describe('missingNotices', () => {
  const all = ['patient/*.cruds'];
  test('is silent when all is there', () => {
    expect(missingNotices(all)).toEqual([]);
  });

  test('names the usual causes, once', () => {
    const notices = missingNotices(['openid'], { requested: ['user/Condition.rs'] });
    expect(notices).toHaveLength(11);
    expect(notices.filter((notice) => /Usual causes/.test(notice))).toEqual([notices.at(-1)]);
  });

  test('says so when asked and granted scopes are of different grammars', () => {
    const crossed = missingNotices(['user/Patient.read'], { requested: ['launch', 'user/Patient.rs'] });
    expect(crossed.at(-1)).toMatch(/asks in SMART v2 \(“\.rs”\) and the EHR grants in SMART v1/);
    const other = missingNotices(['user/Patient.rs'], { requested: ['user/*.read'] });
    expect(other.at(-1)).toMatch(/asks in SMART v1 .* grants in SMART v2/);
    const none = missingNotices(['launch', 'openid'], { requested: ['launch', 'user/*.read'] });
    expect(none.at(-1)).toMatch(
      /no scope for any record, .* SMART v1 .* may know SMART v2 .* alone[\s\S]*Usual causes/,
    );
    const mixed = missingNotices(['user/Patient.rs', 'user/Goal.read'], { requested: ['user/*.read'] });
    expect(mixed.at(-1)).toMatch(/Usual causes/);
  });

  test('does not miss what is never written to this EHR', () => {
    const granted = ['user/*.rs', 'user/DocumentReference.c'];
    expect(missingNotices(granted, { needless: ['Provenance'] })).toEqual([]);
    expect(missingNotices(granted)[0]).toMatch(/proof of attestation/);
  });
});
