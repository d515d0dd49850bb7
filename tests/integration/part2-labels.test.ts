import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chart } from '../../core/chart/chart.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
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

test('the draft inherits the label, and keeps it when every sentence is reworded', async () => {
  const caseFile = JSON.parse(readFileSync('cases/case-4-sud-co-occurring-part2.json', 'utf8')) as CaseFile & {
    sessions: { id: string }[];
  };
  // The sandbox dates its record towards today, so the session is a recent one.
  const input = { ...sessionInputFromCase(caseFile, caseFile.sessions.at(-2)?.id ?? ''), date: '2026-11-16' };
  draft = await ask<Draft>('POST', '/drafts', { kind: 'progress-note', format: 'DAP', input });
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
