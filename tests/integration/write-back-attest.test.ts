import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../core/audit/audit-event.ts';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import type { AppError } from '../../server/errors/app-error.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';

let app: Attestable;
beforeEach(async () => {
  app = await openAttestable('http://127.0.0.1:9/fhir');
});
afterEach(() => app.ctx.close());

async function events(): Promise<AuditEvent[]> {
  const rows = await app.ctx.store.db.selectFrom('audit_record').select('event').orderBy('seq').execute();
  return rows.map((row) => JSON.parse(row.event) as AuditEvent);
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'attested',
    (error: AppError) => error.code,
  );

describe('the gate', () => {
  test('of many simultaneous attestations exactly one wins, with one outbox row and one audit record', async () => {
    const draft = await storeDraft(app);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(attestDraft(app.ctx, app.launch, draft.id, draft))),
    );
    expect(outcomes.filter((outcome) => outcome === 'attested')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['attested', 'DRAFT_ALREADY_ATTESTED']));
    expect(await app.ctx.store.db.selectFrom('outbox').selectAll().execute()).toHaveLength(1);
    expect((await events()).filter((event) => event.type === 'draft.attested')).toHaveLength(1);
  });

  test('refuses text other than the screen showed, and another version', async () => {
    const draft = await storeDraft(app);
    const wrong = { version: 1, textHash: '0'.repeat(64) };
    expect(await codeOf(attestDraft(app.ctx, app.launch, draft.id, wrong))).toBe('DRAFT_STALE');
    expect(await codeOf(attestDraft(app.ctx, app.launch, draft.id, { ...draft, version: 2 }))).toBe('DRAFT_STALE');
    expect((await events()).map((event) => event.type)).toEqual(['attestation.refused', 'attestation.refused']);
  });

  test('refuses an open flag that the server’s own check finds, though the stored draft lists none', async () => {
    const draft = await storeDraft(app, { facts: [] });
    expect(await codeOf(attestDraft(app.ctx, app.launch, draft.id, draft))).toBe('FLAGS_OPEN');
    expect(await app.ctx.store.db.selectFrom('attestation').selectAll().execute()).toEqual([]);
  });

  test('refuses other patients, clinicians, visits and roles', async () => {
    const draft = await storeDraft(app);
    const attest = (change: Partial<Attestable['launch']>) =>
      codeOf(attestDraft(app.ctx, { ...app.launch, ...change }, draft.id, draft));
    expect(await attest({ patientKey: 'someone-else' })).toBe('DRAFT_NOT_FOUND');
    expect(await attest({ clinicianKey: 'someone-else' })).toBe('DRAFT_NOT_FOUND');
    expect(await attest({ tenant: 'elsewhere' })).toBe('DRAFT_NOT_FOUND');
    expect(await attest({ encounterKey: 'another-visit' })).toBe('DRAFT_OF_OTHER_VISIT');
    for (const role of ['trainee', 'auditor', 'admin'] as const)
      expect(await attest({ clinician: { ...app.launch.clinician, role } })).toBe('ATTESTER_NOT_AUTHORISED');
    expect(await attest({})).toBe('attested');
  });
});
