import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseFile, sessionInputFromCase } from '../../tools/case-session-input.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';

let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20', pages: true });
});
afterAll(async () => {
  await both.close();
});

const headers = { 'x-throughline': '1' };

describe('a draft of another launch’s patient', () => {
  test('cannot be read, changed, attested or looked up, and each try is audited', async () => {
    const client = createWalkClient();
    const mine = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' });
    const other = await launchWorkspace(both, client, { username: 'pr-c2', patient: 'pt-c2' });
    const caseFile = JSON.parse(readFileSync('cases/case-1-depression-homelessness.json', 'utf8')) as CaseFile;
    const input = sessionInputFromCase(caseFile, caseFile.sessions.at(-1)?.id ?? '');
    const made = await client.send(
      'POST',
      `${mine.api}/drafts`,
      { kind: 'progress-note', format: 'SOAP', input },
      headers,
    );
    const draft = (await made.json()) as { id: string; version: number; textHash: string; sections: unknown };
    const tries = [
      await client.get(`${other.api}/drafts/${draft.id}`, headers),
      await client.send(
        'PUT',
        `${other.api}/drafts/${draft.id}`,
        { basedOn: 1, sections: draft.sections, resolutions: [] },
        headers,
      ),
      await client.send(
        'POST',
        `${other.api}/drafts/${draft.id}/attest`,
        { version: draft.version, textHash: draft.textHash },
        headers,
      ),
      await client.get(`${other.api}/drafts/${draft.id}/filing`, headers),
      await client.send('POST', `${other.api}/drafts/${draft.id}/filing/retry`, {}, headers),
      await client.send('POST', `${other.api}/drafts/${draft.id}/filing/send-again`, {}, headers),
    ];
    expect(tries.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
    const events = await both.app.ctx.store.db.selectFrom('audit_record').select('event').execute();
    const refused = events.filter(
      ({ event }) => /"type":"(access|attestation)\.refused"/.test(event) && event.includes(other.handle),
    );
    expect(refused.length).toBeGreaterThanOrEqual(6);
    const list = await (await client.get(`${other.api}/drafts`, headers)).json();
    expect(list).toEqual([]);
    expect((await client.get(`${mine.api}/drafts/${draft.id}`, headers)).status).toBe(200);
  });

  test('the cookie of one launch does not open another', async () => {
    const [one, two] = [createWalkClient(), createWalkClient()];
    const first = await launchWorkspace(both, one, { username: 'pr-c1', patient: 'pt-c1' });
    expect((await two.get(`${first.api}/chart`, headers)).status).toBe(401);
  });

  test('a hundred launches in one browser still work, the first and the last', async () => {
    const client = createWalkClient();
    const launches = [];
    for (let count = 0; count < 100; count += 1) {
      launches.push(await launchWorkspace(both, client, { username: 'pr-c3', patient: 'pt-c3' }));
    }
    for (const launch of [launches[0], launches[99]]) {
      expect((await client.get(`${launch?.api}/launch`, headers)).status).toBe(200);
    }
  }, 120_000);
});
