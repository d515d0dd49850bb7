import type { FilingState, FilingView } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { type FilingFault, type FilingProgress, readAttestation, WAITS_FOR_LAUNCH } from './filing-store.ts';
import { findFiling } from './find-filing.ts';

/** Where the filing of a draft stands, in words. Throws DRAFT_NOT_FOUND. */
export async function filingView(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<FilingView> {
  const { row, progress } = await findFiling(ctx, launch, draftId);
  const record = await readAttestation(ctx, row.attestation_id);
  const { document } = progress;
  return {
    state: row.state,
    attestedAt: record.attestedAt,
    attester: record.attester.name,
    textHash: record.textHash,
    ...(progress.confirmed && document ? { documentReference: document.reference } : {}),
    ...(progress.confirmed && document?.versionId ? { documentVersion: document.versionId } : {}),
    ...(progress.provenance ? { provenanceReference: progress.provenance } : {}),
    ...(progress.filedAt ? { filedAt: progress.filedAt } : {}),
    message: messageOf(row.state, progress, row.next_at === WAITS_FOR_LAUNCH),
  };
}

function messageOf(state: FilingState, progress: FilingProgress, waits: boolean): string {
  if (state === 'filed')
    return progress.provenance
      ? 'The note is in the chart. It was read back and is word for word what you attested.'
      : 'The note is in the chart, read back and word for word what you attested. This EHR did not take its Provenance; Throughline holds it for auditors.';
  if (state === 'failed') return FAILED[progress.lastError as keyof typeof FAILED] ?? FAILED.WRITE_BACK_REFUSED;
  if (progress.confirmed)
    return waits
      ? 'The note is in the chart. Its Provenance is not filed yet: launch this patient again to finish.'
      : 'The note is in the chart. Its Provenance is being filed.';
  if (waits && state === 'planned')
    return 'The note is attested and kept here, and is not in the chart yet. Launch this patient again from the EHR to file it.';
  if (waits)
    return 'The note was sent, but the EHR’s answer never came. Launch this patient again from the EHR; Throughline then looks for it and will not file it twice.';
  if (state === 'unknown')
    return 'The note was sent, but the EHR’s answer never came. Throughline is looking for it in the chart and will not file it twice.';
  if (state === 'planned' && progress.stalled)
    return 'The note is attested and kept here. The EHR did not answer; Throughline tries again by itself.';
  return state === 'sent' ? 'The note was sent and is being read back.' : 'The note is attested and is being filed.';
}

const FAILED = {
  WRITE_BACK_REFUSED:
    'The EHR refused the note. It is attested and kept here, and is not in the chart. Try again; if it stays, tell your administrator.',
  PROFILE_INVALID:
    'The note did not pass its own check, so it was not sent. It is attested and kept here. Tell your administrator.',
  READ_BACK_DIFFERS:
    'The EHR holds something else than you attested. Your text is kept here. Look at the document in the chart and tell your administrator.',
  FOUND_TWICE:
    'The chart holds this note more than once. Nothing more was sent. Look at the documents in the chart and tell your administrator.',
} as const satisfies Partial<Record<FilingFault, string>>;
