import { expect, test } from 'vitest';
import type { MissingRead } from '../../core/chart/chart.ts';
import { factsFromSession } from '../../core/chart/session-facts.ts';
import { buildThread } from '../../core/thread/build-thread.ts';
import { findGaps, GAP_RULES } from '../../core/thread/gaps/find-gaps.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';
import { sessionInputFromCase } from '../../tools/case-session-input.ts';
import { chartOfCase, judgedCases } from './support/case-note.ts';

/** The thread of a case at the end of one of its sessions, before its note is filed, with what the clinician entered. */
function threadOf(caseNumber: number, session: string): GoldenThread {
  const caseFile = judgedCases()[caseNumber - 1];
  const date = caseFile?.sessions.find(({ id }) => id === session)?.date;
  if (caseFile === undefined || date === undefined) throw new Error(`There is no session ${session}.`);
  const entered = factsFromSession(sessionInputFromCase(caseFile, session));
  return buildThread([...chartOfCase(caseFile, session), ...entered], date);
}
const told = ({ gaps, unjudged }: ReturnType<typeof findGaps>) => [
  ...gaps.map(({ id }) => id.replace(/@.*\/c\d+-/, ' ').replace(/^([a-z-]+) note-/, '$1 ')),
  ...unjudged.map(({ rule }) => `${rule} ?`),
];

