import { readFileSync } from 'node:fs';
import type { DocumentReference } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chart } from '../../core/chart/chart.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { FilingView } from '../../core/workspace/workspace-view.ts';
import { buildAttestation } from '../../server/attestation/build-attestation.ts';
import { goalsWorkedOn } from '../../server/attestation/goals-worked-on.ts';
import { type CaseFile, sessionInputFromCase } from '../../tools/case-session-input.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';
import { openAttestable } from '../support/attestable.ts';

const PART_2 = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' };
const headers = { 'x-throughline': '1' };
const client = createWalkClient();
let both: Both;
let api: string;
let draft: Draft;

async function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const response = await client.send(method, `${api}${path}`, body, headers);
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as T;
}

beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20' });
  api = (await launchWorkspace(both, client, { username: 'pr-c4', patient: 'pt-c4' })).api;
});
afterAll(async () => {
  await both.close();
});

test('every Fact that the chart of a Part 2 program gives carries its label', async () => {
  const { facts } = (await (await client.get(`${api}/chart`, headers)).json()) as Chart;
  expect(facts.length).toBeGreaterThan(30);
  expect(facts.filter((fact) => !fact.labels?.some(({ code }) => code === PART_2.code)).map(({ id }) => id)).toEqual(
    [],
  );
});

function inputOfCase(): SessionInput {
  const caseFile = JSON.parse(readFileSync('cases/case-4-sud-co-occurring-part2.json', 'utf8')) as CaseFile & {
    sessions: { id: string }[];
  };
  // The sandbox dates its record towards today, so the session is a recent one.
  return { ...sessionInputFromCase(caseFile, caseFile.sessions.at(-2)?.id ?? ''), date: '2026-11-16' };
}

test('the draft inherits the label, and keeps it when every sentence is reworded', async () => {
  draft = await ask<Draft>('POST', '/drafts', { kind: 'progress-note', format: 'DAP', input: inputOfCase() });
  expect(draft.labels).toEqual([PART_2]);
  const sections = draft.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, text: `In short: ${sentence.text}` })),
  }));
  const edited = await ask<Draft>('PUT', `/drafts/${draft.id}`, { basedOn: 1, sections, resolutions: [] });
  expect(edited.sections.flatMap((section) => section.sentences.flatMap((one) => one.facts))).toEqual([]);
  expect(edited.labels).toEqual([PART_2]);
});

test('the attestation inherits the labels of the draft and names the goals that the session worked on', async () => {
  const app = await openAttestable('http://127.0.0.1:9/fhir');
  const record: AttestationRecord = buildAttestation(app.launch, {
    id: 'a',
    documentIdentifier: 'urn:uuid:a',
    draft,
    text: renderText(draft),
    flags: [],
    attestedAt: '2026-11-20T12:00:00Z',
  });
  expect(record.labels).toEqual([PART_2]);
  const aims = draft.facts.filter((fact) => fact.kind === 'objective' || fact.kind === 'goal');
  expect(record.goalReferences?.length).toBeGreaterThan(0);
  for (const reference of record.goalReferences ?? [])
    expect(aims.map(({ source }) => source.from === 'ehr' && source.reference)).toContain(reference);
  expect(goalsWorkedOn(draft.facts.filter(({ kind }) => kind !== 'objective' && kind !== 'goal'))).toEqual([]);
});

test('the note that the EHR holds carries the labels, and is related to those goals', async () => {
  const open = await ask<Draft>('POST', '/drafts', { kind: 'progress-note', format: 'DAP', input: inputOfCase() });
  const resolutions = open.flags.map((flag) => ({ flagId: flag.id, reason: 'Looked at in the session.' }));
  const { id, sections } = open;
  const { version, textHash } = await ask<Draft>('PUT', `/drafts/${id}`, { basedOn: 1, sections, resolutions });
  let filing = await ask<FilingView>('POST', `/drafts/${id}/attest`, { version, textHash });
  for (let turn = 0; turn < 50 && filing.state !== 'filed'; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    filing = (await (await client.get(`${api}/drafts/${id}/filing`, headers)).json()) as FilingView;
  }
  expect(filing.state).toBe('filed');
  const note = both.sandbox
    .held('DocumentReference')
    .find((one) => `DocumentReference/${one.id ?? ''}` === filing.documentReference) as DocumentReference;
  const codes = note.securityLabel?.flatMap(({ coding = [] }) => coding.map(({ code }) => code));
  expect(codes).toContain('42CFRPart2');
  expect(codes).toContain('R');
  expect(note.meta?.security?.map(({ code }) => code)).toContain('42CFRPart2');
  expect(note.context?.related?.map(({ reference }) => reference)).toEqual(goalsWorkedOn(open.facts));
});
