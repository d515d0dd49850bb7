import { expect, test } from 'vitest';
import type { EncounterChoice } from '../../core/workspace/workspace-view.ts';
import { visitWords } from './visit-words.ts';

const visit: EncounterChoice = { reference: 'Encounter/1', status: 'finished', today: false };

test.each<[Partial<EncounterChoice>, string]>([
  [
    { start: '2026-11-13T10:00:00-05:00', end: '2026-11-13T10:53:00-05:00', type: 'Psychotherapy' },
    '13 Nov 2026, 10:00–10:53 · Psychotherapy',
  ],
  [{ start: '2026-11-20T09:00:00Z', status: 'in-progress', today: true }, 'Today, 09:00 · under way'],
  [{ start: '2026-11-20' }, '20 Nov 2026'],
  [{ type: 'Intake' }, 'No date · Intake'],
])('%j', (change, words) => {
  expect(visitWords({ ...visit, ...change })).toBe(words);
});
