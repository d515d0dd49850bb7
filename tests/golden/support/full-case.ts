import type { CaseFile } from '../../../sandbox/seed/case-file.ts';

/** A case with all parts that its own soundness is judged by. */
export type FullCase = Omit<CaseFile, 'sessions'> & {
  readonly sessions: readonly (CaseFile['sessions'][number] & { readonly next: string })[];
  readonly pie: { readonly factor2: readonly { readonly icd10: string }[] };
  readonly collateral_contacts: readonly { readonly consent: string | null }[];
  readonly requested_documents: readonly { readonly id: string }[];
  readonly traps: readonly {
    readonly id: string;
    readonly documents: readonly string[];
    readonly check: { readonly require: readonly (readonly string[])[]; readonly forbid: readonly string[] };
  }[];
  readonly expected: {
    readonly flags: readonly string[];
    readonly flags_absent?: readonly string[];
    readonly flags_optional?: readonly string[];
    readonly z_codes: Readonly<Record<string, readonly string[]>>;
  };
};

/** The documents that a case asks for, by id. */
export function documentIdsOf({ requested_documents }: FullCase): Set<string> {
  return new Set(requested_documents.map(({ id }) => id));
}

/** Pairs of days of which the first may not be later than the second, with what they are of. */
export function daysOfCase(one: FullCase): [string, string, string][] {
  const { patient, treatment_plan: plan, sessions } = one;
  const last = sessions.at(-1)?.date ?? '';
  const ordered = (from: string, to: string | null | undefined, what: string): [string, string, string][] =>
    to === null || to === undefined ? [] : [[from, to, what]];
  return [
    [patient.birth_date, sessions[0]?.date ?? '', 'birth before the first session'],
    [plan.start, plan.review_due, 'plan before its review'],
    ...plan.goals.flatMap(({ objectives }) =>
      objectives.flatMap(({ id, due }) => ordered(plan.start <= due ? plan.start : '9999', due, `objective ${id}`)),
    ),
    ...one.medications.flatMap(({ name, start, stop }) => ordered(start, stop, name)),
    ...one.conditions.flatMap(({ code, onset, abated }) => ordered(onset ?? '', abated, code)),
    ...one.sdoh.flatMap(({ display, from, to }) => ordered(from, to, display)),
    ...one.instruments.map(({ id, date }): [string, string, string] => [date, last, `${id} before the last session`]),
    ...one.referrals.flatMap(({ id, date, follow_up_due }) => ordered(date, follow_up_due, id)),
  ];
}
