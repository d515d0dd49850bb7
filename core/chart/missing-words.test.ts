import { describe, expect, test } from 'vitest';
import type { MissingReason } from './chart.ts';
import { concernsNote, missingWhy, missingWords, withheldWords } from './missing-words.ts';

const REASONS = [
  'not-granted',
  'refused',
  'failed',
  'timed-out',
  'too-large',
  'unreadable',
  'suppressed',
  'too-many-pages',
  'break-the-glass',
  'merged-patient',
  'not-supported',
  'come-back-later',
  'not-shown',
] as const satisfies readonly MissingReason[];
/** Fails to compile when a reason is added and not listed above. */
const all: Exclude<MissingReason, (typeof REASONS)[number]> extends never ? true : false = true;

describe('what a clinician is told of a gap', () => {
  test('a part that stayed closed, with the way to open it', () => {
    expect(missingWords({ resource: 'Encounter', what: 'visits', reason: 'break-the-glass' })).toEqual({
      what: 'The visits were not read.',
      why: 'The EHR asked for a reason before opening this part of the chart.',
      next: 'Open the chart in the EHR, give the reason there, then launch again.',
    });
  });

  test('a part that came incomplete is not called unread', () => {
    const { what, why } = missingWords({ resource: 'Encounter', what: 'some visits', reason: 'suppressed' });
    expect([what, why]).toEqual(['The visits were read only in part.', 'The EHR left out what is not open to you.']);
    expect(missingWhy('suppressed', 'note')).toBe('the EHR left out what is not open to the clinician');
  });

  test.each([
    ['treatment plan', 'The treatment plan was not read.'],
    ['some scores', 'Some scores were not read.'],
    ['this visit', 'This visit was not read.'],
    ['text of prior notes', 'The text of prior notes was not read.'],
    ['diagnoses', 'The diagnoses were not read.'],
    ['insurance', 'The insurance was not read.'],
    ['patient details', 'The patient details were not read.'],
    ['visits and appointments', 'The visits and appointments were not read.'],
  ])('%s takes its verb', (what, sentence) => {
    expect(missingWords({ resource: 'X', what, reason: 'refused' }).what).toBe(sentence);
  });

  test.each(REASONS)('%s has three different sentences without a pronoun that could be wrong', (reason) => {
    expect(all).toBe(true);
    const words = missingWords({ resource: 'X', what: 'scores', reason });
    for (const sentence of Object.values(words)) expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
    expect(new Set(Object.values(words)).size).toBe(3);
    expect(missingWhy(reason, 'note')).not.toMatch(/\b(it|they|them|you|your)\b|improv|better|worse|normal|stable/);
  });
});

test('what was left out on purpose is told apart from what could not be read', () => {
  expect(withheldWords(1)).toMatch(/^1 protected record was not read:/);
  expect(withheldWords(3)).toMatch(/^3 protected records were not read:/);
});

test.each([
  ['Consent', 'not-shown', false],
  ['Coverage', 'not-supported', false],
  ['Consent', 'failed', true],
  ['Observation', 'not-shown', true],
  ['ServiceRequest', 'not-shown', true],
] as const)('a note tells of %s that is %s: %s', (resource, reason, concerns) => {
  expect(concernsNote({ resource, what: 'a part', reason })).toBe(concerns);
});
