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
  ...gaps.map(({ id }) => id.replace(/@.*\/c\d-/, ' ').replace(/^([a-z-]+) note-/, '$1 ')),
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
