import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEvent } from '../../core/audit/audit-event.ts';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import type { Draft } from '../../core/documents/draft.ts';
import type {
  EncounterChosen,
  EncounterList,
  LaunchView,
  SessionInputView,
} from '../../core/workspace/workspace-view.ts';
import { findLaunch } from '../../server/launch/launch-sessions.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';

const headers = { 'x-throughline': '1' };
let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20', pages: false });
});
afterAll(() => both.close());

/** A launch of `patient` whose API is called by method and path. */
async function open(patient: string, encounter?: string) {
  const client = createWalkClient();
  const who = { username: 'pr-c1', patient, ...(encounter && { encounter }) };
  const { handle, api } = await launchWorkspace(both, client, who);
  const call = async <T>(method: string, path: string, body?: unknown) => {
    const response =
      body === undefined
        ? await client.get(`${api}${path}`, headers)
        : await client.send(method, `${api}${path}`, body, headers);
    return { status: response.status, body: (await response.json()) as T & { error?: { code: string } } };
  };
  return { handle, call };
}

async function audited(): Promise<AuditEvent[]> {
  const rows = await both.app.ctx.store.db.selectFrom('audit_record').select('event').orderBy('seq').execute();
  return rows.map((row) => JSON.parse(row.event) as AuditEvent);
}

test('a visit can be chosen, changed and taken back, and what was typed goes along', async () => {
  const { handle, call } = await open('pt-c1');
  expect((await call<LaunchView>('GET', '/launch')).body).not.toHaveProperty('encounterReference');
  const { choices } = (await call<EncounterList>('GET', '/encounters')).body;
  const [first, second] = choices;
  if (!first || !second) throw new Error('the seeded patient has no visits');
  const typed = { ...(await call<SessionInputView>('GET', '/session-input')).body.input, complaint: 'Typed before' };
  await call('PUT', '/session-input', { input: typed, basedOn: 0 });

  const chosen = (await call<EncounterChosen>('PUT', '/encounter', { reference: first.reference })).body;
  expect(chosen.before).toBe('carried');
  expect(chosen.launch).toMatchObject({ encounterReference: first.reference, encounterFrom: 'clinician' });
  expect(chosen.sessionInput.input).toMatchObject({ complaint: 'Typed before', date: first.start?.slice(0, 10) });
  expect((await call<SessionInputView>('GET', '/session-input')).body).toEqual(chosen.sessionInput);
  expect((await audited()).at(-1)).toMatchObject({ type: 'encounter.chosen', handle });
  expect(JSON.stringify(await audited())).not.toContain(first.reference);

  const other = (await call<EncounterChosen>('PUT', '/encounter', { reference: second.reference })).body;
  expect(other.sessionInput.input).toMatchObject({ complaint: 'Typed before', date: second.start?.slice(0, 10) });
  const changed = { ...other.sessionInput.input, complaint: 'For the second' };
  await call('PUT', '/session-input', { input: changed, basedOn: other.sessionInput.revision });

  const back = (await call<EncounterChosen>('PUT', '/encounter', { reference: first.reference })).body;
  expect(back.before).toBe('left');
  expect(back.sessionInput.input.complaint).toBe('Typed before');
  const none = (await call<EncounterChosen>('PUT', '/encounter', { reference: null })).body;
  expect(none.launch.encounterFrom).toBe('none');
  expect(none.launch).not.toHaveProperty('encounterReference');
  expect(none.sessionInput.input.complaint).toBe('Typed before');
});

test('a draft goes along to the visit when it is named, and one of another launch’s patient does not', async () => {
  const { call } = await open('pt-c4');
  const input = emptySessionInput('2026-11-20');
  const compose = async (at: typeof call) =>
    (await at<Draft>('POST', '/drafts', { kind: 'progress-note', format: 'SOAP', input })).body;
  const [mine, left] = [await compose(call), await compose(call)];
  const stranger = await open('pt-c2');
  const theirs = await compose(stranger.call);
  const keys = async () => {
    const rows = await both.app.ctx.store.db.selectFrom('draft').select(['id', 'encounter_key']).execute();
    return new Map(rows.map((row) => [row.id, row.encounter_key]));
  };
  const before = await keys();
  const [visit] = (await call<EncounterList>('GET', '/encounters')).body.choices;
  const choose = async (draft: string) =>
    (await call<EncounterChosen>('PUT', '/encounter', { reference: visit?.reference, draft })).body.draftTaken;
  expect([await choose(mine.id), await choose(theirs.id), await choose(left.id)]).toEqual([true, false, false]);
  const after = await keys();
  expect(after.get(mine.id)).not.toBe(before.get(mine.id));
  expect([after.get(left.id), after.get(theirs.id)]).toEqual([before.get(left.id), before.get(theirs.id)]);
});

test('another patient’s visit, an unknown one and nonsense are refused alike, recorded, and change nothing', async () => {
  const stranger = await open('pt-c2');
  const foreign = (await stranger.call<EncounterList>('GET', '/encounters')).body.choices[0]?.reference ?? '';
  expect(foreign).toMatch(/^Encounter\//);
  const { handle, call } = await open('pt-c1');
  const before = await findLaunch(both.app.ctx, handle);
  const answers = [];
  for (const reference of [foreign, 'Encounter/unknown', `${foreign}/_history/1`, 'Patient/pt-c1', 7, undefined]) {
    const answer = await call('PUT', '/encounter', { reference });
    answers.push([answer.status, answer.body.error?.code]);
    expect((await audited()).at(-1)).toEqual({ type: 'access.refused', code: 'ENCOUNTER_NOT_FOUND', handle });
  }
  expect(new Set(answers.map(String))).toEqual(new Set(['404,ENCOUNTER_NOT_FOUND']));
  expect((await findLaunch(both.app.ctx, handle))?.body).toEqual(before?.body);
});

test('a visit that the EHR named stays', async () => {
  const any = await open('pt-c1');
  const [first, second] = (await any.call<EncounterList>('GET', '/encounters')).body.choices;
  const { call } = await open('pt-c1', first?.reference.replace('Encounter/', ''));
  const answer = await call('PUT', '/encounter', { reference: second?.reference });
  expect([answer.status, answer.body.error?.code]).toEqual([409, 'ENCOUNTER_FIXED']);
  const view = (await call<LaunchView>('GET', '/launch')).body;
  expect(view).toMatchObject({ encounterReference: first?.reference, encounterFrom: 'launch' });
});

test('choosing while the tokens are refreshed loses neither the choice nor the new token', async () => {
  const { handle, call } = await open('pt-c1');
  const [first] = (await call<EncounterList>('GET', '/encounters')).body.choices;
  const { launchForDelivery } = await import('../../server/launch/launch-by-handle.ts');
  const launch = await launchForDelivery(both.app.ctx, handle);
  const [token, chosen] = await Promise.all([
    launch?.getAccessToken(true),
    call<EncounterChosen>('PUT', '/encounter', { reference: first?.reference }),
  ]);
  expect(chosen.status).toBe(200);
  const session = await findLaunch(both.app.ctx, handle);
  expect(session?.body).toMatchObject({ encounterReference: first?.reference, tokens: { accessToken: token } });
});

test('an input for no visit is kept for its day and for this clinician', async () => {
  const { call } = await open('pt-c3');
  const today = new Date().toISOString().slice(0, 10);
  await call('PUT', '/session-input', {
    input: { ...emptySessionInput(today), complaint: 'No visit yet' },
    basedOn: 0,
  });
  const again = await open('pt-c3');
  expect((await again.call<SessionInputView>('GET', '/session-input')).body.input.complaint).toBe('No visit yet');
});
