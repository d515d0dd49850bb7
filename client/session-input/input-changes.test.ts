import { describe, expect, test } from 'vitest';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import { serviceCodeHint } from './choices.ts';
import { inputForDraft, withIntervention, withObservation, withProgress, withRisk, withText } from './input-changes.ts';

const empty = emptySessionInput('2026-04-27');

describe('session input changes', () => {
  test('clearing a text leaves no trace of the field', () => {
    expect(withText(withText(empty, 'complaint', 'low'), 'complaint', '')).toEqual(empty);
  });

  test('taking a risk answer back equals never having answered', () => {
    const denied = withRisk(empty, 'suicidal-ideation', 'denied', 'not today');
    expect(denied.risk).toEqual({ 'suicidal-ideation': { answer: 'denied', words: 'not today' } });
    expect(withRisk(denied, 'suicidal-ideation', null)).toEqual(empty);
  });

  test('an intervention loses the objective that is unchosen', () => {
    const one = { ...empty, interventions: [{ technique: 'thought record', objective: 'g1o1' }] };
    expect(withIntervention(one, 0, { objective: '' }).interventions).toEqual([{ technique: 'thought record' }]);
  });

  test('progress keeps its row order and goes away when not discussed', () => {
    const two = withProgress(withProgress(empty, 'g1o1', 'partial', ''), 'g2o1', 'met', 'filed');
    expect(withProgress(two, 'g1o1', 'met', 'PHQ-9 9').progress.map((row) => row.objective)).toEqual(['g1o1', 'g2o1']);
    expect(withProgress(two, 'g1o1', '', 'kept').progress).toEqual([
      { objective: 'g2o1', status: 'met', evidence: 'filed' },
    ]);
  });

  test('the private jotting and empty rows do not go into a draft', () => {
    const filled = {
      ...withObservation(withText(empty, 'private', 'my own thought'), 'affect', ' '),
      reported: ['', ' slept 6 hours '],
      interventions: [{ technique: '' }],
    };
    expect(inputForDraft(filled)).toEqual({ ...empty, reported: ['slept 6 hours'] });
  });

  test('a service code is doubted only where its minutes are known', () => {
    expect(serviceCodeHint('90834', 53)).toContain('53 minutes');
    expect(serviceCodeHint('90834', 52)).toBe('');
    expect(serviceCodeHint('90791', 5)).toBe('');
    expect(serviceCodeHint('90837', undefined)).toBe('');
  });
});
