import { randomUUID } from 'node:crypto';
import type { Chart } from '../../core/chart/chart.ts';
import { factsOf } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import type { SiteRules } from '../../core/checking/site-rules.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import type { NoteStyle } from '../../core/composing/note-style.ts';
import { plainNote } from '../../core/composing/plain-note.ts';
import { draftingConsent } from '../../core/consent/drafting-consent.ts';
import { citedLabels, labelsMember } from '../../core/documents/cited-labels.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import type { ComposeDraft } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { assertMayDraft } from './draft-scope.ts';
import { insertDraft } from './draft-store.ts';

/**
 * Composes a note from chart and session input, checks it and stores it as version 1. The Facts it was made from are stored
 * with it. Draft row and audit record commit together. A plain draft is head and sections alone. Throws ROLE_NOT_PERMITTED,
 * and ASSISTED_DRAFTING_REFUSED where the site asks for consent and the patient refused it.
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
  const site = siteOf(launch);
  if (request.plain !== true && site.assistedDrafting === 'consent-required') {
    const { state } = draftingConsent(chart.facts, chart.missing, request.input.date);
    if (state === 'refused') throw new AppError('ASSISTED_DRAFTING_REFUSED');
  }
  const make = request.plain === true ? plainNote : composeNote;
  const { note, facts } = make({
    format: request.format,
    input: request.input,
    chartFacts: chart.facts,
    missing: chart.missing,
    clinicianName: launch.clinician.name,
    style: styleOf(launch.ehr),
    ...(encounter ? { encounterFactId: encounter.id } : {}),
    ...(launch.ehr.thirdParties ? { thirdParties: launch.ehr.thirdParties } : {}),
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
    flags: checkDraft({ note, facts, missing: chart.missing, sessionDate: request.input.date, site }),
    resolutions: [],
    site,
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

/** What the registration asks of drafts of this clinician. */
function siteOf({ ehr, clinician }: ActiveLaunch): SiteRules {
  const licensedIn = ehr.roles.find(({ fhirUser }) => fhirUser === clinician.reference)?.licensedIn;
  return { assistedDrafting: ehr.assistedDrafting ?? 'not-asked', ...(licensedIn && { licensedIn }) };
}

/** How the site wants its notes worded, as far as its registration says. */
function styleOf({ patientWord, noteDensity, noteAbbreviations }: ActiveLaunch['ehr']): Partial<NoteStyle> {
  return {
    ...(patientWord !== undefined && { patientWord }),
    ...(noteDensity !== undefined && { density: noteDensity }),
    ...(noteAbbreviations !== undefined && { abbreviations: noteAbbreviations }),
  };
}
