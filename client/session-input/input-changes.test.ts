import { describe, expect, test } from 'vitest';
import type { Fact } from '../../core/chart/fact.ts';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import { ASPECTS, toggleFinding } from './aspects.ts';
import {
  inputForDraft,
  withIntervention,
  withNotAssessed,
  withObservation,
  withProgress,
  withReview,
  withRisk,
  withRole,
  withServiceCode,
  withText,
} from './input-changes.ts';
import { lastPlan } from './last-plan-items.ts';

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

  test('neither a name nor an open slot goes into a draft', () => {
    const named = { ...empty, participants: ['patient', 'mother'], participantNames: { mother: 'Zebrina' } };
    const draft = inputForDraft({ ...named, interventions: [{ technique: 'chain analysis of [behavior]' }] });
    expect(JSON.stringify(draft)).not.toMatch(/Zebrina|behavior/);
    expect(draft.interventions).toEqual([{ technique: 'chain analysis' }]);
  });

  test('taking a role out forgets the name noted beside it', () => {
    const two = { ...withRole(empty, 'mother'), participantNames: { mother: 'Zebrina' } };
    expect(withRole(two, 'mother')).toEqual(empty);
  });

  test('a code chooses its kind; a code without a kind does not', () => {
    expect(withServiceCode(empty, '90853')).toMatchObject({ kind: 'group' });
    expect(withServiceCode({ ...empty, kind: 'crisis' }, '90840')).toMatchObject({ kind: 'crisis' });
    expect(withServiceCode(empty, '9')).not.toHaveProperty('kind');
  });

  test('an aspect is either found or not assessed', () => {
    const skipped = withNotAssessed(withObservation(empty, 'affect', 'flat'), 'affect', true);
    expect(skipped).toMatchObject({ observations: {}, notAssessed: ['affect'] });
    expect(withNotAssessed(skipped, 'affect', false)).toEqual(empty);
  });

  test('a finding is toggled beside the words that were typed', () => {
    expect(toggleFinding('flat', 'tearful')).toBe('flat, tearful');
    expect(toggleFinding('brighter than last time, Flat', 'flat')).toBe('brighter than last time');
    for (const [, findings] of ASPECTS) expect(findings).toEqual(findings.toSorted());
  });

  test('a review of homework is taken back without a trace', () => {
    const partly = withReview(empty, 'Walk', 'partly', 'twice');
    expect(partly.homeworkReview).toEqual([{ text: 'Walk', outcome: 'partly', words: 'twice' }]);
    expect(withReview(partly, 'Walk', null)).toEqual(empty);
  });
});

describe('what was planned last time', () => {
  const note = (text: string, when: string): Fact => ({
    id: `prior-note:${when}`,
    kind: 'prior-note',
    value: { text, truncated: false, ours: false },
    when,
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: `DocumentReference/${when}`, path: 'DocumentReference', excerpt: '' },
  });

  test('comes from the newest earlier note, item by item', () => {
    const facts = [
      note('PLAN\n- Older.', '2026-03-01'),
      note('PLAN\n- Bus pass request.\n- Sertraline 12.5 mg, ask Dr. Oh.\n\nSigned', '2026-03-30'),
      note('PLAN\n- Of the same day.', '2026-04-27'),
    ];
    expect(lastPlan(facts, '2026-04-27')).toEqual({
      date: '2026-03-30',
      items: ['Bus pass request', 'Sertraline 12.5 mg, ask Dr. Oh'],
    });
  });

  test('leaves out of our own notes what is no work', () => {
    const text =
      'PLAN\nBetween sessions: thought record daily; walk. Next steps: file form 8. Next appointment: 25 May 2026.';
    expect(lastPlan([note(text, '2026-03-30')], '2026-04-27')?.items).toEqual([
      'thought record daily',
      'walk',
      'file form 8',
    ]);
    expect(lastPlan([note('no headed parts', '2026-03-30')], '2026-04-27')).toBeUndefined();
  });
});
