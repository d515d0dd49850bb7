import type { Context } from '../context.ts';
import { type FilingFault, type LeasedFiling, saveFiling, WAITS_FOR_LAUNCH } from './filing-store.ts';

/** Ends a filing that the EHR, or our own profile, refused. The clinician can have it tried again. */
export async function failFiling(ctx: Context, filing: LeasedFiling, code: FilingFault): Promise<undefined> {
  await saveFiling(ctx, filing, {
    state: 'failed',
    progress: { ...filing.progress, lastError: code },
    nextAt: ctx.now().toISOString(),
    events: [{ type: 'filing.failed', attestation: filing.record.id, filing: filing.id, code }],
  });
  ctx.log.warn({ filing: filing.id, code }, 'filing failed');
}

/** The note was sent and no answer told its fate: it is looked for before anything is sent again. */
export async function unknownFiling(ctx: Context, filing: LeasedFiling): Promise<undefined> {
  await saveFiling(ctx, filing, {
    state: 'unknown',
    nextAt: ctx.now().toISOString(),
    events: [{ type: 'filing.unknown', attestation: filing.record.id, filing: filing.id, attempt: filing.attempts }],
  });
  ctx.log.warn({ filing: filing.id, attempt: filing.attempts }, 'filing unknown');
}

/** Gives the filing back for a later try: 1 s, 2 s, 4 s … 5 min. A note that may be in the EHR keeps that in its state. */
export async function laterFiling(
  ctx: Context,
  filing: LeasedFiling,
  change: { state?: 'planned' | 'unknown'; lastError?: FilingFault } = {},
): Promise<undefined> {
  const stalled = (filing.progress.stalled ?? 0) + 1;
  const delay = Math.min(300_000, 1000 * 2 ** Math.min(stalled - 1, 10));
  await saveFiling(ctx, filing, {
    state: change.state ?? (filing.state === 'sent' ? 'unknown' : filing.state),
    progress: { ...filing.progress, stalled, ...(change.lastError ? { lastError: change.lastError } : {}) },
    nextAt: new Date(ctx.now().getTime() + delay).toISOString(),
  });
}

/** Nothing can be sent without the clinician's own launch: the filing waits until she opens this patient again. */
export async function waitForLaunch(ctx: Context, filing: LeasedFiling, provenUnsent: boolean): Promise<undefined> {
  const state =
    filing.state === 'sent' ? (provenUnsent && !filing.progress.document ? 'planned' : 'unknown') : filing.state;
  await saveFiling(ctx, filing, {
    state,
    progress: { ...filing.progress, lastError: 'SESSION_EXPIRED' },
    nextAt: WAITS_FOR_LAUNCH,
  });
}
