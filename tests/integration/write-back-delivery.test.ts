import type { DocumentReference, Provenance } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import type { WritePort } from '../../server/fhir/write-port.ts';
import { verifyChain } from '../../server/provenance/verify-audit.ts';
import { adoptFilings } from '../../server/write-back/adopt-filings.ts';
import { deliver } from '../../server/write-back/deliver.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { retryFiling } from '../../server/write-back/retry-filing.ts';
import { startSweep } from '../../server/write-back/sweep.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';
import { crashingStore, deliverUntilCrash } from '../support/crashing.ts';
import { type FaultyFhirServer, startFaultyFhirServer } from '../support/faulty-fhir-server.ts';

/** Whether the EHR of this test replaces identifiers, so that no conditional create can hide a second note. */
let forgets = false;
let ehr: FaultyFhirServer;
let app: Attestable;
beforeEach(async () => {
  forgets = false;
  ehr = await startFaultyFhirServer();
  app = await openAttestable(ehr.base);
});
afterEach(async () => {
  await app.ctx.close();
  await ehr.close();
});

async function attested(): Promise<{ draft: Awaited<ReturnType<typeof storeDraft>>; filingId: string }> {
  const draft = await storeDraft(app);
  const { filingId } = await attestDraft(app.ctx, app.launch, draft.id, draft);
  return { draft, filingId };
}

/** The promise under test: one note, one Provenance, the attested bytes, our own copy, an unbroken chain. */
async function expectFiledOnce(draft: { id: string; text: string }): Promise<void> {
  const view = await filingView(app.ctx, app.launch, draft.id);
  expect(view.state).toBe('filed');
  const documents = ehr.held('DocumentReference') as DocumentReference[];
  expect(documents).toHaveLength(1);
  const data = documents[0]?.content[0]?.attachment.data ?? '';
  expect(Buffer.from(data, 'base64').toString('utf8')).toBe(draft.text);
  const provenance = ehr.held('Provenance') as Provenance[];
  expect(provenance).toHaveLength(1);
  expect(provenance[0]?.target[0]?.reference).toBe(
    `DocumentReference/${documents[0]?.id}/_history/${documents[0]?.meta?.versionId}`,
  );
  expect(view.provenanceReference).toBe(`Provenance/${provenance[0]?.id}`);
  expect(await app.ctx.store.db.selectFrom('provenance').select('id').execute()).toHaveLength(1);
  const records = await app.ctx.store.db
    .selectFrom('audit_record')
    .selectAll()
    .orderBy('tenant')
    .orderBy('seq')
    .execute();
  expect(verifyChain(records).state).toBe('verified');
  expect(records.filter((record) => record.event.includes('"filing.filed"'))).toHaveLength(1);
}

