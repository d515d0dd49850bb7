import { factsOf } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { citedLabels, labelsMember } from '../../core/documents/cited-labels.ts';
import type { Draft, Section, Sentence } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { SaveDraft } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { assertMayDraft } from './draft-scope.ts';
import { loadComposed, loadDraft, replaceDraft } from './draft-store.ts';

/**
 * Stores the clinician's edits as the next version and checks them again. A sentence keeps the origin `composed` only while
 * it is, word for word, the one that was composed, also when she put it back; anything else is the clinician's own and cites nothing. Sections stay
 * those of the format. Throws REVISION_CONFLICT, DRAFT_ALREADY_ATTESTED, DRAFT_NOT_FOUND, BAD_REQUEST.
 */
export async function saveDraft(
  ctx: Context,
  launch: ActiveLaunch,
  draftId: string,
  change: SaveDraft,
): Promise<Draft> {
  assertMayDraft(launch);
  const stored = await loadDraft(ctx, launch, draftId);
  if (stored.status === 'attested') throw new AppError('DRAFT_ALREADY_ATTESTED');
  if (stored.version !== change.basedOn) throw new AppError('REVISION_CONFLICT');
  const composed = await loadComposed(ctx, draftId);
  const sections = keepOrigins(stored, composed, change.sections);
  const note = { ...stored, sections };
  const { facts, missing, site } = stored;
  const flags = checkDraft({ note, facts, missing, sessionDate: sessionDateOf(stored), site });
  const flagIds = new Set(flags.map((flag) => flag.id));
  const { labels: _before, ...kept } = stored;
  const draft: Draft = {
    ...kept,
    ...labelsMember(citedLabels(note, composed)),
    sections,
    version: stored.version + 1,
    flags,
    resolutions: change.resolutions.filter((resolution) => flagIds.has(resolution.flagId) && resolution.reason !== ''),
    textHash: sha256(renderText(note)),
    updatedAt: ctx.now().toISOString(),
  };
  await ctx.store.transaction(async (trx) => {
    await replaceDraft(trx, ctx, launch, draft, stored.version);
    await appendAuditIn(trx, launch.tenant, ctx.now(), {
      type: 'draft.edited',
      handle: launch.handle,
      draft: draft.id,
      version: draft.version,
      textHash: draft.textHash,
    });
  });
  return draft;
}

/** The date of the session a draft is about, from its own Facts. */
export function sessionDateOf(draft: Pick<Draft, 'facts' | 'createdAt'>): string {
  return factsOf(draft.facts, 'session')[0]?.value.date ?? draft.createdAt.slice(0, 10);
}

function keepOrigins(stored: Draft, composed: Draft, changed: readonly Section[]): Section[] {
  if (changed.map((section) => section.id).join() !== stored.sections.map((section) => section.id).join()) {
    throw new AppError('BAD_REQUEST');
  }
  const sentencesById = (draft: Draft) =>
    new Map(draft.sections.flatMap((section) => section.sentences.map((sentence) => [sentence.id, sentence])));
  const known = [sentencesById(composed), sentencesById(stored)];
  const seen = new Set<string>();
  return stored.sections.map((section, index) => ({
    ...section,
    sentences: (changed[index]?.sentences ?? []).map((sentence): Sentence => {
      if (seen.has(sentence.id)) throw new AppError('BAD_REQUEST');
      seen.add(sentence.id);
      const before = known.map((sentences) => sentences.get(sentence.id)).find((one) => one?.text === sentence.text);
      if (before) return before;
      return { id: sentence.id, text: sentence.text, facts: [], rule: 'clinician', origin: 'clinician' };
    }),
  }));
}
