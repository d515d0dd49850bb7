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
  CSSRS_LOW: {
    level: 'review',
    title: 'The C-SSRS screener answers are in the low band',
    why: 'The form’s triage level says how soon somebody should look; the judgement of risk is the clinician’s.',
  },
  CSSRS_MODERATE: {
    level: 'resolve',
    title: 'The C-SSRS screener answers are in the moderate band',
    why: 'At this level the note has to show what was done about it the same day.',
  },
  CSSRS_HIGH: {
    level: 'resolve',
    title: 'The C-SSRS screener answers are in the high band',
    why: 'At this level the note has to show the immediate response.',
  },
  RISK_NOT_ASSESSED: {
    level: 'resolve',
    title: 'Suicide risk has no entry',
    why: 'History or scores of this patient call for a risk inquiry, and its absence should be a decision.',
  },
  SUICIDAL_IDEATION: {
    level: 'resolve',
    title: 'Suicidal ideation without a level or an action',
    why: 'Ideation that is affirmed calls for a judgement and for what was done about it.',
  },
  HOMICIDAL_IDEATION: {
    level: 'resolve',
    title: 'Thoughts of harming others without a level or an action',
    why: 'Thoughts of harm to others call for a judgement, for what was done, and may bring a duty to warn.',
  },
  NSSI: {
    level: 'resolve',
    title: 'Self-injury without a level or an action',
    why: 'Current self-injury calls for a judgement and for what was done about it.',
  },
  FIREARM_ACCESS: {
    level: 'resolve',
    title: 'Access to a firearm that is not said to be secured',
    why: 'Storage of lethal means is asked about and followed up; the note has to show it.',
  },
  MANDATED_REPORT_TRIGGER: {
    level: 'resolve',
    title: 'Something said may require a report',
    why: 'Whether a report has to be made is the clinician’s decision under the law of the state; this is a prompt and decides nothing.',
  },
  RETURN_TO_USE: {
    level: 'review',
    title: 'A return to substance use is reported',
    why: 'It bears on the plan, on overdose risk and on what is said to others.',
  },
  UDS_SELF_REPORT_CONFLICT: {
    level: 'resolve',
    title: 'A statement of no use and a drug screen differ',
    why: 'Both belong in the note, neutrally and in the order they came; which of them holds is not decided here.',
  },
  AUDITC_POSITIVE: {
    level: 'review',
    title: 'AUDIT-C is at or above the cut',
    why: 'A positive screen calls for a further look; it is no diagnosis.',
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
  SCORE_CONFLICT_SAME_DAY: {
    level: 'resolve',
    title: 'Two totals of one scale on one day',
    why: 'Severity and change depend on which of the two holds.',
  },
  SCORE_INCOMPLETE: {
    level: 'review',
    title: 'A form with open questions',
    why: 'No total is computed from a form that is not complete.',
  },
  SCORE_NOT_NUMERIC: {
    level: 'review',
    title: 'A score is on record as text',
    why: 'A number that was read out of text should be looked at once.',
  },
  CHANGE_NOT_RELIABLE: {
    level: 'note',
    title: 'A change below reliable change',
    why: 'A change this small may be chance; it is neither improvement nor decline.',
  },
  SCORE_RELIABLE_CHANGE: {
    level: 'note',
    title: 'Reliable change since baseline',
    why: 'A change that chance does not explain belongs in the review of the plan.',
  },
  SCORE_CSC: {
    level: 'note',
    title: 'Clinically significant change',
    why: 'The change is reliable and the total has reached the end state.',
  },
  PHQ9_DETERIORATION: {
    level: 'resolve',
    title: 'PHQ-9 rose by 5 or more',
    why: 'A rise of this size asks whether the plan still fits, and for a look at risk.',
  },
  GAD7_DETERIORATION: {
    level: 'review',
    title: 'GAD-7 rose by 4 or more',
    why: 'A rise of this size asks whether the plan still fits.',
  },
  PCL5_DETERIORATION: {
    level: 'review',
    title: 'PCL-5 rose by 10 or more',
    why: 'A rise of this size asks whether the plan still fits.',
  },
  PHQ9_RESPONSE: {
    level: 'note',
    title: 'PHQ-9 fell by half or more',
    why: 'A response bears on the plan and on when to step down.',
  },
  GAD7_RESPONSE: {
    level: 'note',
    title: 'GAD-7 fell by half or more',
    why: 'A response bears on the plan and on when to step down.',
  },
  PHQ9_REMISSION: {
    level: 'note',
    title: 'PHQ-9 is below 5',
    why: 'Remission bears on the plan and on when to step down.',
  },
  CPT_TIME_MISMATCH: {
    level: 'resolve',
    title: 'The minutes do not support the service code',
    why: 'Payers deny or recoup a code whose time the note does not show.',
  },
  PLAN_REVIEW_OVERDUE: {
    level: 'review',
    title: 'The treatment plan is past its review date',
    why: 'Services follow a current plan; payers read its review date.',
  },
  NO_LIVE_OBJECTIVE: {
    level: 'resolve',
    title: 'The session names no live objective',
    why: 'Payers and reviewers look for the objective of the current plan that the session worked on.',
  },
  REFERRAL_FOLLOWUP_OVERDUE: {
    level: 'review',
    title: 'A referral has no outcome after its follow-up date',
    why: 'What came of a referral belongs in the record.',
  },
  AI_DRAFTING_NOT_CONSENTED: {
    level: 'resolve',
    title: 'No consent to assisted drafting',
    why: 'This site asks patients before notes are drafted with assistance.',
  },
  EXTERNAL_MODEL_BLOCKED: {
    level: 'note',
    title: 'The patient declined external language models',
    why: 'No text of this patient goes to an external language model; this draft was composed without one.',
  },
  PART2_RECORD: {
    level: 'review',
    title: 'Records under 42 CFR Part 2',
    why: 'The note takes over the labels of its sources, and redisclosure is restricted.',
  },
  TELEHEALTH_OUT_OF_LICENCE_STATE: {
    level: 'resolve',
    title: 'The patient was outside the state of licence',
    why: 'A session is held where the patient is; practice there may need a licence or a compact.',
  },
  THIRD_PARTY_NAMED: {
    level: 'review',
    title: 'A person is named where a role would do',
    why: 'A note names nobody but the patient, the clinician and the care team.',
  },
  DEFICIT_LANGUAGE: {
    level: 'review',
    title: 'Wording that carries blame or stigma',
    why: 'Readers of a note judge the patient by such words; neutral ones say the same.',
  },
  VAGUE_INTERVENTION: {
    level: 'review',
    title: 'A phrase that says too little',
    why: 'Reviewers look for technique, target and response.',
  },
  VAGUE_OBJECTIVE: {
    level: 'review',
    title: 'An objective that cannot be measured',
    why: 'An objective needs a number or an observable act, and a date.',
  },
  COPIED_TEXT: {
    level: 'review',
    title: 'Text repeated from the last note',
    why: 'Payers deny notes that repeat each other; each has to stand for its own session.',
  },
  MEDICATION_CONFLICT: {
    level: 'resolve',
    title: 'A medication differs from the record',
    why: 'A stopped medication given as current, or another dose, can do harm.',
  },
  RESOLVED_DIAGNOSIS_USED: {
    level: 'resolve',
    title: 'A resolved diagnosis stands as current',
    why: 'The record says that it is over.',
  },
  CHART_INCOMPLETE: {
    level: 'review',
    title: 'Part of the chart could not be read',
    why: 'What follows from that part is not stated in the note.',
  },
  UNSUPPORTED_STATEMENT: {
    level: 'resolve',
    title: 'A sentence contradicts or lacks its source',
    why: 'A statement that differs from its source must be corrected, or kept with a reason.',
  },
};
