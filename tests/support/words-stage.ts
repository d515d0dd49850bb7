import type { DocumentReference } from 'fhir/r4';
import { expect } from 'vitest';
import { noteWords } from '../../core/fhir/write/note-words.ts';
import { aboveFooter, referenceLinesIn } from '../../core/fhir/write/reference-line.ts';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import { EPIC } from '../../server/fhir/dialects/epic.ts';
import { ORACLE_HEALTH } from '../../server/fhir/dialects/oracle-health.ts';
import { verifyChain } from '../../server/provenance/verify-audit.ts';
import { sha256 } from '../../server/storage/seal.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { type Attestable, openAttestable, storeDraft } from './attestable.ts';
import { EPIC_MANNERS } from './epic-manners.ts';
import { ORACLE_MANNERS } from './oracle-manners.ts';
import { type Manners, startWordsEhr, type WordsEhr } from './words-ehr.ts';

/** The EHR families that keep a note's words only: how they are filed to, how they behave, how many Provenances they take. */
export const FAMILIES = {
  Epic: { dialect: EPIC, manners: EPIC_MANNERS, provenances: 0 },
  'Oracle Health': { dialect: ORACLE_HEALTH, manners: ORACLE_MANNERS, provenances: 1 },
} as const;
/** Name of such a family. */
export type Family = keyof typeof FAMILIES;
type Stored = Awaited<ReturnType<typeof storeDraft>>;

/** The EHR and the app of the running test. */
export interface Stage {
  family: Family;
  ehr: WordsEhr;
  app: Attestable;
}

/** What the last `start` set up. */
export const stage = {} as Stage;

/** Sets up an EHR of this family and an app that files into it; `manners` where it is not to behave as its family does. */
export async function start(which: Family, manners: Manners = FAMILIES[which].manners): Promise<void> {
  stage.family = which;
  stage.ehr = await startWordsEhr(manners);
  stage.app = await openAttestable(stage.ehr.base, { dialect: FAMILIES[which].dialect });
}

/** Ends what `start` set up. */
export async function stop(): Promise<void> {
  await stage.app.ctx.close();
  await stage.ehr.close();
}

/** Attests a fresh draft. */
export async function attested(): Promise<{ draft: Stored; filingId: string }> {
  const draft = await storeDraft(stage.app);
  const { filingId } = await attestDraft(stage.app.ctx, stage.app.launch, draft.id, draft);
  return { draft, filingId };
}

/** The filing of a draft as the screen shows it. */
export const view = (draft: Pick<Stored, 'id'>) => filingView(stage.app.ctx, stage.app.launch, draft.id);
/** Creates that reached the EHR. */
export const posts = (type: string) => stage.ehr.posted.filter((asked) => asked.type === type);

/** Loses the next request or answer of this name. */
export function loseNext(name: string, fault: 'lost-request' | 'lost-answer'): void {
  let left = 1;
  stage.ehr.fault = (asked) => (asked === name && left-- > 0 ? fault : undefined);
}

/** The text a note in this EHR shows, its markup taken away. */
export function shownWords(note: DocumentReference): string {
  const html = note.content.find(({ attachment }) => attachment.contentType?.startsWith('text/html'))?.attachment;
  const held = stage.ehr.shelf.content.get(html?.url?.split('/').at(-1) ?? '');
  return noteWords(held?.content ?? '', 'text/html') ?? '';
}

/** The promise under test: one note of the attested words, at most one Provenance there, one of our own, an unbroken chain. */
export async function expectFiledOnce(draft: Stored): Promise<void> {
  const now = await view(draft);
  expect(now.state).toBe('filed');
  const [note, ...more] = stage.ehr.held('DocumentReference') as DocumentReference[];
  expect(more).toEqual([]);
  expect(now.documentReference).toBe(`DocumentReference/${note?.id}`);
  const words = shownWords(note as DocumentReference);
  const attestedWords = noteWords(draft.text, 'text/plain') ?? '';
  expect(aboveFooter(words).trim()).toBe(attestedWords);
  // What an auditor does with the chart alone: the hash in the line is that of the words above the footer.
  expect(referenceLinesIn(words)[0]?.wordsHash).toBe(sha256(aboveFooter(words).trim()).slice(0, 12));
  expect(stage.ehr.held('Provenance').length).toBeLessThanOrEqual(FAMILIES[stage.family].provenances);
  expect(await stage.app.ctx.store.db.selectFrom('provenance').select('id').execute()).toHaveLength(1);
  const records = await stage.app.ctx.store.db.selectFrom('audit_record').selectAll().orderBy('seq').execute();
  expect(verifyChain(records).state).toBe('verified');
  expect(records.filter(({ event }) => event.includes('"filing.filed"'))).toHaveLength(1);
}
