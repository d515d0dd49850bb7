import { expect, test } from 'vitest';
import type { FactOf } from '../../core/chart/fact.ts';
import { lastPlan } from './last-plan.ts';

function note(text: string, sections?: Record<string, string>): FactOf<'prior-note'> {
  return {
    id: 'prior-note:1',
    kind: 'prior-note',
    value: { text, truncated: false, ours: false, ...(sections ? { sections } : {}) },
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: 'DocumentReference/1', path: 'DocumentReference.content', excerpt: '' },
  };
}

test('takes the plan section, else the paragraph after a heading, else says nothing', () => {
  expect(lastPlan(note('x', { Plan: ' Thought record daily ' }))).toBe('Thought record daily');
  expect(lastPlan(note('DATA\nLow.\n\nPLAN\nBus pass request.\nCalFresh.\n\nSigned'))).toBe(
    'Bus pass request.\nCalFresh.',
  );
  expect(lastPlan(note('Plan: weekly.'))).toBe('weekly.');
  expect(lastPlan(note('She planned a walk.'))).toBeUndefined();
  expect(lastPlan(undefined)).toBeUndefined();
});
