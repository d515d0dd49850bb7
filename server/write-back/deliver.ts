import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { compareDocument, UNREADABLE } from './compare-filed.ts';
import type { DeliveryPorts } from './delivery-ports.ts';
import { fileProvenance } from './file-provenance.ts';
import { filedAs } from './filed-as.ts';
import { claimFiling, type LeasedFiling, LeaseLost, saveFiling } from './filing-store.ts';
import { findNote } from './find-note.ts';
import { finishFiling } from './finish-filing.ts';
import { isClosed } from './is-closed.ts';
import { reconcile } from './reconcile.ts';
import { sendDocument } from './send-document.ts';
import { failFiling, laterFiling, waitForLaunch } from './settle.ts';

/**
 * Takes one filing as far as it goes: send, read back, Provenance, filed. Every step is on disk before the next begins, so
 * a crash at any point is taken up where it happened; a note whose fate is not known is looked for, never sent again
 * blindly. Faults that are ours propagate and leave the claim to run out.
 */
export async function deliver(ctx: Context, ports: DeliveryPorts, filingId: string): Promise<void> {
  const claimed = await claimFiling(ctx, filingId);
  if (!claimed) return;
  let filing = claimed;
  try {
    // `sent` and unclaimed: the worker that sent it died before it could write down the answer.
    if (filing.state === 'sent') filing = await markUnknown(ctx, filing);
    const launch = await ports.launchForDelivery(ctx, filing.handle);
    if (
      !launch ||
      launch.ehr.name !== filing.record.ehr ||
      launch.patientReference !== filing.record.patientReference
    ) {
      await waitForLaunch(ctx, filing, false);
      return;
    }
    const dialect = await ports.dialectFor(ctx, launch);
    if (!dialect) {
      await laterFiling(ctx, filing, { lastError: 'EHR_UNREACHABLE' });
      return;
    }
    const port = ports.createWritePort({
      dialect,
      baseUrl: launch.ehr.issuer,
      getAccessToken: (force) => launch.getAccessToken(force),
    });
    await goOn(ctx, ports, { port, launch, dialect }, filing);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await giveBack(ctx, filing.claim.newest ?? filing, error);
  }
}

/** The EHR of this delivery: the way to it, the launch whose token is used, and how it takes what is filed. */
interface Ehr {
  readonly port: WritePort;
  readonly launch: ActiveLaunch;
  readonly dialect: Dialect;
}

async function goOn(
  ctx: Context,
  ports: DeliveryPorts,
  { port, launch, dialect }: Ehr,
  start: LeasedFiling,
): Promise<void> {
  let filing: LeasedFiling | undefined = start;
  if (!filing.progress.document)
    filing =
      filing.state === 'unknown'
        ? await reconcile(ctx, port, dialect, filing, ports.patience)
        : await sendDocument(ctx, port, dialect, launch.clinician.reference, filing);
  if (filing) filing = await confirmDocument(ctx, port, dialect, filing);
  if (filing) filing = await fileProvenance(ctx, port, dialect, filing);
  if (filing) await finishFiling(ctx, filing);
}

/**
 * Reads the note back. Only a note that compares equal counts as delivered. One that was sent a second time because the
 * clinician did not find it is also searched: its first copy may have come to light.
 */
async function confirmDocument(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  filing: LeasedFiling,
): Promise<LeasedFiling | undefined> {
  const { document, confirmed } = filing.progress;
  if (confirmed || !document) return filing;
  try {
    const found = await port.read(document.reference);
    const filed = filedAs(filing, dialect);
    const comparison = await compareDocument(port, filed, found);
    if (!comparison.same) {
      const fault = comparison.different === UNREADABLE ? 'READ_BACK_UNREADABLE' : 'READ_BACK_DIFFERS';
      ctx.log.error(
        { filing: filing.id, code: fault, reason: comparison.different },
        'the note was not read back equal',
      );
      return failFiling(ctx, filing, fault);
    }
    if (filing.progress.sentAgain) {
      const copies = await findNote(ctx, port, dialect, filed);
      if (copies && copies.notes.length > 1) return failFiling(ctx, filing, 'FOUND_TWICE');
    }
    const versionId = (found['meta'] as { versionId?: unknown } | undefined)?.versionId;
    return await saveFiling(ctx, filing, {
      progress: {
        ...filing.progress,
        confirmed: true,
        stalled: 0,
        document: { reference: document.reference, ...(typeof versionId === 'string' ? { versionId } : document) },
      },
    });
  } catch (error) {
    if (!(error instanceof FhirRequestError) || error.status === 401 || isClosed(error)) throw error;
    if (error.status !== 404 && error.status !== 410)
      return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
    // The EHR acknowledged the note: it is read again, never sent again, however long the EHR's copies lag.
    return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_REFUSED' });
  }
}

function markUnknown(ctx: Context, filing: LeasedFiling): Promise<LeasedFiling> {
  if (filing.progress.document) return Promise.resolve(filing);
  return saveFiling(ctx, filing, {
    state: 'unknown',
    events: [{ type: 'filing.unknown', attestation: filing.record.id, filing: filing.id, attempt: filing.attempts }],
  });
}

/** A request that could not be made, or was refused for want of a token, leaves the filing for later. */
async function giveBack(ctx: Context, filing: LeasedFiling, error: unknown): Promise<void> {
  if (error instanceof AppError || (error instanceof FhirRequestError && error.status === 401)) {
    // A token is asked for before a request leaves, and a 401 carries nothing out: this attempt did not reach the chart.
    await waitForLaunch(ctx, filing, true);
    return;
  }
  if (!(error instanceof FhirRequestError)) throw error;
  if (isClosed(error)) {
    await failFiling(ctx, filing, 'CHART_CLOSED');
    return;
  }
  await laterFiling(ctx, filing, { lastError: 'EHR_UNREACHABLE' });
}
