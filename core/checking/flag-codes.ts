import type { FlagCode, FlagLevel } from './flag.ts';

/** What each flag is called, how strongly it asks, and why it matters. */
export const FLAG_CODES: Readonly<Record<FlagCode, { level: FlagLevel; title: string; why: string }>> = {
  PHQ9_ITEM9_POSITIVE: {
    level: 'resolve',
    title: 'PHQ-9 item 9 is above 0',
    why: 'A form answer above 0 on thoughts of death or self-harm calls for an inquiry the same day, and the note must show it.',
  },
  ITEM9_VS_VERBAL_DENIAL: {
    level: 'resolve',
    title: 'The form and the spoken answer differ',
    why: 'Both answers belong in the note; a reader must not have to guess which one was weighed.',
  },
  SCORE_TOTAL_MISMATCH: {
    level: 'resolve',
    title: 'A recorded total is not the sum of its items',
    why: 'One of the two numbers is wrong in the chart, and severity and change depend on which.',
  },
  SCORE_NARRATIVE_MISMATCH: {
    level: 'resolve',
    title: 'A score you entered differs from the record',
    why: 'The note states the recorded score; if the record is wrong it has to be corrected there.',
  },
  NO_LIVE_OBJECTIVE: {
    level: 'resolve',
    title: 'The session names no live objective',
    why: 'Payers and reviewers look for the objective of the current plan that the session worked on.',
  },
  RISK_NOT_ASSESSED: {
    level: 'resolve',
    title: 'Suicide risk has no entry',
    why: 'History or scores of this patient call for a risk inquiry, and its absence should be a decision.',
  },
  CHART_INCOMPLETE: {
    level: 'review',
    title: 'Part of the chart could not be read',
    why: 'What follows from that part is not stated in the note.',
  },
  UNSUPPORTED_STATEMENT: {
    level: 'resolve',
    title: 'A sentence contradicts the record',
    why: 'A statement that differs from its source must be corrected, or kept with a reason.',
  },
};
