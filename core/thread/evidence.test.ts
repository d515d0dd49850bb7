import { expect, test } from 'vitest';
import type { Fact, FactKind, FactOf, FactValues } from '../chart/fact.ts';
import { buildThread } from './build-thread.ts';
import { findGaps, GAP_RULES } from './gaps/find-gaps.ts';

function ehr<K extends FactKind>(kind: K, reference: string, value: FactValues[K], when?: string): Fact {
  const fact: FactOf<K> = {
    id: `${kind}:${reference}`,
    kind,
    value,
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference, path: kind, excerpt: '' },
    ...(when !== undefined && { when }),
  };
  return fact as Fact;
}
function typed<K extends FactKind>(kind: K, value: FactValues[K], when: string): Fact {
  const fact = { ...ehr(kind, kind, value, when), source: { from: 'clinician', path: kind, excerpt: '' } };
  return fact as Fact;
}
const note = (id: string, when: string | undefined, text: string, rest: Partial<FactValues['prior-note']> = {}) =>
  ehr('prior-note', `DocumentReference/${id}`, { text, truncated: false, ours: false, ...rest }, when);
const goal = ehr('goal', 'Goal/g', { localId: 'g1', statement: 'Lift depression', status: 'active' }, '2026-01-05');
const objective = (rest: Partial<FactValues['objective']> = {}) =>
  ehr(
    'objective',
    'Goal/o',
    { localId: 'g1o1', goalFactId: 'goal:Goal/g', text: 'Lower the PHQ-9', target: '9', status: 'live', ...rest },
    '2026-01-05',
  );
const work = (facts: readonly Fact[], asOf = '2026-03-02') =>
  buildThread([goal, objective(), ...facts], asOf).goals[0]?.objectives[0]?.lastWork;

test('what the record ties goes before what a text mentions; a newer session before an older; a later one does not exist', () => {
  const tied = note('n1', '2026-02-02', 'Toward g1o1.', { pertainsTo: ['Goal/o'], ours: true });
  const mentioned = note('n2', '2026-02-16', 'Toward g1o1.');
  const later = note('n3', '2026-03-09', 'Toward g1o1.');
  expect(work([tied])).toMatchObject({ evidence: 'tied', day: '2026-02-02', sentence: 'Toward g1o1.' });
  expect(work([tied, mentioned, later])).toMatchObject({ evidence: 'mentioned', day: '2026-02-16' });
  expect(work([later])).toBeUndefined();
});

test('what is being entered is the newest work, with the technique as entered; "not addressed" is none', () => {
  const today = '2026-03-02';
  const session = typed('session', { date: today, modality: 'in-person', participants: [] }, today);
  const did = typed('intervention', { technique: 'thought record', objectiveLocalId: 'g1o1' }, today);
  const rated = (status: string) => typed('progress', { objectiveLocalId: 'g1o1', status }, today);
  expect(work([session, did])).toMatchObject({ evidence: 'entered', day: today, by: [did] });
  expect(work([session, rated('partial')])).toMatchObject({ evidence: 'entered', by: [] });
  expect(work([session, rated('not-addressed')])).toBeUndefined();
});

test('a note without a date still shows work, but never as the newest', () => {
  const undated = note('n0', undefined, 'Toward g1o1.');
  expect(work([undated])).toMatchObject({ evidence: 'mentioned' });
  expect(work([undated])).not.toHaveProperty('day');
  expect(work([undated, note('n1', '2026-02-02', 'Toward g1o1.')])?.day).toBe('2026-02-02');
});

test('the measure: change since the baseline, sessions since, due after 28 days and not on the 28th', () => {
  const score = (id: string, when: string, total: number, itemSum: number | null = null) =>
    ehr('score', `Observation/${id}`, { instrument: 'PHQ-9', total, items: [], itemSum }, when);
  const scores = [score('s1', '2026-01-02', 20), score('s2', '2026-02-02', 12)];
  const at = (asOf: string, more: readonly Fact[] = []) =>
    buildThread([goal, objective(), ...scores, ...more], asOf).goals[0]?.objectives[0];
  expect(at('2026-03-02')?.outcome).toMatchObject({ change: { from: 20, to: 12, reliable: true }, response: false });
  expect(at('2026-03-02')?.overdue).toEqual([]);
  const sessions = [note('n1', '2026-02-02', 'x'), note('n2', '2026-02-20', 'x')];
  expect(at('2026-03-03', sessions)).toMatchObject({
    sessionsSinceLatest: 1,
    overdue: [{ what: 'measure', instrument: 'PHQ-9', days: 29 }],
  });
  expect(at('2026-03-02', [score('s3', '2026-03-01', 9, 14)])?.outcome).not.toHaveProperty('change');
});

