import type { FilingView } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { filingMessage } from './filing-message.ts';
import { readAttestation, WAITS_FOR_LAUNCH } from './filing-store.ts';
import { findFiling } from './find-filing.ts';

/** Where the filing of a draft stands, in words. Throws DRAFT_NOT_FOUND. */
export async function filingView(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<FilingView> {
  const { row, progress } = await findFiling(ctx, launch, draftId);
  const record = await readAttestation(ctx, row.attestation_id);
  const { document } = progress;
  const waits = row.next_at === WAITS_FOR_LAUNCH;
  return {
    state: row.state,
    attestedAt: record.attestedAt,
    attester: record.attester.name,
    textHash: record.textHash,
    ...(progress.confirmed && document ? { documentReference: document.reference } : {}),
    ...(progress.confirmed && document?.versionId ? { documentVersion: document.versionId } : {}),
    ...(progress.provenance ? { provenanceReference: progress.provenance } : {}),
    ...(progress.filedAt ? { filedAt: progress.filedAt } : {}),
    message: filingMessage(row.state, progress, waits),
    ...(row.state === 'unknown' && !document && progress.asksClinician && !progress.sendAgain && !waits
      ? { maySendAgain: true }
      : {}),
  };
}
