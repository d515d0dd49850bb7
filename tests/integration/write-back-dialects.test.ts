import type { DocumentReference } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../server/errors/app-error.ts';
import { retryFiling } from '../../server/write-back/retry-filing.ts';
import { sendAgain } from '../../server/write-back/send-again.ts';
import { crashingStore, deliverUntilCrash } from '../support/crashing.ts';
import {
  attested,
  expectFiledOnce,
  FAMILIES,
  type Family,
  loseNext,
  posts,
  stage,
  start,
  stop,
  view,
} from '../support/words-stage.ts';

describe.each(Object.keys(FAMILIES) as Family[])('filing as %s takes it', (which) => {
  beforeEach(() => start(which));
  afterEach(stop);

  test('files the attested words once, with their reference line, and no condition the EHR would pass over', async () => {
    const { draft } = await attested();
    await stage.app.settle();
    await expectFiledOnce(draft);
    expect(stage.ehr.posted.some(({ headers }) => headers['if-none-exist'] !== undefined)).toBe(false);
    expect(posts('Device')).toEqual([]);
    const sent = posts('DocumentReference')[0]?.body as unknown as DocumentReference;
    for (const element of ['identifier', 'custodian', 'authenticator', 'securityLabel', 'date'] as const)
      expect(sent).not.toHaveProperty(element);
    expect(sent.content).toHaveLength(1);
    expect((await view(draft)).message).toContain('its words are those you attested');
  });

  test('says where its Provenance is', async () => {
    const { draft } = await attested();
    await stage.app.settle();
    const { provenanceReference, message } = await view(draft);
    expect(stage.ehr.held('Provenance')).toHaveLength(FAMILIES[which].provenances);
    if (which === 'Epic') {
      expect(posts('Provenance')).toEqual([]);
      expect(message).toContain('The EHR takes no Provenance; Throughline keeps it for auditors.');
    } else expect(provenanceReference).toMatch(/^Provenance\/doc-\d+$/);
  });

  test('finds a note whose answer was lost by its reference line', async () => {
    const { draft } = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    await expectFiledOnce(draft);
    expect(posts('DocumentReference')).toHaveLength(1);
  });

  test('never sends again by itself, however long the index lags, and files when it catches up', async () => {
    const { draft } = await attested();
    stage.ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    stage.app.advance(3_600_000);
    await stage.app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    const waiting = await view(draft);
    expect(waiting).toMatchObject({ state: 'unknown', maySendAgain: true });
    expect(waiting.message).toContain('Look in the chart');
    await retryFiling(stage.app.ctx, stage.app.launch, draft.id);
    await stage.app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    stage.ehr.lags = false;
    await stage.app.settle();
    await expectFiledOnce(draft);
  });

  test('sends a note that never arrived again only when the clinician says that it is not in the chart', async () => {
    const { draft } = await attested();
    loseNext('POST DocumentReference', 'lost-request');
    const early = await sendAgain(stage.app.ctx, stage.app.launch, draft.id).catch((error: AppError) => error.code);
    expect(early).toBe('SEND_AGAIN_NOT_OFFERED');
    await stage.app.settle();
    expect((await view(draft)).maySendAgain).toBe(true);
    await sendAgain(stage.app.ctx, stage.app.launch, draft.id);
    expect((await view(draft)).maySendAgain).toBeUndefined();
    await stage.app.settle();
    await expectFiledOnce(draft);
    const said = await stage.app.ctx.store.db.selectFrom('audit_record').select('event').execute();
    expect(said.filter(({ event }) => event.includes('filing.send-again'))).toHaveLength(1);
  });

  test('looks once more before it sends again, and takes the note that has come to light', async () => {
    const { draft } = await attested();
    stage.ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    await sendAgain(stage.app.ctx, stage.app.launch, draft.id);
    stage.ehr.lags = false;
    await stage.app.settle();
    await expectFiledOnce(draft);
  });

  test('tells of a double when the first copy appears after the clinician had it sent again', async () => {
    const { draft } = await attested();
    stage.ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    await sendAgain(stage.app.ctx, stage.app.launch, draft.id);
    stage.ehr.fault = (name) => {
      if (name === 'POST DocumentReference') stage.ehr.lags = false;
      return undefined;
    };
    await stage.app.settle();
    expect(await view(draft)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('more than once') as string,
    });
  });

  test('keeps two notes of the same words apart by their reference lines', async () => {
    const first = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    stage.ehr.lags = true;
    await stage.app.settle();
    const second = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    stage.ehr.lags = false;
    await stage.app.settle();
    const views = await Promise.all([first, second].map(({ draft }) => view(draft)));
    expect(views.map(({ state }) => state)).toEqual(['filed', 'filed']);
    expect(new Set(views.map(({ documentReference }) => documentReference)).size).toBe(2);
    expect(stage.ehr.held('DocumentReference')).toHaveLength(2);
  });

  test('is never filed when a word differs, or when there is no text to compare', async () => {
    for (const [change, says] of [
      [(content: string) => content.replace('PHQ-9 was 12', 'PHQ-9 was 21'), 'something else'],
      [undefined, 'cannot compare'],
    ] as const) {
      const { draft } = await attested();
      stage.ehr.fault = (name) => {
        if (name === 'GET DocumentReference')
          for (const [id, held] of stage.ehr.shelf.content) {
            if (change) stage.ehr.shelf.content.set(id, { ...held, content: change(held.content) });
            else if (held.type.includes('html')) stage.ehr.shelf.content.delete(id);
          }
        if (!change)
          for (const note of stage.ehr.held('DocumentReference') as DocumentReference[])
            note.content = note.content.filter(({ attachment }) => !attachment.contentType?.includes('html'));
        return undefined;
      };
      await stage.app.settle();
      const now = await view(draft);
      expect(now).toMatchObject({ state: 'failed', message: expect.stringContaining(says) as string });
      expect(now.documentReference).toBeUndefined();
      await stop();
      await start(which);
    }
  });

  test('is not sent under another name than that of who is logged in', async () => {
    const { draft } = await attested();
    const other = { ...stage.app.launch, clinician: { ...stage.app.launch.clinician, reference: 'Practitioner/pr2' } };
    stage.app.ports.launchForDelivery = () => Promise.resolve(other);
    await stage.app.settle();
    expect(stage.ehr.posted).toEqual([]);
    expect((await view(draft)).message).toContain('Launch as the one who attested it');
  });

  test('is taken up after a crash before or after any request or commit; the clinician decides what cannot be known', async () => {
    for (const where of ['request', 'commit'] as const)
      for (const when of ['before', 'after'] as const)
        for (let crashAt = 1; ; crashAt += 1) {
          const { draft, filingId } = await attested();
          const crashed =
            where === 'request'
              ? await deliverUntilCrash(stage.app, stage.app.ctx, filingId, { when, crashAt })
              : await deliverUntilCrash(stage.app, crashingStore(stage.app.ctx, { when, crashAt }), filingId);
          stage.app = await stage.app.restart();
          await stage.app.settle();
          const arrived = posts('DocumentReference').length;
          if ((await view(draft)).maySendAgain) {
            expect(arrived).toBe(0);
            await sendAgain(stage.app.ctx, stage.app.launch, draft.id);
            await stage.app.settle();
          }
          await expectFiledOnce(draft);
          expect(posts('DocumentReference')).toHaveLength(1);
          await stop();
          await start(which);
          if (!crashed) {
            expect(crashAt).toBeGreaterThan(3);
            break;
          }
        }
  });

  test('goes on after any request or answer was lost, without a second note', async () => {
    for (const fault of ['lost-request', 'lost-answer'] as const)
      for (const name of ['GET DocumentReference', 'GET Binary', 'POST Provenance', 'GET Provenance']) {
        const { draft } = await attested();
        loseNext(name, fault);
        await stage.app.settle();
        await expectFiledOnce(draft);
        expect(posts('Provenance').length).toBeLessThanOrEqual(1);
        await stop();
        await start(which);
      }
  });
});
