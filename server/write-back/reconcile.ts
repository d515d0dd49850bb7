import type { Context } from '../context.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { filedAs } from './filed-as.ts';
import { type LeasedFiling, saveFiling } from './filing-store.ts';
import { findNote } from './find-note.ts';
import { failFiling, laterFiling } from './settle.ts';

/** Searches that must find nothing, and the time they must span, before a note counts as absent: indexes may lag. */
const PATIENCE = { polls: 3, overMs: 60_000 };

/**
 * Finds out whether a note that was sent without an answer is in the EHR. Found: returns the filing to go on with. Absent for
 * long enough: back to planned only where a conditional create stands in the way of a second note; elsewhere it stays
 * unknown, is looked for now and then, and the clinician is asked. Never sends anything.
 */
export async function reconcile(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  filing: LeasedFiling,
  patience = PATIENCE,
): Promise<LeasedFiling | undefined> {
  const filed = filedAs(filing, dialect);
  const found = await findNote(ctx, port, dialect, filed);
  if (!found) return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
  const { absent: _, asksClinician: _asks, sendAgain, ...progress } = filing.progress;
  if (found.notes.length > 1) return failFiling(ctx, { ...filing, progress }, 'FOUND_TWICE');
  const [note] = found.notes;
  if (note) return saveFiling(ctx, filing, { progress: { ...progress, stalled: 0, document: documentOf(note) } });
  const again = filed.writing.conditionalCreate;
  if (again && !found.certain) return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
  if (sendAgain) return planAgain(ctx, filing, { ...progress, sentAgain: true });
  const now = ctx.now();
  const absent = {
    polls: (filing.progress.absent?.polls ?? 0) + 1,
    since: filing.progress.absent?.since ?? now.toISOString(),
  };
  const longEnough = absent.polls >= patience.polls && now.getTime() - Date.parse(absent.since) >= patience.overMs;
  if (longEnough && again) return planAgain(ctx, filing, progress);
  if (longEnough)
    return laterFiling(
      ctx,
      { ...filing, progress: { ...filing.progress, absent, asksClinician: true } },
      { state: 'unknown' },
    );
  const delay = Math.max(1, Math.ceil(patience.overMs / Math.max(1, patience.polls - 1)));
  await saveFiling(ctx, filing, {
    state: 'unknown',
    progress: { ...filing.progress, absent },
    nextAt: new Date(now.getTime() + delay).toISOString(),
  });
  return undefined;
}

async function planAgain(ctx: Context, filing: LeasedFiling, progress: LeasedFiling['progress']): Promise<undefined> {
  await saveFiling(ctx, filing, {
    state: 'planned',
    progress: { ...progress, stalled: 0 },
    nextAt: ctx.now().toISOString(),
  });
}

function documentOf(resource: FhirJson): { reference: string; versionId?: string } {
  const versionId = (resource['meta'] as { versionId?: unknown } | undefined)?.versionId;
  return {
    reference: `DocumentReference/${String(resource['id'])}`,
    ...(typeof versionId === 'string' ? { versionId } : {}),
  };
}
