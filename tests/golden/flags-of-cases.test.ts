import { describe, expect, it } from 'vitest';
import { judgeFlags, raisedFlag } from '../../tools/eval/judge-sets.ts';
import { judgedCases, noteOfCase } from './support/case-note.ts';

const UNMAPPED = 'scales that cannot be scored here are shown with the chart, not with the note';
const NOT_OF_A_NOTE =
  'about a collateral contact, an authorization or a time without contact, not about a session’s note';

/** Flags that a case expects and notes do not raise, each with the reason. */
const NOT_RAISED: Readonly<Record<string, string>> = {
  'case-2 AUTH_EXPIRING@au-1': NOT_OF_A_NOTE,
  'case-2 NO_CONTACT_14D@2026-04-15': NOT_OF_A_NOTE,
  'case-3 COLLATERAL_WITHOUT_RELEASE@cc-1': NOT_OF_A_NOTE,
  'case-4 CONSENT_EXPIRED@cc-1': NOT_OF_A_NOTE,
  'case-4 AUTH_EXPIRING@au-1': NOT_OF_A_NOTE,
  'case-5 SCORE_WRONG_PATIENT@ob-4':
    'another person’s form is in no resource of this chart, so there is nothing to read',
  'case-5 UNKNOWN_INSTRUMENT@ob-1': UNMAPPED,
  'case-6 UNKNOWN_INSTRUMENT@ob-6': UNMAPPED,
  'case-6 MEDICATION_SELF_STOPPED@s6': 'not read from free text; the medication list is the source',
  'case-6 CODE_CONTENT_MISMATCH@s7': 'what a code is read for is listed beside the entry, not flagged',
  'case-7 UNKNOWN_INSTRUMENT@ob-4': UNMAPPED,
  'case-7 AUTH_EXPIRING@au-1': NOT_OF_A_NOTE,
  'case-8 AUTH_EXPIRING@au-1': NOT_OF_A_NOTE,
  'case-9 CONSENT_EXPIRED@cc-2': NOT_OF_A_NOTE,
  'case-9 PLAN_EXPIRING@s8': 'a review that is not due yet is left to the thread',
  'case-10 UNKNOWN_INSTRUMENT@ob-4': UNMAPPED,
  'case-10 UNKNOWN_INSTRUMENT@ob-5': UNMAPPED,
  'case-10 SELF_REPORT_COLLATERAL_CONFLICT@s5': 'who contradicts whom is not read from free text',
};

/** Flags that a case does not list and that stand all the same. */
const RAISED_BESIDES: Readonly<Record<string, string>> = {
  'case-1 CSSRS_MODERATE@s1': 'behavior before the past three months is the moderate band of the published triage',
  'case-2 PHQ9_RESPONSE@s7': 'the PHQ-9 fell from 16 to 6, by more than half',
};

/** A reason may come before its flag: what is not raised for the time being. */
function differences(): { missed: string[]; extra: string[] } {
  const missed: string[] = [];
  const extra: string[] = [];
  for (const caseFile of judgedCases()) {
    const name = /^case-\d+/.exec(caseFile.case_id ?? '')?.[0] ?? '';
    const raised = caseFile.sessions.flatMap(({ id, date }) =>
      noteOfCase(caseFile, id, 'SOAP').flags.map((flag) => raisedFlag(flag, id, date)),
    );
    const judged = judgeFlags(raised, caseFile.expected?.flags ?? []);
    missed.push(...judged.missed.map((one) => `${name} ${one}`));
    extra.push(...judged.extra.map((one) => `${name} ${one.split('/')[0]}`));
  }
  return { missed, extra };
}

describe('the flags of all cases', () => {
  it('are those that the cases list, but for those named here with a reason', () => {
    const { missed, extra } = differences();
    expect(missed.toSorted()).toEqual(Object.keys(NOT_RAISED).toSorted());
    expect(extra.toSorted()).toEqual(Object.keys(RAISED_BESIDES).toSorted());
  });
});
