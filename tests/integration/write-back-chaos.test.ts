import type { DocumentReference } from 'fhir/r4';
import { expect, test } from 'vitest';
import { referenceLinesIn } from '../../core/fhir/write/reference-line.ts';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import { EPIC } from '../../server/fhir/dialects/epic.ts';
import { ORACLE_HEALTH } from '../../server/fhir/dialects/oracle-health.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { retryFiling } from '../../server/write-back/retry-filing.ts';
import { sendAgain } from '../../server/write-back/send-again.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';
import { crashingStore, deliverUntilCrash } from '../support/crashing.ts';
import { EPIC_MANNERS } from '../support/epic-manners.ts';
import type { Fault } from '../support/faulty-fhir-server.ts';
import { ORACLE_MANNERS } from '../support/oracle-manners.ts';
import { startWordsEhr, type WordsEhr } from '../support/words-ehr.ts';

/** Runs of each family; more with `FILING_RUNS`. A failing run names its seed. */
const RUNS = Number(process.env['FILING_RUNS'] ?? 6);
const FAULTS: readonly Fault[] = [
  'lost-request',
  'lost-answer',
  { status: 503, carriedOut: true },
  { status: 504, carriedOut: false },
  { status: 429, carriedOut: false },
];

/** Mulberry32: the same seed, the same run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Filed {
  readonly draftId: string;
  readonly filingId: string;
  /** The `TL-…` of its reference line. */
  readonly line: string;
}

/** How often each filing's line stands in the chart. */
function copies(ehr: WordsEhr, filed: Filed): number {
  const notes = ehr.held('DocumentReference') as DocumentReference[];
  return notes.filter(({ content }) =>
    content.some(({ attachment }) => {
      const held = ehr.shelf.content.get(attachment.url?.split('/').at(-1) ?? '');
      return held?.type.includes('html') && referenceLinesIn(held.content)[0]?.id === filed.line;
    }),
  ).length;
}

/** Faults, crashes and a lagging index, each as chance has it, while three notes are delivered, two of the same words. */
async function storm(app: Attestable, ehr: WordsEhr, filings: readonly Filed[], next: () => number): Promise<void> {
  ehr.fault = () => (next() < 0.3 ? FAULTS[Math.floor(next() * FAULTS.length)] : undefined);
  for (let turn = 0; turn < 10; turn += 1) {
    ehr.lags = next() < 0.3;
    for (const { filingId } of filings) {
      const crash = { when: next() < 0.5 ? 'before' : 'after', crashAt: 1 + Math.floor(next() * 8) } as const;
      await (next() < 0.5
        ? deliverUntilCrash(app, app.ctx, filingId, crash)
        : deliverUntilCrash(app, crashingStore(app.ctx, crash), filingId));
    }
    app.advance(150_000);
  }
  ehr.fault = () => undefined;
  ehr.lags = false;
}

/** What a clinician does who looks: sends again only what is truly not there. */
async function calm(app: Attestable, ehr: WordsEhr, filings: readonly Filed[]): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await app.settle();
    app.advance(600_000);
    for (const filed of filings) {
      const view = await filingView(app.ctx, app.launch, filed.draftId);
      if (view.maySendAgain && copies(ehr, filed) === 0) await sendAgain(app.ctx, app.launch, filed.draftId);
      else if (view.state === 'failed') await retryFiling(app.ctx, app.launch, filed.draftId);
    }
  }
}

test.each([
  ['Epic', EPIC, EPIC_MANNERS],
  ['Oracle Health', ORACLE_HEALTH, ORACLE_MANNERS],
] as const)(
  'no note is lost and none doubled, whatever fails while %s is written to',
  async (_family, dialect, manners) => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const next = chance(seed);
      const ehr = await startWordsEhr(manners);
      const app = await openAttestable(ehr.base, { dialect });
      const filings: Filed[] = [];
      for (const title of ['Progress note', 'Progress note', 'Another note']) {
        const draft = await storeDraft(app, { title });
        const { attestationId, filingId } = await attestDraft(app.ctx, app.launch, draft.id, draft);
        filings.push({ draftId: draft.id, filingId, line: attestationId.replaceAll('-', '').slice(0, 12) });
      }
      await storm(app, ehr, filings, next);
      await calm(app, ehr, filings);
      const views = await Promise.all(filings.map(({ draftId }) => filingView(app.ctx, app.launch, draftId)));
      expect({
        seed,
        states: views.map(({ state }) => state),
        copies: filings.map((filed) => copies(ehr, filed)),
      }).toEqual({
        seed,
        states: ['filed', 'filed', 'filed'],
        copies: [1, 1, 1],
      });
      expect(ehr.held('DocumentReference')).toHaveLength(3);
      await app.ctx.close();
      await ehr.close();
    }
  },
  120_000,
);
