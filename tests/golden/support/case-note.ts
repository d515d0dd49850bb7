import type { Fact } from '../../../core/chart/fact.ts';
import { checkDraft } from '../../../core/checking/check-draft.ts';
import type { Flag } from '../../../core/checking/flag.ts';
import { composeNote } from '../../../core/composing/compose-note.ts';
import type { ComposedNote, NoteFormat } from '../../../core/documents/draft.ts';
import { factsFromResources } from '../../../core/fhir/read/read-chart.ts';
import type { CaseFile } from '../../../sandbox/seed/case-file.ts';
import { loadCases } from '../../../sandbox/seed/load-cases.ts';
import { seedResources } from '../../../sandbox/seed/seed-resources.ts';
import { type CaseFile as SessionsOfCase, sessionInputFromCase } from '../../../tools/case-session-input.ts';

/** One trap of a case: what a faithful document must hold and must not hold. */
export interface Trap {
  readonly id: string;
  readonly documents: readonly string[];
  readonly fact: string;
  readonly check: { readonly require: readonly (readonly string[])[]; readonly forbid: readonly string[] };
}

/** A case with the parts that only judging a draft needs. */
export type JudgedCase = CaseFile &
  SessionsOfCase & { readonly traps: readonly Trap[]; readonly expected: { readonly flags: readonly string[] } };

export function judgedCases(): JudgedCase[] {
  return loadCases() as unknown as JudgedCase[];
}

/** The case as it stood when the session ended: later sessions, scores, medicines and circumstances do not exist yet. */
export function asOf(caseFile: JudgedCase, sessionId: string): JudgedCase {
  const index = caseFile.sessions.findIndex(({ id }) => id === sessionId);
  const date = caseFile.sessions[index]?.date ?? '';
  const planned = caseFile.treatment_plan.start <= date;
  return {
    ...caseFile,
    sessions: caseFile.sessions.slice(0, index + 1),
    instruments: caseFile.instruments.filter((one) => one.date <= date),
    medications: caseFile.medications.filter(({ start }) => start <= date),
    sdoh: caseFile.sdoh.filter(({ from }) => from <= date),
    referrals: caseFile.referrals.filter((one) => one.date <= date),
    treatment_plan: planned ? caseFile.treatment_plan : { ...caseFile.treatment_plan, goals: [] },
  };
}

/** The Facts of the chart as the sandbox EHR serves it after that session. */
export function chartOfCase(caseFile: JudgedCase, sessionId: string): Fact[] {
  const resources = seedResources(asOf(caseFile, sessionId));
  const binaries = new Map<string, string>(
    resources.flatMap((one) =>
      one.resourceType === 'Binary'
        ? [[`Binary/${one.id}`, Buffer.from(one.data ?? '', 'base64').toString('utf8')] as const]
        : [],
    ),
  );
  const noteTexts = new Map(
    resources.flatMap((one) =>
      one.resourceType === 'DocumentReference'
        ? [[`DocumentReference/${one.id}`, binaries.get(one.content[0]?.attachment.url ?? '') ?? ''] as const]
        : [],
    ),
  );
  return factsFromResources({ patientReference: `Patient/${caseFile.patient.id}`, resources, noteTexts }).facts;
}

/** The note of one session of a case, with its Facts and flags. */
export function noteOfCase(
  caseFile: JudgedCase,
  sessionId: string,
  format: NoteFormat,
): { note: ComposedNote; facts: Fact[]; flags: Flag[] } {
  const input = sessionInputFromCase(caseFile, sessionId);
  const { name, credentials } = caseFile.clinician;
  const { note, facts } = composeNote({
    format,
    input,
    chartFacts: chartOfCase(caseFile, sessionId),
    missing: [],
    patientWord: 'client',
    clinicianName: `${name}, ${credentials}`,
  });
  return { note, facts, flags: checkDraft({ note, facts, missing: [], sessionDate: input.date }) };
}
