import { expect, test } from 'vitest';
import type { FactOf } from '../chart/fact.ts';
import { emptySessionInput } from '../chart/session-input.ts';
import { encounterChoices } from './encounter-choices.ts';
import { inputOfVisit, visitTimes } from './input-of-visit.ts';

function visit(id: string, start: string | undefined, status = 'finished'): FactOf<'encounter'> {
  return {
    id: `encounter:${id}`,
    kind: 'encounter',
    value: { status, ...(start !== undefined && { start }) },
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: `Encounter/${id}`, path: 'Encounter', excerpt: '' },
  };
}

test('today’s visit comes first, then the newest; what was called off, mistaken or is yet to come is left out', () => {
  const facts = [
    visit('old', '2026-01-02T09:00:00Z'),
    visit('undated', undefined),
    visit('today', '2026-11-20T10:00:00-05:00', 'planned'),
    visit('later', '2026-11-21T10:00:00-05:00', 'planned'),
    visit('gone', '2026-11-20T11:00:00-05:00', 'cancelled'),
    visit('wrong', '2026-11-19T11:00:00-05:00', 'entered-in-error'),
    visit('last-week', '2026-11-13T10:00:00-05:00'),
  ];
  const { choices, incomplete } = encounterChoices({ facts, missing: [], readAt: '' }, '2026-11-20T15:00:00Z');
  expect(choices.map((choice) => choice.reference)).toEqual([
    'Encounter/today',
    'Encounter/last-week',
    'Encounter/old',
    'Encounter/undated',
  ]);
  expect(choices.map((choice) => choice.today)).toEqual([true, false, false, false]);
  expect(incomplete).toBe(false);
});

test('the day is the one at the clinic, not the one in Greenwich', () => {
  const facts = [visit('sydney', '2026-11-21T09:00:00+11:00'), visit('hawaii', '2026-11-19T16:00:00-10:00')];
  const { choices } = encounterChoices({ facts, missing: [], readAt: '' }, '2026-11-20T22:30:00Z');
  expect(choices.map(({ reference, today }) => [reference, today])).toEqual([
    ['Encounter/sydney', true],
    ['Encounter/hawaii', false],
  ]);
});

test('says when visits could not be read', () => {
  const missing = [{ resource: 'Encounter', what: 'visits', reason: 'refused' as const }];
  expect(encounterChoices({ facts: [], missing, readAt: '' }, '2026-11-20T15:00:00Z').incomplete).toBe(true);
});

test('visits that are still being read are not called unread', () => {
  const missing = [{ resource: 'Encounter', what: 'visits', reason: 'timed-out' as const }];
  const list = encounterChoices({ facts: [], missing, pending: ['visits'], readAt: '' }, '2026-11-20T15:00:00Z');
  expect(list).toMatchObject({ incomplete: false, pending: true });
});

test('an input takes over the times of its visit, but nothing that was entered is written over', () => {
  const none = visitTimes(undefined, '2026-11-20');
  const video = visitTimes(
    { status: 'finished', start: '2026-11-18T10:00:00-05:00', end: '2026-11-18T10:53:00-05:00', classCode: 'VR' },
    '2026-11-20',
  );
  const other = visitTimes({ status: 'finished', start: '2026-11-13T09:00:00-05:00' }, '2026-11-20');
  const fresh = emptySessionInput('2026-11-20');
  const first = inputOfVisit(fresh, none, video);
  expect(first).toMatchObject({ date: '2026-11-18', start: '10:00', end: '10:53', modality: 'telehealth-video' });
  expect(inputOfVisit({ ...fresh, start: '10:05' }, none, video)).toMatchObject({ start: '10:05', end: '10:53' });
  const dated = { ...fresh, date: '2026-11-17' };
  expect(inputOfVisit(dated, none, video)).toBe(dated);
  expect(inputOfVisit(first, video, other)).toMatchObject({ date: '2026-11-13', start: '09:00' });
  expect(inputOfVisit(first, video, other)).not.toHaveProperty('end');
  expect(inputOfVisit({ ...first, end: '11:00' }, video, none)).toEqual({
    ...fresh,
    end: '11:00',
    modality: 'telehealth-video',
  });
});