describe('a delivery', () => {
  test('files the attested bytes with their Provenance', async () => {
    const { draft } = await attested();
    await app.settle();
    await expectFiledOnce(draft);
    expect(ehr.held('Device')).toHaveLength(1);
  });

  test.each([false, true])(
    'is taken up after a crash before or after any request, and files once (EHR replaces identifiers: %s)',
    async (replaces) => {
      forgets = ehr.forgetsIdentifiers = replaces;
      for (const when of ['before', 'after'] as const) {
        for (let crashAt = 1; ; crashAt += 1) {
          const { draft, filingId } = await attested();
          const crashed = await deliverUntilCrash(app, app.ctx, filingId, { when, crashAt });
          app = await app.restart();
          await app.settle();
          await expectFiledOnce(draft);
          await startOver();
          if (!crashed) {
            expect(crashAt).toBeGreaterThan(5);
            break;
          }
        }
      }
    },
  );

  test.each([false, true])(
    'is taken up after a crash before or after any commit, and files once (EHR replaces identifiers: %s)',
    async (replaces) => {
      forgets = ehr.forgetsIdentifiers = replaces;
      for (const when of ['before', 'after'] as const) {
        for (let crashAt = 1; ; crashAt += 1) {
          const { draft, filingId } = await attested();
          const crashed = await deliverUntilCrash(app, crashingStore(app.ctx, { when, crashAt }), filingId);
          app = await app.restart();
          await app.settle();
          await expectFiledOnce(draft);
          await startOver();
          if (!crashed) {
            expect(crashAt).toBeGreaterThan(5);
            break;
          }
        }
      }
    },
  );

  test.each([false, true])(
    'whose request or answer is lost is looked for, never blindly sent again (EHR replaces identifiers: %s)',
    async (replaces) => {
      forgets = ehr.forgetsIdentifiers = replaces;
      for (const fault of [
        'lost-request',
        'lost-answer',
        { status: 503, carriedOut: true },
        { status: 504, carriedOut: false },
      ] as const) {
        for (const request of [
          'POST Device',
          'POST DocumentReference',
          'GET DocumentReference',
          'POST Provenance',
          'GET Provenance',
        ]) {
          const { draft, filingId } = await attested();
          let left = 1;
          ehr.fault = (name) => (name === request && left-- > 0 ? fault : undefined);
          await deliver(app.ctx, app.ports, filingId);
          if (request === 'POST DocumentReference')
            expect((await filingView(app.ctx, app.launch, draft.id)).state).toBe('unknown');
          await app.settle();
          await expectFiledOnce(draft);
          await startOver();
        }
      }
    },
  );

  test('finds its note by its bytes where the EHR replaces identifiers', async () => {
    ehr.forgetsIdentifiers = true;
    const { draft } = await attested();
    let left = 1;
    ehr.fault = (name) => (name === 'POST DocumentReference' && left-- > 0 ? 'lost-answer' : undefined);
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('does not take an earlier note of the same words for its own', async () => {
    ehr.forgetsIdentifiers = true;
    await attested();
    await app.settle();
    const { draft } = await attested();
    let left = 1;
    ehr.fault = (name) => (name === 'POST DocumentReference' && left-- > 0 ? 'lost-request' : undefined);
    await app.settle();
    expect((await filingView(app.ctx, app.launch, draft.id)).state).toBe('filed');
    expect(ehr.held('DocumentReference')).toHaveLength(2);
  });

  test('that the EHR refuses fails in plain words, and a retry files it', async () => {
    const { draft } = await attested();
    ehr.fault = (name) => (name === 'POST DocumentReference' ? { status: 422, carriedOut: false } : undefined);
    await app.settle();
    const view = await filingView(app.ctx, app.launch, draft.id);
    expect(view).toMatchObject({ state: 'failed', message: expect.stringContaining('refused') as string });
    expect(view.documentReference).toBeUndefined();
    ehr.fault = () => undefined;
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('is filed with our own Provenance alone where the EHR takes neither Device nor Provenance', async () => {
    const { draft } = await attested();
    ehr.fault = (name) => (/POST (Device|Provenance)/.test(name) ? { status: 403, carriedOut: false } : undefined);
    await app.settle();
    const view = await filingView(app.ctx, app.launch, draft.id);
    expect(view.state).toBe('filed');
    expect(view.provenanceReference).toBeUndefined();
    expect(await app.ctx.store.db.selectFrom('provenance').select('id').execute()).toHaveLength(1);
  });

  test('never says filed when the EHR holds other words than were attested', async () => {
    const { draft, filingId } = await attested();
    const ports = {
      ...app.ports,
      createWritePort: (options: Parameters<typeof app.ports.createWritePort>[0]): WritePort => {
        const port = app.ports.createWritePort(options);
        return {
          ...port,
          read: async (reference) => {
            const found = structuredClone(await port.read(reference)) as unknown as DocumentReference;
            const attachment = found.content[0]?.attachment;
            if (attachment) attachment.data = Buffer.from('something else\n').toString('base64');
            return found as never;
          },
        };
      },
    };
    await deliver(app.ctx, ports, filingId);
    const view = await filingView(app.ctx, app.launch, draft.id);
    expect(view.state).toBe('failed');
    expect(view.documentReference).toBeUndefined();
  });

  test('is done once by two workers that sweep the same store', async () => {
    forgets = ehr.forgetsIdentifiers = true;
    const drafts = [];
    for (let n = 0; n < 5; n += 1) drafts.push((await attested()).draft);
    const second = await openAttestable(ehr.base, { folder: app.folder });
    const sweeps = [
      startSweep(app.ctx, { ...app.ports, intervalMs: 10 }),
      startSweep(second.ctx, { ...second.ports, intervalMs: 10 }),
    ];
    await expect
      .poll(() => app.ctx.store.db.selectFrom('outbox').select('id').where('state', '!=', 'filed').execute(), {
        timeout: 20_000,
      })
      .toEqual([]);
    await Promise.all(sweeps.map((sweep) => sweep.stop()));
    await second.ctx.close();
    expect(ehr.held('DocumentReference')).toHaveLength(drafts.length);
    expect(ehr.held('Provenance')).toHaveLength(drafts.length);
  });

  test('waits for the clinician when her launch has ended, and goes on at her next one', async () => {
    const { draft, filingId } = await attested();
    await deliver(app.ctx, { ...app.ports, launchForDelivery: () => Promise.resolve(undefined) }, filingId);
    const waiting = await filingView(app.ctx, app.launch, draft.id);
    expect(waiting).toMatchObject({
      state: 'planned',
      message: expect.stringContaining('Launch this patient again') as string,
    });
    const next = { ...app.launch, handle: 'n'.repeat(43) };
    expect(await adoptFilings(app.ctx, { ...next, patientKey: 'someone-else' })).toBe(0);
    expect(await adoptFilings(app.ctx, { ...next, clinicianKey: 'someone-else' })).toBe(0);
    expect(await adoptFilings(app.ctx, next)).toBe(1);
    await app.settle();
    await expectFiledOnce(draft);
  });
});

async function startOver(): Promise<void> {
  await app.ctx.close();
  await ehr.close();
  ehr = await startFaultyFhirServer();
  ehr.forgetsIdentifiers = forgets;
  app = await openAttestable(ehr.base);
}
