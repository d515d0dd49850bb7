import type { DocumentReference } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteWords } from '../../core/fhir/write/note-words.ts';
import { aboveFooter, referenceLinesIn } from '../../core/fhir/write/reference-line.ts';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import type { AppError } from '../../server/errors/app-error.ts';
import { EPIC } from '../../server/fhir/dialects/epic.ts';
import { GENERIC_R4 } from '../../server/fhir/dialects/generic-r4.ts';
import { ORACLE_HEALTH } from '../../server/fhir/dialects/oracle-health.ts';
import { verifyChain } from '../../server/provenance/verify-audit.ts';
import { sha256 } from '../../server/storage/seal.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { retryFiling } from '../../server/write-back/retry-filing.ts';
import { sendAgain } from '../../server/write-back/send-again.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';
import { crashingStore, deliverUntilCrash } from '../support/crashing.ts';
import { EPIC_MANNERS, fatal } from '../support/epic-manners.ts';
import { ORACLE_MANNERS } from '../support/oracle-manners.ts';
import { startWordsEhr, type WordsEhr } from '../support/words-ehr.ts';

const FAMILIES = {
  Epic: { dialect: EPIC, manners: EPIC_MANNERS, provenances: 0 },
  'Oracle Health': { dialect: ORACLE_HEALTH, manners: ORACLE_MANNERS, provenances: 1 },
} as const;
type Family = keyof typeof FAMILIES;
type Stored = Awaited<ReturnType<typeof storeDraft>>;

let family: Family;
let ehr: WordsEhr;
let app: Attestable;

async function start(which: Family): Promise<void> {
  family = which;
  ehr = await startWordsEhr(FAMILIES[which].manners);
  app = await openAttestable(ehr.base, { dialect: FAMILIES[which].dialect });
}

async function stop(): Promise<void> {
  await app.ctx.close();
  await ehr.close();
}

async function attested(): Promise<{ draft: Stored; filingId: string }> {
  const draft = await storeDraft(app);
  const { filingId } = await attestDraft(app.ctx, app.launch, draft.id, draft);
  return { draft, filingId };
}

const view = (draft: Pick<Stored, 'id'>) => filingView(app.ctx, app.launch, draft.id);
const posts = (type: string) => ehr.posted.filter((asked) => asked.type === type);

/** Loses the next request or answer of this name. */
function loseNext(name: string, fault: 'lost-request' | 'lost-answer'): void {
  let left = 1;
  ehr.fault = (asked) => (asked === name && left-- > 0 ? fault : undefined);
}

/** The text a note in this EHR shows, its markup taken away. */
function shownWords(note: DocumentReference): string {
  const html = note.content.find(({ attachment }) => attachment.contentType?.startsWith('text/html'))?.attachment;
  const held = ehr.shelf.content.get(html?.url?.split('/').at(-1) ?? '');
  return noteWords(held?.content ?? '', 'text/html') ?? '';
}

/** The promise under test: one note of the attested words, at most one Provenance there, one of our own, an unbroken chain. */
async function expectFiledOnce(draft: Stored): Promise<void> {
  const now = await view(draft);
  expect(now.state).toBe('filed');
  const [note, ...more] = ehr.held('DocumentReference') as DocumentReference[];
  expect(more).toEqual([]);
  expect(now.documentReference).toBe(`DocumentReference/${note?.id}`);
  const words = shownWords(note as DocumentReference);
  const attestedWords = noteWords(draft.text, 'text/plain') ?? '';
  expect(aboveFooter(words).trim()).toBe(attestedWords);
  // What an auditor does with the chart alone: the hash in the line is that of the words above the footer.
  expect(referenceLinesIn(words)[0]?.wordsHash).toBe(sha256(aboveFooter(words).trim()).slice(0, 12));
  expect(ehr.held('Provenance').length).toBeLessThanOrEqual(FAMILIES[family].provenances);
  expect(await app.ctx.store.db.selectFrom('provenance').select('id').execute()).toHaveLength(1);
  const records = await app.ctx.store.db.selectFrom('audit_record').selectAll().orderBy('seq').execute();
  expect(verifyChain(records).state).toBe('verified');
  expect(records.filter(({ event }) => event.includes('"filing.filed"'))).toHaveLength(1);
}

