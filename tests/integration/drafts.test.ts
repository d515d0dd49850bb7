import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { Draft, Section } from '../../core/documents/draft.ts';
import type { SessionInputView } from '../../core/workspace/workspace-view.ts';
import { type CaseFile, sessionInputFromCase } from '../../tools/case-session-input.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';

const headers = { 'x-throughline': '1' };
const client = createWalkClient();
let both: Both;
let api: string;
let input: SessionInput;

beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20' });
  api = (await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' })).api;
  const caseFile = JSON.parse(readFileSync('cases/case-1-depression-homelessness.json', 'utf8')) as CaseFile;
  input = {
    ...sessionInputFromCase(caseFile, 's6'),
    date: '2026-11-16',
    participants: ['patient', 'mother'],
    participantNames: { mother: 'Zebrina zebra' },
    private: 'zebra crossing thought',
  };
});
afterAll(async () => {
  await both.close();
});

async function ask<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<{ status: number; body: T }> {
  const response = await client.send(method, `${api}${path}`, body, headers);
  return { status: response.status, body: (await response.json()) as T };
}

async function compose(): Promise<Draft> {
  return (await ask<Draft>('POST', '/drafts', { kind: 'progress-note', format: 'SOAP', input })).body;
}

const change = (sections: readonly Section[], text: string, origin = 'clinician') =>
  sections.map((section, index) =>
    index === 0
      ? {
          ...section,
          sentences: section.sentences.map((sentence, at) => (at === 0 ? { ...sentence, text, origin } : sentence)),
        }
      : section,
  );

describe('drafts over the API', () => {
  test('every composed sentence cites Facts that the draft holds', async () => {
    const draft = await compose();
    const ids = new Set(draft.facts.map((fact) => fact.id));
    const cited = draft.sections.flatMap((section) => section.sentences.map((sentence) => sentence.facts));
    expect(cited.every((facts) => facts.length > 0 && facts.every((fact) => ids.has(fact)))).toBe(true);
  });

  test('an edited sentence is the clinician’s own, whatever the browser claims, and composed again when put back', async () => {
    const draft = await compose();
    const original = draft.sections[0]?.sentences[0];
    const edited = await ask<Draft>('PUT', `/drafts/${draft.id}`, {
      basedOn: 1,
      sections: change(draft.sections, 'She came late.', 'composed'),
      resolutions: [],
    });
    expect(edited.body.sections[0]?.sentences[0]).toMatchObject({
      origin: 'clinician',
      facts: [],
      text: 'She came late.',
    });
    expect(edited.body.textHash).not.toBe(draft.textHash);
    const restored = await ask<Draft>('PUT', `/drafts/${draft.id}`, {
      basedOn: 2,
      sections: change(edited.body.sections, original?.text ?? ''),
      resolutions: [],
    });
    expect(restored.body.sections[0]?.sentences[0]).toEqual(original);
    expect(restored.body.textHash).toBe(draft.textHash);
  });

  test('a save over an older version is a conflict and changes nothing', async () => {
    const draft = await compose();
    const sections = change(draft.sections, 'First window.');
    expect((await ask('PUT', `/drafts/${draft.id}`, { basedOn: 1, sections, resolutions: [] })).status).toBe(200);
    expect((await ask('PUT', `/drafts/${draft.id}`, { basedOn: 1, sections, resolutions: [] })).status).toBe(409);
    const now = (await (await client.get(`${api}/drafts/${draft.id}`, headers)).json()) as Draft;
    expect(now.version).toBe(2);
  });

  test('attesting bytes other than the stored ones is refused as stale', async () => {
    const draft = await compose();
    const answer = await ask<{ error: { code: string } }>('POST', `/drafts/${draft.id}/attest`, {
      version: 1,
      textHash: '0'.repeat(64),
    });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'DRAFT_STALE']);
  });

  test('the session input survives, conflicts are found, and neither jotting nor names get into a draft, a log or the audit', async () => {
    const saved = await ask<SessionInputView>('PUT', '/session-input', { input, basedOn: 0 });
    expect(saved.body.revision).toBe(1);
    expect((await ask('PUT', '/session-input', { input, basedOn: 0 })).status).toBe(409);
    const again = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' });
    const found = (await (await client.get(`${again.api}/session-input`, headers)).json()) as SessionInputView;
    expect(found.input).toEqual(input);
    expect(JSON.stringify(await compose())).not.toContain('zebra');
    expect(both.logLines.join('')).not.toContain('zebra');
    const audit = await both.app.ctx.store.db.selectFrom('audit_record').select('event').execute();
    expect(audit.length).toBeGreaterThan(2);
    expect(audit.map(({ event }) => event).join('')).not.toContain('zebra');
  });

  test('an input that an earlier version stored is read as far as it goes', async () => {
    const { db } = both.app.ctx.store;
    const rows = await db.selectFrom('session_input').selectAll().execute();
    const [row] = rows;
    if (!row) throw new Error('No session input was stored.');
    const purpose = `session-input:${row.tenant}:${row.patient_key}:${row.clinician_key}:${row.encounter_key}`;
    const { participantNames: _names, reported: _reported, ...older } = input;
    const sealed = both.app.ctx.sealer.seal({ ...older, start: 'ten', modality: 'phone' }, purpose);
    await db.updateTable('session_input').set({ body_sealed: sealed }).where('id', '=', row.id).execute();
    const again = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' });
    const found = (await (await client.get(`${again.api}/session-input`, headers)).json()) as SessionInputView;
    const { start: _start, ...kept } = older;
    expect(found.input).toEqual({ ...kept, reported: [], modality: 'in-person' });
  });

  test('bad input names the field and never echoes it', async () => {
    const answer = await ask<{ error: { message: string } }>('PUT', '/session-input', {
      basedOn: 1,
      input: { ...input, date: 'yesterday-ish' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('date');
    expect(answer.body.error.message).not.toContain('yesterday-ish');
  });

  test('a change without the app’s own header is refused', async () => {
    expect((await client.send('PUT', `${api}/session-input`, { input, basedOn: 1 })).status).toBe(400);
  });
});
