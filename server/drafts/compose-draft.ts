import { randomUUID } from 'node:crypto';
import type { Chart } from '../../core/chart/chart.ts';
import { factsOf } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import { citedLabels, labelsMember } from '../../core/documents/cited-labels.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { ComposeDraft } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { assertMayDraft } from './draft-scope.ts';
import { insertDraft } from './draft-store.ts';

/**
 * Composes a note from chart and session input, checks it and stores it as version 1. The Facts it was made from are stored
 * with it. Draft row and audit record commit together. Throws ROLE_NOT_PERMITTED.
 */
export async function composeDraft(
  ctx: Context,
  launch: ActiveLaunch,
  chart: Chart,
  request: ComposeDraft,
): Promise<Draft> {
  assertMayDraft(launch);
  const encounter = factsOf(chart.facts, 'encounter').find(
    (fact) => fact.source.from === 'ehr' && fact.source.reference === launch.encounterReference,
  );
  const { note, facts } = composeNote({
    format: request.format,
    input: request.input,
    chartFacts: chart.facts,
    missing: chart.missing,
    clinicianName: launch.clinician.name,
    ...(launch.ehr.patientWord ? { style: { patientWord: launch.ehr.patientWord } } : {}),
    ...(encounter ? { encounterFactId: encounter.id } : {}),
  });
  const at = ctx.now().toISOString();
  const draft: Draft = {
    ...note,
    schema: 'throughline.draft/1',
    id: randomUUID(),
    version: 1,
    status: 'draft',
    facts,
    missing: chart.missing,
    flags: checkDraft({ note, facts, missing: chart.missing, sessionDate: request.input.date }),
    resolutions: [],
    ...labelsMember(citedLabels({ ...note, facts })),
    textHash: sha256(renderText(note)),
    createdAt: at,
    updatedAt: at,
  };
  await ctx.store.transaction(async (trx) => {
    await insertDraft(trx, ctx, launch, draft);
    await appendAuditIn(trx, launch.tenant, ctx.now(), {
      type: 'draft.composed',
      handle: launch.handle,
      draft: draft.id,
      version: 1,
      textHash: draft.textHash,
      facts: facts.length,
    });
  });
  return draft;
}