test('a problem is linked by reference or by the same code elsewhere in the record, never by words', () => {
  const condition = (id: string, code: string, category: 'problem' | 'encounter-diagnosis') =>
    ehr('condition', `Condition/${id}`, { code, display: 'Depression', status: 'active', category });
  const facts = [
    condition('p', 'F33.1', 'problem'),
    condition('e', 'F33.1', 'encounter-diagnosis'),
    condition('q', 'F41.1', 'problem'),
    objective({ addresses: ['Condition/e'] }),
    ehr('goal', 'Goal/g', { localId: 'g1', statement: 'Depression', status: 'active' }, '2026-01-05'),
  ];
  const thread = buildThread(facts, '2026-03-02');
  expect(thread.problems.map(({ problem, linkedBy, fits }) => [problem.value.code, linkedBy, fits])).toEqual([
    ['F33.1', 'goal', ['PHQ-9']],
    ['F33.1', 'goal', ['PHQ-9']],
    ['F41.1', undefined, ['GAD-7']],
  ]);
  expect(findGaps({ thread, missing: [] }).gaps.map(({ words }) => words)).toContain(
    'No goal addresses Depression (F41.1).',
  );
});

test('a record that links nothing, a plan in prose, and silent notes leave the question open', () => {
  const condition = ehr('condition', 'Condition/p', {
    code: 'F33.1',
    display: 'Depression',
    status: 'active',
    category: 'problem',
  });
  const first = note('n1', '2026-01-05', 'Seen.');
  const prose = ehr('care-plan', 'CarePlan/c', { status: 'active', narrative: 'Goal: feel better' }, '2026-01-05');
  const open = (facts: readonly Fact[]) => {
    const { gaps, unjudged } = findGaps({ thread: buildThread(facts, '2026-03-02'), missing: [] });
    return [gaps.map(({ rule }) => rule), unjudged.map(({ words }) => words)];
  };
  expect(open([condition, goal, objective()])).toEqual([
    ['measure-overdue'],
    ['Cannot be judged: the record links no goal to a problem.'],
  ]);
  expect(open([condition, first, prose])).toEqual([
    [],
    ['Cannot be judged: the plan is prose; its goals cannot be told apart.'],
  ]);
  expect(open([condition, first])).toEqual([['diagnosis-without-goal'], []]);
  const vague = ['2026-01-12', '2026-01-19', '2026-01-26'].map((day) => note(day, day, 'Worked toward her goals.'));
  expect(open([goal, objective({ measure: 'log', text: 'Walk' }), ...vague])).toEqual([
    [],
    [
      'Cannot be judged: not every recent note names the part of the plan it served.',
      'Cannot be judged: a recent note speaks of goals in its own words.',
    ],
  ]);
});

test('a chart that the EHR closed is judged in nothing', () => {
  const thread = buildThread([goal, objective({ due: '2026-02-01' })], '2026-03-02');
  const { gaps, unjudged } = findGaps({
    thread,
    missing: [{ resource: 'Condition', what: 'problem list', reason: 'break-the-glass' }],
  });
  expect(gaps).toEqual([]);
  expect(unjudged).toHaveLength(GAP_RULES.length);
});

test('two scales that are due are two gaps', () => {
  const second = { ...objective({ localId: 'g1o2', text: 'Lower the GAD-7' }), id: 'objective:Goal/o2' } as Fact;
  const { gaps } = findGaps({ thread: buildThread([goal, objective(), second], '2026-03-02'), missing: [] });
  expect(gaps.map(({ id }) => id)).toEqual(['measure-overdue@objective:Goal/o', 'measure-overdue@objective:Goal/o2']);
});

test('an order that the plan counts as its own, or that hands nobody on, needs no outcome', () => {
  const referral = (id: string, rest: Partial<FactValues['referral']>) =>
    ehr(
      'referral',
      `ServiceRequest/${id}`,
      { what: id, status: 'active', authored: '2026-01-01', ...rest },
      '2026-01-01',
    );
  const planned = ehr('planned-intervention', 'CarePlan/c', { text: 'Therapy', reference: 'ServiceRequest/therapy' });
  const facts = [
    planned,
    referral('therapy', { handsOver: true }),
    referral('order', {}),
    referral('known', { handsOver: true, outcome: 'completed' }),
    referral('not yet due', { handsOver: true, due: '2026-06-01' }),
    referral('open', { handsOver: true }),
  ];
  const { gaps } = findGaps({ thread: buildThread(facts, '2026-03-02'), missing: [] });
  expect(gaps.map(({ words }) => words)).toEqual(['open is 60 days old; the chart shows no outcome.']);
});
