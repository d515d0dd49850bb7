import type { DocumentReference } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import type { AppError } from '../../server/errors/app-error.ts';
import { GENERIC_R4 } from '../../server/fhir/dialects/generic-r4.ts';
import { ORACLE_HEALTH } from '../../server/fhir/dialects/oracle-health.ts';
import { retryFiling } from '../../server/write-back/retry-filing.ts';
import { storeDraft } from '../support/attestable.ts';
import { EPIC_MANNERS, fatal } from '../support/epic-manners.ts';
import {
  attested,
  expectFiledOnce,
  loseNext,
  posts,
  shownWords,
  stage,
  start,
  stop,
  view,
} from '../support/words-stage.ts';

describe('where the EHR needs a visit', () => {
  beforeEach(() => start('Epic'));
  afterEach(stop);

  const withoutVisit = () => {
    const { encounterReference: _, ...launch } = stage.app.launch;
    return launch;
  };

  test('a note without one is not attested', async () => {
    const draft = await storeDraft(stage.app);
    const attest = (launch: typeof stage.app.launch) =>
      attestDraft(stage.app.ctx, launch, draft.id, draft, { encounter: true }).then(
        () => 'attested',
        (error: AppError) => error.code,
      );
    expect(await attest(withoutVisit())).toBe('ENCOUNTER_NEEDED');
    expect(await attest(stage.app.launch)).toBe('attested');
  });

  test('one attested without it is not sent, says why, and is filed once the visit is chosen', async () => {
    const draft = await storeDraft(stage.app);
    await attestDraft(stage.app.ctx, withoutVisit(), draft.id, draft);
    await stage.app.settle();
    expect(await view(draft)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Choose the visit') as string,
    });
    expect(stage.ehr.posted).toEqual([]);
    await retryFiling(stage.app.ctx, stage.app.launch, draft.id);
    await stage.app.settle();
    await expectFiledOnce(draft);
  });
});

describe('where the EHR cannot be told or refuses', () => {
  beforeEach(() => start('Oracle Health'));
  afterEach(stop);

  test('nothing is sent on a guess, and it goes on when the EHR answers', async () => {
    const { draft } = await attested();
    stage.app.ports.dialectFor = () => Promise.resolve(undefined);
    await stage.app.settle();
    expect(stage.ehr.requests).toEqual([]);
    expect((await view(draft)).state).toBe('planned');
    stage.app.ports.dialectFor = () => Promise.resolve(ORACLE_HEALTH);
    await stage.app.settle();
    await expectFiledOnce(draft);
  });

  test('what a bare 422 would not explain is named before anything is sent', async () => {
    const draft = await storeDraft(stage.app, { title: '' });
    await attestDraft(stage.app.ctx, stage.app.launch, draft.id, draft);
    await stage.app.settle();
    expect(stage.ehr.posted).toEqual([]);
    expect((await view(draft)).message).toContain('did not pass its own check');
  });

  test('a refusal is told with its status and codes, and a retry after it files once', async () => {
    const { draft } = await attested();
    stage.app.ports.dialectFor = () => Promise.resolve(GENERIC_R4);
    await stage.app.settle();
    expect((await view(draft)).message).toContain('(It answered 422, invalid; request req-4711.)');
    stage.app.ports.dialectFor = () => Promise.resolve(ORACLE_HEALTH);
    await retryFiling(stage.app.ctx, stage.app.launch, draft.id);
    await stage.app.settle();
    await expectFiledOnce(draft);
  });
});

describe('a chart behind Break-the-Glass', () => {
  let closed: { create: boolean; search: boolean };
  beforeEach(() => {
    closed = { create: false, search: false };
    return start('Epic', {
      create: (asked, shelf) => (closed.create ? fatal(403, '4131') : EPIC_MANNERS.create(asked, shelf)),
      refuseSearch: (asked) => (closed.search ? fatal(403, '4130') : EPIC_MANNERS.refuseSearch(asked)),
    });
  });
  afterEach(stop);

  test('refuses a note: nothing is tried again until she opens it there', async () => {
    const { draft } = await attested();
    closed.create = true;
    await stage.app.settle();
    expect(posts('DocumentReference')).toHaveLength(1);
    expect((await view(draft)).message).toContain('open the chart there');
    closed.create = false;
    await retryFiling(stage.app.ctx, stage.app.launch, draft.id);
    await stage.app.settle();
    await expectFiledOnce(draft);
  });

  test('ends the looking for a note whose answer was lost; a retry looks, and never sends', async () => {
    const { draft } = await attested();
    closed.search = true;
    loseNext('POST DocumentReference', 'lost-answer');
    await stage.app.settle();
    const asked = stage.ehr.requests.length;
    stage.app.advance(3_600_000);
    await stage.app.settle();
    expect(stage.ehr.requests).toHaveLength(asked);
    expect((await view(draft)).message).toContain('stopped asking');
    closed.search = false;
    await retryFiling(stage.app.ctx, stage.app.launch, draft.id);
    await stage.app.settle();
    await expectFiledOnce(draft);
    expect(posts('DocumentReference')).toHaveLength(1);
  });
});

test('a substance use note takes its notice along where labels cannot go', async () => {
  await start('Epic');
  try {
    const draft = await storeDraft(stage.app, {
      labels: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }],
    });
    await attestDraft(stage.app.ctx, stage.app.launch, draft.id, draft);
    await stage.app.settle();
    await expectFiledOnce(draft);
    const [note] = stage.ehr.held('DocumentReference') as DocumentReference[];
    expect(shownWords(note as DocumentReference)).toContain(
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    );
  } finally {
    await stop();
  }
});
