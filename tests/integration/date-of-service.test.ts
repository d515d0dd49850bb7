import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFlags } from '../../core/checking/open-flags.ts';
import type { Draft } from '../../core/documents/draft.ts';
import type { EncounterList } from '../../core/workspace/workspace-view.ts';
import { sessionInputFromCase } from '../../tools/case-session-input.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';
import { CASE_FILES, caseOf, TODAY } from '../contract/support/persona-target.ts';

// A slip in the date would take a note to another day, and with it which scores and risk questions it is held to.
let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
});
afterAll(() => both.close());

const caseFile = caseOf(CASE_FILES[2]);
const session = caseFile.sessions.at(-1);

async function workspace() {
  const client = createWalkClient();
  const { api } = await launchWorkspace(both, client, {
    username: caseFile.clinician.id,
    patient: caseFile.patient.id,
  });
  return async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const headers = { 'x-throughline': '1' };
    const answer =
      method === 'GET'
        ? await client.get(`${api}${path}`, headers)
        : await client.send(method, `${api}${path}`, body, headers);
    return {
      status: answer.status,
      body: (await answer.json()) as Record<string, unknown> & { error?: { code: string } },
    };
  };
}
const input = { ...sessionInputFromCase(caseFile, session?.id ?? ''), date: TODAY };
const request = { kind: 'progress-note', format: 'SOAP', input };

test.each(['2099-11-20', '1901-01-01'])('no note is drafted for %s', async (date) => {
  const call = await workspace();
  const answer = await call('POST', '/drafts', { ...request, input: { ...input, date } });
  expect([answer.status, answer.body.error?.code]).toEqual([422, 'SESSION_DATE_IMPOSSIBLE']);
});

test('a draft of today that went along to an older visit is not attested for it', async () => {
  const call = await workspace();
  const made = (await call('POST', '/drafts', request)).body as unknown as Draft;
  const resolutions = openFlags(made.flags, []).map(({ id }) => ({ flagId: id, reason: 'Looked at in this session.' }));
  const draft = (await call('PUT', `/drafts/${made.id}`, { basedOn: 1, sections: made.sections, resolutions }))
    .body as unknown as Draft;
  const { choices } = (await call('GET', '/encounters')).body as unknown as EncounterList;
  const old = choices.find(({ start = '' }) => start < '2026-11-10');
  expect((await call('PUT', '/encounter', { reference: old?.reference, draft: draft.id })).body['draftTaken']).toBe(
    true,
  );
  const attest = { version: draft.version, textHash: draft.textHash };
  const answer = await call('POST', `/drafts/${draft.id}/attest`, attest);
  expect([answer.status, answer.body.error?.code]).toEqual([409, 'VISIT_DATE_DIFFERS']);
  expect((await call('GET', `/drafts/${draft.id}`)).body['status']).toBe('draft');
});
