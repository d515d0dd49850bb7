import { DEVICE_IDENTIFIER_SYSTEM, URI_SYSTEM } from '../../core/fhir/write/filing-codes.ts';
import type { Context } from '../context.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { type LeasedFiling, saveFiling } from './filing-store.ts';
import { outgoingDevice, outgoingDocument, outgoingProvenance } from './outgoing.ts';
import { failFiling, laterFiling, unknownFiling } from './settle.ts';
import { validateOutgoing } from './validate-outgoing.ts';

/**
 * Sends the note once. The attempt is on disk before the request leaves, so that a crash can never lead to a second note.
 * Returns the filing to go on with, or undefined when it was settled (failed, unknown, or later).
 */
export async function sendDocument(
  ctx: Context,
  port: WritePort,
  planned: LeasedFiling,
): Promise<LeasedFiling | undefined> {
  const document = outgoingDocument(planned.record);
  const faults = [document, outgoingProvenance(planned.record, planned.progress), outgoingDevice()].flatMap(
    (resource) => validateOutgoing(resource),
  );
  if (faults.length > 0) {
    ctx.log.error({ filing: planned.id, code: 'PROFILE_INVALID', reason: faults.join('; ') }, 'document not sent');
    return failFiling(ctx, planned, 'PROFILE_INVALID');
  }
  const prepared = await ensureDevice(ctx, port, planned);
  const attempt = prepared.attempts + 1;
  const sent = await saveFiling(ctx, prepared, {
    state: 'sent',
    attempts: attempt,
    events: [{ type: 'filing.sent', attestation: planned.record.id, filing: planned.id, attempt }],
  });
  try {
    const created = await port.create(document as unknown as FhirJson, {
      ifNoneExist: { identifier: `${URI_SYSTEM}|${planned.record.documentIdentifier}` },
    });
    const { reference, versionId } = created;
    return await saveFiling(ctx, sent, {
      progress: { ...sent.progress, document: { reference, ...(versionId ? { versionId } : {}) } },
    });
  } catch (error) {
    if (!(error instanceof FhirRequestError)) throw error;
    // 412: more than one resource matched the condition, so the note may be there; 408: the EHR gave up on us.
    if (error.mayHaveHappened || error.status === 408 || error.status === 412) return unknownFiling(ctx, sent);
    if (error.status === 401) throw error;
    if (error.kind === 'refused') return failFiling(ctx, sent, 'WRITE_BACK_REFUSED');
    return laterFiling(ctx, sent, { state: 'planned', lastError: 'EHR_UNREACHABLE' });
  }
}

/** The drafter's Device: found or created by its identifier, or contained where the EHR takes no Device. */
async function ensureDevice(ctx: Context, port: WritePort, filing: LeasedFiling): Promise<LeasedFiling> {
  if (filing.progress.device !== undefined) return filing;
  const device = outgoingDevice();
  let reference = 'contained';
  try {
    const identifier = `${DEVICE_IDENTIFIER_SYSTEM}|${device.identifier?.[0]?.value ?? ''}`;
    reference = (await port.create(device as unknown as FhirJson, { ifNoneExist: { identifier } })).reference;
  } catch (error) {
    const takesNoDevice = error instanceof FhirRequestError && (error.kind === 'refused' || error.status === 501);
    if (!takesNoDevice || error.status === 401) throw error;
  }
  return saveFiling(ctx, filing, { progress: { ...filing.progress, device: reference } });
}
