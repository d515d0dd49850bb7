import { expect, test } from 'vitest';
import { factsFromResources } from './read-chart.ts';

const score = (effectiveDateTime: string) => ({
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  subject: { reference: 'Patient/p' },
  effectiveDateTime,
  valueInteger: 12,
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
});
const read = (resource: unknown, timeZone?: string) =>
  factsFromResources({
    patientReference: 'Patient/p',
    resources: [resource],
    noteTexts: new Map(),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).facts[0];

test.each([
  ['2026-04-28T01:30:00Z', 'America/Los_Angeles', '2026-04-27T18:30:00-07:00'],
  ['2026-01-28T01:30:00.250Z', 'America/Los_Angeles', '2026-01-27T17:30:00-08:00'],
  ['2026-04-28T01:30:00Z', 'UTC', '2026-04-28T01:30:00+00:00'],
  ['2026-04-28T20:00:00Z', 'Asia/Kolkata', '2026-04-29T01:30:00+05:30'],
  ['2026-04-27T18:30:00-07:00', 'America/New_York', '2026-04-27T18:30:00-07:00'],
  ['2026-04-28', 'America/Los_Angeles', '2026-04-28'],
])('a score of %s at a site in %s is of %s', (at, timeZone, when) => {
  expect(read(score(at), timeZone)?.when).toBe(when);
});

test('without a time zone nothing is converted', () => {
  expect(read(score('2026-04-28T01:30:00Z'))?.when).toBe('2026-04-28T01:30:00Z');
});

test('the times of a visit are told in the time of the site too', () => {
  const visit = {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    subject: { reference: 'Patient/p' },
    period: { start: '2026-04-28T01:00:00Z', end: '2026-04-28T01:50:00Z' },
  };
  expect(read(visit, 'America/Los_Angeles')?.value).toMatchObject({
    start: '2026-04-27T18:00:00-07:00',
    end: '2026-04-27T18:50:00-07:00',
  });
});
