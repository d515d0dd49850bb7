import { describe, expect, it } from 'vitest';
import type { Fact } from '../chart/fact.ts';
import { factsFromSession } from '../chart/session-facts.ts';
import { emptySessionInput, type SessionInput } from '../chart/session-input.ts';
import { elementsOf } from './elements-of.ts';
import { groupSizeCheck, minutesCheck } from './minutes-check.ts';
import { kindOf, SERVICES } from './service-table.ts';

const empty = emptySessionInput('2026-04-27');
const diagnosis: Fact = {
  id: 'condition:c1',
  kind: 'condition',
  value: { display: 'Depression', status: 'active', category: 'problem' },
  polarity: 'affirmed',
  whose: 'patient',
  source: { from: 'ehr', reference: 'Condition/c1', path: 'Condition', excerpt: '' },
};

function open(changes: Partial<SessionInput>, chart: readonly Fact[] = []): string[] {
  return elementsOf([...factsFromSession({ ...empty, ...changes }), ...chart])
    .filter(({ present }) => !present)
    .map(({ id }) => id);
}

describe('minutes and codes', () => {
  it.each([
    ['90837', 50, '90837 needs 53 minutes; entered 50. 90834 covers 50.'],
    ['90834', 53, '90834 ends at 52 minutes; entered 53. 90837 covers 53.'],
    ['90832', 10, '90832 needs 16 minutes; entered 10.'],
    ['90834', 52, ''],
    ['90839', 80, '80 minutes: 90839 with 1 × 90840, which is not entered.'],
    ['90839, 90840', 105, '105 minutes: 90839 with 2 × 90840.'],
    ['T1017', 47, 'T1017: 3 units of 15 minutes and 2 minutes over; how those round is your payer’s rule.'],
    ['H2015', 45, 'H2015: 3 units of 15 minutes.'],
  ])('%s with %i minutes', (code, minutes, words) => {
    expect(minutesCheck(code, minutes)?.words).toBe(words);
  });

  it('nothing is said of an untimed or unknown code, nor without minutes', () => {
    for (const [code, minutes] of [
      ['90791', 5],
      ['90853', 5],
      ['00000', 5],
      ['90837', undefined],
    ] as const)
      expect(minutesCheck(code, minutes)).toBeUndefined();
  });

  it('a group of thirteen is too large for Medicare', () => {
    expect(groupSizeCheck('90853', 13)).toContain('at most 12');
    expect(groupSizeCheck('90853', 12)).toBe('');
  });

  it('the kind follows the code unless it was chosen', () => {
    expect(kindOf(undefined, '90847')).toBe('family');
    expect(kindOf('individual', '90847')).toBe('individual');
    expect(kindOf(undefined, 'mine')).toBeUndefined();
  });
});

describe('what an auditor wants for a code', () => {
  it('is ticked from what was entered and from the chart', () => {
    expect(open({ serviceCode: '90834' })).toEqual([
      'time',
      'diagnosis',
      'technique',
      'objective',
      'response',
      'progress',
      'risk',
      'plan',
    ]);
    const done: Partial<SessionInput> = {
      serviceCode: '90834',
      minutes: 45,
      interventions: [{ technique: 'thought record', objective: 'g1o1', response: 'rated it 45' }],
      progress: [{ objective: 'g1o1', status: 'partial' }],
      risk: { 'suicidal-ideation': { answer: 'denied' } },
      plan: ['go on'],
    };
    expect(open(done, [diagnosis])).toEqual([]);
    expect(open({ ...done, serviceCode: '90837' }, [diagnosis])).toEqual(['longer-because']);
    expect(open({ ...done, risk: { 'suicidal-ideation': { answer: 'not-assessed' } } }, [diagnosis])).toEqual(['risk']);
  });

  it('has a check for every element of every code', () => {
    for (const { code } of SERVICES)
      expect(elementsOf(factsFromSession({ ...empty, serviceCode: code })).length).toBeGreaterThan(0);
    expect(elementsOf(factsFromSession({ ...empty, serviceCode: 'mine' }))).toEqual([]);
  });
});
