import type { Fact } from '../../core/chart/fact.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import type { CaseFile } from '../../sandbox/seed/case-file.ts';
import { seedResources } from '../../sandbox/seed/seed-resources.ts';

/** What came of a referral has no day in a case; it is known from the session after the one that first tells of the referral. */
const OUTCOMES: ReadonlySet<string> = new Set(['completed', 'declined']);

/** The case as it stood when the session ended: later sessions, scores, medicines and circumstances do not exist yet. */
export function asOf<C extends CaseFile>(caseFile: C, sessionId: string): C {
  const index = caseFile.sessions.findIndex(({ id }) => id === sessionId);
  const date = caseFile.sessions[index]?.date ?? '';
  const planned = caseFile.treatment_plan.start <= date;
  const before = caseFile.sessions[index - 1]?.date ?? '';
  return {
    ...caseFile,
    sessions: caseFile.sessions.slice(0, index + 1),
    instruments: caseFile.instruments.filter((one) => one.date <= date),
    medications: caseFile.medications.filter(({ start }) => start <= date),
    sdoh: caseFile.sdoh.filter(({ from }) => from <= date),
    referrals: caseFile.referrals
      .filter((one) => one.date <= date)
      .map((one) => (one.date <= before || !OUTCOMES.has(one.status) ? one : { ...one, status: 'sent' })),
    treatment_plan: planned ? caseFile.treatment_plan : { ...caseFile.treatment_plan, goals: [] },
  };
}

/** The Facts of the chart as the sandbox EHR serves it after that session. */
export function chartOfCase(caseFile: CaseFile, sessionId: string): Fact[] {
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
