import { expect, test } from 'vitest';
import { factsOf } from '../../core/chart/fact.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import { toDocumentReference } from '../../core/fhir/write/to-document-reference.ts';
import { buildThread } from '../../core/thread/build-thread.ts';
import { findGaps } from '../../core/thread/gaps/find-gaps.ts';
import type { SessionThread } from '../../core/thread/thread.ts';
import { goalsWorkedOn } from '../../server/attestation/goals-worked-on.ts';
import { EXAMPLE_RECORD } from '../conformance/support/example-record.ts';
import { chartOfCase, judgedCases, noteOfCase } from './support/case-note.ts';

/** What the thread tells of a session whose note we filed, when that note comes back from the EHR. */
function readBack(caseIndex: number, sessionId: string, how: 'as filed' | 'as bare text') {
  const caseFile = judgedCases()[caseIndex];
  if (caseFile === undefined) throw new Error('There is no such case.');
  const { note, facts } = noteOfCase(caseFile, sessionId, 'SOAP');
  const sessionDate = factsOf(facts, 'session')[0]?.value.date ?? '';
  const text = renderText(note);
  const served = goalsWorkedOn(facts);
  const filed = toDocumentReference(
    {
      ...EXAMPLE_RECORD,
      patientReference: `Patient/${caseFile.patient.id}`,
      sessionDate,
      text,
      goalReferences: served,
    },
    { data: '', hash: '', size: text.length },
  );
  const { period } = filed.context ?? {};
  const kept = how === 'as filed' ? filed : { ...filed, meta: {}, context: { ...(period && { period }) } };
  const back = factsFromResources({
    patientReference: `Patient/${caseFile.patient.id}`,
    resources: [{ ...kept, id: 'ours' }],
    noteTexts: new Map([['DocumentReference/ours', text]]),
  });
  const thread = buildThread([...chartOfCase(caseFile, sessionId), ...back.facts], sessionDate);
  const session = thread.sessions.find(({ day }) => day === sessionDate);
  return { served, session, gaps: findGaps({ thread, missing: [] }).gaps };
}

const SESSIONS = judgedCases().flatMap(({ sessions, treatment_plan: plan }, at) =>
  sessions.filter(({ date }) => date >= plan.start).map(({ id }) => [at, id] as const),
);
const worked = (session: SessionThread | undefined) =>
  [...(session?.works ?? [])].map(([aim, { evidence }]) => [aim.replace(/^[a-z]+:/, ''), evidence] as const);

test('a note of ours ties, when it comes back, exactly what its session worked on', () => {
  const empty = SESSIONS.filter(([at, id]) => {
    const { served, session } = readBack(at, id, 'as filed');
    const tied = worked(session).filter(([, evidence]) => evidence === 'tied');
    expect(tied.map(([reference]) => reference).toSorted(byText), id).toEqual(served.toSorted(byText));
    return served.length === 0;
  });
  expect(empty.length).toBeLessThan(SESSIONS.length / 4);
});

test('where the EHR keeps nothing of it but the text, no goal is claimed that the session did not work on', () => {
  let found = 0;
  for (const [at, id] of SESSIONS) {
    const { served, session } = readBack(at, id, 'as bare text');
    const mentioned = worked(session).map(([reference]) => reference);
    expect(
      mentioned.filter((reference) => !served.includes(reference) && !isGoalOf(reference, served)),
      id,
    ).toEqual([]);
    found += mentioned.filter((reference) => served.includes(reference)).length;
  }
  expect(found).toBeGreaterThan(SESSIONS.length);
});

/** `Goal/c1-g1` is the goal of `Goal/c1-g1o2`. */
function isGoalOf(reference: string, served: readonly string[]): boolean {
  return served.some((one) => one.startsWith(`${reference}o`));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