/** Read by hand against the case files: each line is what a careful auditor would ask, and no more. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // The intake: the plan is not due yet.
  '1 s1': [],
  '1 s2': [],
  '1 s3': [],
  // Three sessions since the plan, none on paid work; the referral for it comes only on 26 May.
  '1 s4': ['goal-without-intervention g4'],
  // Housing was due on 30 April; she rates it met in this very session.
  '1 s5': ['goal-without-intervention g4'],
  // The vocational referral should have been followed up by 9 June.
  '1 s6': ['referral-without-outcome rf-3'],
  '2 s1': [],
  '2 s2': [],
  '2 s3': [],
  // Pain care was to be coordinated by 2 March; nothing of it was ever charted.
  '2 s4': ['goal-without-intervention g4', 'objective-past-target g4o1'],
  // The family session of 10 March was charted without any goal, so that the other sessions' silence proves less.
  '2 s5': ['note-without-goal s4', 'objective-past-target g4o1', 'goal-without-intervention ?'],
  // Review due 10 May, done only on the day of this session.
  '2 s6': [
    'note-without-goal s4',
    'objective-past-target g4o1',
    'plan-past-review tp-1',
    'goal-without-intervention ?',
  ],
  '2 s7': ['goal-without-intervention g4', 'note-without-goal s4', 'objective-past-target g4o1'],
  '3 s1': [],
  '3 s2': [],
  '3 s3': [],
  '3 s4': [],
  // Worry time was to be kept by 15 April; last charted as 4 of 7 days.
  '3 s5': ['objective-past-target g1o2'],
  '3 s6': ['objective-past-target g1o2'],
  '4 s1': [],
  '4 s2': [],
  '4 s3': [],
  '4 s4': [],
  '5 s1': [],
  '5 s2': [],
  '5 s3': [],
  '5 s4': [],
  '5 s5': [],
  // The bedtime skill was to hold by 30 April; last charted as 4 to 5 nights of 7.
  '5 s6': ['objective-past-target g1o2'],
  // The reading lab should have answered by 26 May.
  '5 s7': ['objective-past-target g1o2', 'referral-without-outcome rf-2'],
  '6 s1': [],
  '6 s2': [],
  '6 s3': [],
  // Three sessions since the plan, none on money.
  '6 s4': ['goal-without-intervention g3'],
  // The last PHQ-9 is 29 days old.
  '6 s5': ['goal-without-intervention g3', 'measure-overdue ob-5-total'],
  // Review due 4 May, done on the day; fare office due 14 May. Today's PHQ-9 broke off: it counts as given, not as scored.
  '6 s6': ['goal-without-intervention g3', 'plan-past-review tp-1', 'referral-without-outcome rf-2'],
  // An auditor would miss a PHQ-9 total since March; the thread takes the broken form of 18 May for a measure.
  '6 s7': ['goal-without-intervention g3', 'referral-without-outcome rf-2'],
  '6 s8': ['goal-without-intervention g3', 'referral-without-outcome rf-2'],
  '7 s1': [],
  '7 s2': [],
  '7 s3': [],
  // Self-esteem stands in the plan and is never worked on.
  '7 s4': ['goal-without-intervention g3'],
  '7 s5': ['goal-without-intervention g3'],
  '7 s6': ['goal-without-intervention g3'],
  '7 s7': ['goal-without-intervention g3'],
  '8 s1': [],
  // Depression is treated with sertraline and has no goal.
  '8 s2': ['diagnosis-without-goal dx-F32.1'],
  // Physical therapy should have answered by 2 March.
  '8 s3': ['diagnosis-without-goal dx-F32.1', 'referral-without-outcome rf-3'],
  '8 s4': ['diagnosis-without-goal dx-F32.1', 'goal-without-intervention g3', 'referral-without-outcome rf-3'],
  '8 s5': ['diagnosis-without-goal dx-F32.1', 'goal-without-intervention g3', 'referral-without-outcome rf-3'],
  // Review due 4 May, none charted; Medicaid was due 12 May and is rated met in this session.
  '8 s6': [
    'diagnosis-without-goal dx-F32.1',
    'goal-without-intervention g3',
    'plan-past-review tp-1',
    'referral-without-outcome rf-3',
  ],
  '9 s1': [],
  '9 s2': [],
  '9 s3': [],
  // Nothing yet on the bad days; the PHQ-9 is six weeks old. Housing was referred on 5 March.
  '9 s4': ['goal-without-intervention g3', 'measure-overdue ob-1-total'],
  '9 s5': [],
  // The crisis note was charted without any goal, so that the silence on stores and housing proves less.
  '9 s6': ['note-without-goal s5', 'goal-without-intervention ?'],
  '9 s7': [
    'note-without-goal s5',
    'measure-overdue ob-6-total',
    'referral-without-outcome rf-1',
    'goal-without-intervention ?',
  ],
  '9 s8': ['goal-without-intervention g4', 'note-without-goal s5', 'referral-without-outcome rf-1'],
  '10 s1': [],
  '10 s2': [],
  '10 s3': [],
  // Three sessions since the plan, none on staying in the house; the meals were due by 1 April.
  '10 s4': ['goal-without-intervention g3', 'referral-without-outcome rf-2'],
  '10 s5': ['referral-without-outcome rf-2'],
  '10 s6': ['referral-without-outcome rf-2'],
};

const NAMES = judgedCases().flatMap(({ sessions }, at) => sessions.map(({ id }) => `${at + 1} ${id}`));
const THREADS = new Map(
  NAMES.map((name) => {
    const [caseNumber = '', session = ''] = name.split(' ');
    return [name, threadOf(Number(caseNumber), session)] as const;
  }),
);
const threads = [...THREADS.values()];

test.each(NAMES)('case and session %s: the gaps an auditor would find', (name) => {
  const thread = THREADS.get(name);
  expect(thread && told(findGaps({ thread, missing: [] }))).toEqual(EXPECTED[name]);
});

test('a gap that rests on an unread part of the chart is never claimed, and said to be open', () => {
  for (const rule of GAP_RULES) {
    for (const resource of rule.restsOn) {
      const missing: MissingRead[] = [{ resource, what: 'a part', reason: 'timed-out' }];
      for (const thread of threads) {
        const { gaps, unjudged } = findGaps({ thread, missing });
        expect(gaps.filter((gap) => gap.rule === rule.id)).toEqual([]);
        const words = 'Cannot be judged: the chart was read without a part.';
        expect(unjudged).toContainEqual({ rule: rule.id, words });
      }
    }
  }
});

test('every gap is a sentence with a next step, and leads to a Fact it rests on', () => {
  const gaps = threads.flatMap((thread) => findGaps({ thread, missing: [] }).gaps);
  expect(gaps.length).toBeGreaterThan(8);
  for (const gap of gaps) {
    expect(gap.words).toMatch(/^[“A-Z].*\.$/);
    expect(gap.next).toMatch(/^[a-z].*[^.]$/);
    expect(gap.facts).toContain(gap.place.factId ?? gap.facts[0]);
  }
});
