import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionInputFromCase } from '../../tools/case-session-input.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace, type WalkClient } from '../../tools/walk-client.ts';

const CASES = [
  'case-1-depression-homelessness',
  'case-2-ptsd-veteran',
  'case-3-gad-student',
  'case-4-sud-co-occurring-part2',
] as const;

interface Patient {
  readonly id: string;
  readonly legal_name: string;
  readonly preferred_name?: string;
  readonly birth_date: string;
  readonly phone?: string;
}

interface CaseFile {
  readonly patient: Patient;
  readonly clinician: { readonly id: string };
  readonly payer: { readonly member_id?: string };
  readonly sessions: readonly { readonly id: string; readonly date: string }[];
}

const cases = CASES.map((name) => JSON.parse(readFileSync(`cases/${name}.json`, 'utf8')) as CaseFile);

/** What the clinician keeps to herself: her jotting, and who came along. */
const OWN = { private: 'zebra-private-jotting', participantNames: { mother: 'Zebrina Quillfeather' } };

/** What must never be seen outside: her own, and each name part, identifier, phone and date of birth of every patient. */
const SECRETS = ['zebra-private', 'Quillfeather'].concat(
  cases.flatMap(({ patient, payer }) => [
    ...patient.legal_name.split(' '),
    ...(patient.preferred_name && patient.preferred_name.length > 3 ? [patient.preferred_name] : []),
    patient.birth_date,
    ...(patient.phone ? [patient.phone] : []),
    ...(payer.member_id ? [payer.member_id] : []),
  ]),
);

let both: Both;
const clients: WalkClient[] = [];

beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20', pages: true });
});
afterAll(async () => {
  await both.close();
});

describe('no patient data outside', () => {
  test('a whole launch of every patient, with faults, leaves no trace in logs, addresses or error bodies', async () => {
    for (const caseFile of cases) {
      const client = createWalkClient();
      clients.push(client);
      const { api } = await launchWorkspace(both, client, {
        username: caseFile.clinician.id,
        patient: caseFile.patient.id,
      });
      const headers = { 'x-throughline': '1' };
      expect((await client.get(`${api}/chart`, headers)).status).toBe(200);
      const session = caseFile.sessions.at(-1);
      const input = { ...sessionInputFromCase(caseFile as never, session?.id ?? ''), ...OWN };
      await client.send('PUT', `${api}/session-input`, { basedOn: 0, input }, headers);
      const composed = await client.send(
        'POST',
        `${api}/drafts`,
        { kind: 'progress-note', format: 'DAP', input },
        headers,
      );
      expect(composed.status).toBe(201);
      const draft = (await composed.json()) as { id: string; version: number; sections: unknown };
      const faults = await Promise.all([
        client.send('POST', `${api}/drafts/${draft.id}/attest`, { version: 99, textHash: 'f'.repeat(64) }, headers),
        client.send(
          'PUT',
          `${api}/session-input`,
          { basedOn: 0, input: { ...input, date: caseFile.patient.legal_name } },
          headers,
        ),
        client.send(
          'PUT',
          `${api}/drafts/${draft.id}`,
          { basedOn: 77, sections: draft.sections, resolutions: [] },
          headers,
        ),
        client.get(`${api}/drafts/${encodeURIComponent(caseFile.patient.legal_name)}`.replace(/[A-Z]/g, 'x'), headers),
        client.get(`${both.appUrl}/fhir/Provenance?patient=Patient/${caseFile.patient.id}`),
      ]);
      expect(faults.every((fault) => fault.status >= 400)).toBe(true);
    }
    const seen = [
      ...both.logLines,
      ...clients.flatMap((client) => [...client.addresses, ...client.errorBodies]),
      ...both.sandbox.requests.map((request) => request.path),
    ].join('\n');
    expect(both.logLines.length).toBeGreaterThan(20);
    expect(SECRETS.filter((secret) => seen.includes(secret))).toEqual([]);
  });

  test('the audit chain of those launches holds none either, and verifies', async () => {
    const rows = await both.app.ctx.store.db.selectFrom('audit_record').selectAll().execute();
    expect(rows.length).toBeGreaterThan(8);
    const text = rows.map((row) => row.event).join('\n');
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    const run = await promisify(execFile)(process.execPath, ['tools/verify-audit.ts', both.dataFolder]);
    expect(run.stdout).toContain(String(rows.length));
  });

  test('the data folder holds none in clear', async () => {
    await both.app.ctx.store.db.executeQuery({
      sql: 'pragma wal_checkpoint(truncate)',
      parameters: [],
      query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
      queryId: { queryId: 'checkpoint' },
    } as never);
    const bytes = readFileSync(`${both.dataFolder}/throughline.sqlite`).toString('latin1');
    expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([]);
  });
});
