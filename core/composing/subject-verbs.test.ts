import { expect, it } from 'vitest';
import { continuesSubject } from './subject-verbs.ts';

it.each([
  'Slept 4 hours',
  'Thinks it is hopeless',
  'ate at the table',
  'Reports sleep is better',
  'Used to be afraid',
  'Walked twice',
  'Thinks of jumping',
  'First said no',
  'Finished the log by Friday',
  'Went home by bus',
  'wanted a drink Sat, called his sponsor',
  "Hasn't drunk",
  'Endorses passive SI without plan',
  'Complains of headaches',
  'Struggles at school',
  'Plans to move',
  'Missed two doses',
])('puts the patient before %s', (text) => {
  expect(continuesSubject(text)).toBe(true);
});

it.each([
  'Thought record on 4 of 7 days',
  'Left arm hurts when lifting',
  'Plans for the weekend fell through',
  'Calls from mother daily',
  'Shared custody is hard',
  'Walks are hard',
  'Needs are many',
  'Told by the doctor to stop',
  'Found unresponsive by mother',
  'Cleared for sports',
  'Missed appointments are adding up',
  'Nightmares nightly',
  'Plans on hold',
  'Plans changed',
  'Struggles at school continue',
  'Worries keep her awake',
  'Missed dose made her sick',
  'Used car broke down',
])('leaves %s alone', (text) => {
  expect(continuesSubject(text)).toBe(false);
});