describe.each(Object.keys(FAMILIES) as Family[])('filing as %s takes it', (which) => {
  beforeEach(() => start(which));
  afterEach(stop);

  test('files the attested words once, with their reference line, and no condition the EHR would pass over', async () => {
    const { draft } = await attested();
    await app.settle();
    await expectFiledOnce(draft);
    expect(ehr.posted.some(({ headers }) => headers['if-none-exist'] !== undefined)).toBe(false);
    expect(posts('Device')).toEqual([]);
    const sent = posts('DocumentReference')[0]?.body as unknown as DocumentReference;
    for (const element of ['identifier', 'custodian', 'authenticator', 'securityLabel', 'date'] as const)
      expect(sent).not.toHaveProperty(element);
    expect(sent.content).toHaveLength(1);
    expect((await view(draft)).message).toContain('its words are those you attested');
  });

  test('says where its Provenance is', async () => {
    const { draft } = await attested();
    await app.settle();
    const { provenanceReference, message } = await view(draft);
    expect(ehr.held('Provenance')).toHaveLength(FAMILIES[which].provenances);
    if (which === 'Epic') {
      expect(posts('Provenance')).toEqual([]);
      expect(message).toContain('The EHR takes no Provenance; Throughline keeps it for auditors.');
    } else expect(provenanceReference).toMatch(/^Provenance\/doc-\d+$/);
  });

  test('finds a note whose answer was lost by its reference line', async () => {
    const { draft } = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    await expectFiledOnce(draft);
    expect(posts('DocumentReference')).toHaveLength(1);
  });

  test('never sends again by itself, however long the index lags, and files when it catches up', async () => {
    const { draft } = await attested();
    ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    app.advance(3_600_000);
    await app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    const waiting = await view(draft);
    expect(waiting).toMatchObject({ state: 'unknown', maySendAgain: true });
    expect(waiting.message).toContain('Look in the chart');
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    ehr.lags = false;
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('sends a note that never arrived again only when the clinician says that it is not in the chart', async () => {
    const { draft } = await attested();
    loseNext('POST DocumentReference', 'lost-request');
    const early = await sendAgain(app.ctx, app.launch, draft.id).catch((error: AppError) => error.code);
    expect(early).toBe('SEND_AGAIN_NOT_OFFERED');
    await app.settle();
    expect((await view(draft)).maySendAgain).toBe(true);
    await sendAgain(app.ctx, app.launch, draft.id);
    expect((await view(draft)).maySendAgain).toBeUndefined();
    await app.settle();
    await expectFiledOnce(draft);
    const said = await app.ctx.store.db.selectFrom('audit_record').select('event').execute();
    expect(said.filter(({ event }) => event.includes('filing.send-again'))).toHaveLength(1);
  });

  test('looks once more before it sends again, and takes the note that has come to light', async () => {
    const { draft } = await attested();
    ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    await sendAgain(app.ctx, app.launch, draft.id);
    ehr.lags = false;
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('tells of a double when the first copy appears after the clinician had it sent again', async () => {
    const { draft } = await attested();
    ehr.lags = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    await sendAgain(app.ctx, app.launch, draft.id);
    ehr.fault = (name) => {
      if (name === 'POST DocumentReference') ehr.lags = false;
      return undefined;
    };
    await app.settle();
    expect(await view(draft)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('more than once') as string,
    });
  });

  test('keeps two notes of the same words apart by their reference lines', async () => {
    const first = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    ehr.lags = true;
    await app.settle();
    const second = await attested();
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    ehr.lags = false;
    await app.settle();
    const views = await Promise.all([first, second].map(({ draft }) => view(draft)));
    expect(views.map(({ state }) => state)).toEqual(['filed', 'filed']);
    expect(new Set(views.map(({ documentReference }) => documentReference)).size).toBe(2);
    expect(ehr.held('DocumentReference')).toHaveLength(2);
  });

  test('is never filed when a word differs, or when there is no text to compare', async () => {
    for (const [change, says] of [
      [(content: string) => content.replace('PHQ-9 was 12', 'PHQ-9 was 21'), 'something else'],
      [undefined, 'cannot compare'],
    ] as const) {
      const { draft } = await attested();
      ehr.fault = (name) => {
        if (name === 'GET DocumentReference')
          for (const [id, held] of ehr.shelf.content) {
            if (change) ehr.shelf.content.set(id, { ...held, content: change(held.content) });
            else if (held.type.includes('html')) ehr.shelf.content.delete(id);
          }
        if (!change)
          for (const note of ehr.held('DocumentReference') as DocumentReference[])
            note.content = note.content.filter(({ attachment }) => !attachment.contentType?.includes('html'));
        return undefined;
      };
      await app.settle();
      const now = await view(draft);
      expect(now).toMatchObject({ state: 'failed', message: expect.stringContaining(says) as string });
      expect(now.documentReference).toBeUndefined();
      await stop();
      await start(which);
    }
  });

  test('is not sent under another name than that of who is logged in', async () => {
    const { draft } = await attested();
    const other = { ...app.launch, clinician: { ...app.launch.clinician, reference: 'Practitioner/pr2' } };
    app.ports.launchForDelivery = () => Promise.resolve(other);
    await app.settle();
    expect(ehr.posted).toEqual([]);
    expect((await view(draft)).message).toContain('Launch as the one who attested it');
  });

  test('is taken up after a crash before or after any request or commit; the clinician decides what cannot be known', async () => {
    for (const where of ['request', 'commit'] as const)
      for (const when of ['before', 'after'] as const)
        for (let crashAt = 1; ; crashAt += 1) {
          const { draft, filingId } = await attested();
          const crashed =
            where === 'request'
              ? await deliverUntilCrash(app, app.ctx, filingId, { when, crashAt })
              : await deliverUntilCrash(app, crashingStore(app.ctx, { when, crashAt }), filingId);
          app = await app.restart();
          await app.settle();
          const arrived = posts('DocumentReference').length;
          if ((await view(draft)).maySendAgain) {
            expect(arrived).toBe(0);
            await sendAgain(app.ctx, app.launch, draft.id);
            await app.settle();
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
        await app.settle();
        await expectFiledOnce(draft);
        expect(posts('Provenance').length).toBeLessThanOrEqual(1);
        await stop();
        await start(which);
      }
  });
});

describe('where the EHR needs a visit', () => {
  beforeEach(() => start('Epic'));
  afterEach(stop);

  const withoutVisit = () => {
    const { encounterReference: _, ...launch } = app.launch;
    return launch;
  };

  test('a note without one is not attested', async () => {
    const draft = await storeDraft(app);
    const attest = (launch: typeof app.launch) =>
      attestDraft(app.ctx, launch, draft.id, draft, { encounter: true }).then(
        () => 'attested',
        (error: AppError) => error.code,
      );
    expect(await attest(withoutVisit())).toBe('ENCOUNTER_NEEDED');
    expect(await attest(app.launch)).toBe('attested');
  });

  test('one attested without it is not sent, says why, and is filed once the visit is chosen', async () => {
    const draft = await storeDraft(app);
    await attestDraft(app.ctx, withoutVisit(), draft.id, draft);
    await app.settle();
    expect(await view(draft)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Choose the visit') as string,
    });
    expect(ehr.posted).toEqual([]);
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    await expectFiledOnce(draft);
  });
});

describe('where the EHR cannot be told or refuses', () => {
  beforeEach(() => start('Oracle Health'));
  afterEach(stop);

  test('nothing is sent on a guess, and it goes on when the EHR answers', async () => {
    const { draft } = await attested();
    app.ports.dialectFor = () => Promise.resolve(undefined);
    await app.settle();
    expect(ehr.requests).toEqual([]);
    expect((await view(draft)).state).toBe('planned');
    app.ports.dialectFor = () => Promise.resolve(ORACLE_HEALTH);
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('what a bare 422 would not explain is named before anything is sent', async () => {
    const draft = await storeDraft(app, { title: '' });
    await attestDraft(app.ctx, app.launch, draft.id, draft);
    await app.settle();
    expect(ehr.posted).toEqual([]);
    expect((await view(draft)).message).toContain('did not pass its own check');
  });

  test('a refusal is told with its status and codes, and a retry after it files once', async () => {
    const { draft } = await attested();
    app.ports.dialectFor = () => Promise.resolve(GENERIC_R4);
    await app.settle();
    expect((await view(draft)).message).toContain('(It answered 422, invalid; request req-4711.)');
    app.ports.dialectFor = () => Promise.resolve(ORACLE_HEALTH);
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    await expectFiledOnce(draft);
  });
});

describe('a chart behind Break-the-Glass', () => {
  let closed: { create: boolean; search: boolean };
  beforeEach(async () => {
    closed = { create: false, search: false };
    family = 'Epic';
    ehr = await startWordsEhr({
      create: (asked, shelf) => (closed.create ? fatal(403, '4131') : EPIC_MANNERS.create(asked, shelf)),
      refuseSearch: (asked) => (closed.search ? fatal(403, '4130') : EPIC_MANNERS.refuseSearch(asked)),
    });
    app = await openAttestable(ehr.base, { dialect: EPIC });
  });
  afterEach(stop);

  test('refuses a note: nothing is tried again until she opens it there', async () => {
    const { draft } = await attested();
    closed.create = true;
    await app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    expect((await view(draft)).message).toContain('open the chart there');
    closed.create = false;
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    await expectFiledOnce(draft);
  });

  test('ends the looking for a note whose answer was lost; a retry looks, and never sends', async () => {
    const { draft } = await attested();
    closed.search = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await app.settle();
    const asked = ehr.requests.length;
    app.advance(3_600_000);
    await app.settle();
    expect(ehr.requests).toHaveLength(asked);
    expect((await view(draft)).message).toContain('stopped asking');
    closed.search = false;
    await retryFiling(app.ctx, app.launch, draft.id);
    await app.settle();
    await expectFiledOnce(draft);
    expect(posts('DocumentReference')).toHaveLength(1);
  });
});

test('a substance use note takes its notice along where labels cannot go', async () => {
  await start('Epic');
  try {
    const draft = await storeDraft(app, {
      labels: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }],
    });
    await attestDraft(app.ctx, app.launch, draft.id, draft);
    await app.settle();
    await expectFiledOnce(draft);
    const [note] = ehr.held('DocumentReference') as DocumentReference[];
    expect(shownWords(note as DocumentReference)).toContain(
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    );
  } finally {
    await stop();
  }
});
