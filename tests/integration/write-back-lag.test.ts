import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';
import { type FaultyFhirServer, startFaultyFhirServer } from '../support/faulty-fhir-server.ts';

let ehr: FaultyFhirServer;
let app: Attestable;
beforeEach(async () => {
  ehr = await startFaultyFhirServer();
  ehr.forgetsIdentifiers = true;
  app = await openAttestable(ehr.base);
});
afterEach(async () => {
  await app.ctx.close();
  await ehr.close();
});

async function attest(): Promise<string> {
  const draft = await storeDraft(app);
  await attestDraft(app.ctx, app.launch, draft.id, draft);
  return draft.id;
}

const stateOf = async (draftId: string) => (await filingView(app.ctx, app.launch, draftId)).state;

describe('an EHR whose copies lag and that replaces identifiers', () => {
  test('a note it acknowledged is read again and never sent again, however long it is not found', async () => {
    const draftId = await attest();
    ehr.fault = (name) => (name === 'GET DocumentReference' ? { status: 404, carriedOut: false } : undefined);
    await app.settle();
    expect(ehr.held('DocumentReference')).toHaveLength(1);
    expect(await stateOf(draftId)).toBe('unknown');
    ehr.fault = () => undefined;
    app.advance(3_600_000);
    await app.settle();
    expect(await stateOf(draftId)).toBe('filed');
    expect(ehr.requests.filter((name) => name === 'POST DocumentReference')).toHaveLength(1);
  });

  test('two notes of the same words are two documents, also while the first waits for its Provenance', async () => {
    const first = await attest();
    ehr.fault = (name) => (name === 'POST Provenance' ? { status: 503, carriedOut: false } : undefined);
    await app.settle();
    const second = await attest();
    let left = 1;
    ehr.fault = (name) => (name === 'POST DocumentReference' && left-- > 0 ? 'lost-request' : undefined);
    app.advance(3_600_000);
    await app.settle();
    const views = await Promise.all([first, second].map((id) => filingView(app.ctx, app.launch, id)));
    expect(views.map((view) => view.state)).toEqual(['filed', 'filed']);
    expect(ehr.held('DocumentReference')).toHaveLength(2);
    expect(new Set(views.map((view) => view.documentReference)).size).toBe(2);
  });

  test('a Provenance it took and then does not show is not called refused', async () => {
    const draftId = await attest();
    ehr.fault = (name) => (name === 'GET Provenance' ? { status: 403, carriedOut: false } : undefined);
    await app.settle();
    const view = await filingView(app.ctx, app.launch, draftId);
    expect([view.state, ehr.held('Provenance').length]).toEqual(['filed', 1]);
    expect(view.provenanceReference).toBe(`Provenance/${ehr.held('Provenance')[0]?.id}`);
  });
});
