import { DEVICE_IDENTIFIER_SYSTEM, URI_SYSTEM } from '../../core/fhir/write/filing-codes.ts';
import type { Context } from '../context.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { recordOf } from './filed-as.ts';
import { type LeasedFiling, saveFiling } from './filing-store.ts';
import { outgoingDevice, outgoingDocument, outgoingProvenance, shapedDocument } from './outgoing.ts';
import { preflight } from './preflight.ts';
import { schemaFaults } from './schema-rules.ts';
import { failFiling, laterFiling, unknownFiling } from './settle.ts';
import { validateOutgoing } from './validate-outgoing.ts';

/**
 * Sends the note once, as its EHR takes it. What the EHR would refuse it for is found before. The attempt is on disk before
 * the request leaves, so that a crash can never lead to a second note. `launched` is the clinician whose token carries it.
 * Returns the filing to go on with, or undefined when it was settled (failed, unknown, or later).
 */
export async function sendDocument(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  launched: string,
  planned: LeasedFiling,
): Promise<LeasedFiling | undefined> {
  const writing = dialect.writing.note;
  const record = recordOf(planned);
  const document = shapedDocument(record, writing);
  const missing = preflight(document, { record, launched, writing });
  if (missing) {
    ctx.log.warn({ filing: planned.id, code: missing.fault, reason: missing.need }, 'document not sent');
    return failFiling(ctx, planned, missing.fault);
  }
  const faults = [
    ...[outgoingDocument(record), outgoingProvenance(record, planned.progress), outgoingDevice()].flatMap((resource) =>
      validateOutgoing(resource),
    ),
    ...schemaFaults(document),
  ];
  if (faults.length > 0) {
    ctx.log.error({ filing: planned.id, code: 'PROFILE_INVALID', reason: faults.join('; ') }, 'document not sent');
    return failFiling(ctx, planned, 'PROFILE_INVALID');
  }
  const prepared = await ensureDevice(ctx, port, dialect, planned);
  const attempt = prepared.attempts + 1;
  const { refusal: _, ...progress } = prepared.progress;
  const sent = await saveFiling(ctx, prepared, {
    state: 'sent',
    attempts: attempt,
    progress: { ...progress, writing },
    events: [{ type: 'filing.sent', attestation: record.id, filing: planned.id, attempt }],
  });
  try {
    const created = await port.create(
      document as unknown as FhirJson,
      writing.conditionalCreate ? { ifNoneExist: { identifier: `${URI_SYSTEM}|${record.documentIdentifier}` } } : {},
    );
    const { reference, versionId } = created;
    return await saveFiling(ctx, sent, {
      progress: { ...sent.progress, document: { reference, ...(versionId ? { versionId } : {}) } },
    });
  } catch (error) {
    if (!(error instanceof FhirRequestError)) throw error;
    // 412: more than one resource matched the condition, so the note may be there; 408: the EHR gave up on us.
    if (error.mayHaveHappened || error.status === 408 || error.status === 412) return unknownFiling(ctx, sent);
    if (error.status === 401) throw error;
    if (error.kind === 'refused') return refused(ctx, sent, error);
    return laterFiling(ctx, sent, { state: 'planned', lastError: 'EHR_UNREACHABLE' });
  }
}

/** The EHR said no: nothing is in the chart. Its status and codes, never its words, are kept for who has to help. */
function refused(ctx: Context, sent: LeasedFiling, error: FhirRequestError): Promise<undefined> {
  const codes = error.outcome.map(({ code, detail }) => detail ?? code);
  const refusal = {
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.means === undefined ? {} : { means: error.means }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    codes,
  };
  ctx.log.warn(
    { filing: sent.id, status: error.status, reason: codes.join(' '), requestId: error.requestId },
    'the EHR refused the note',
  );
  return failFiling(ctx, { ...sent, progress: { ...sent.progress, refusal } }, 'WRITE_BACK_REFUSED');
}

/** The drafter's Device: found or created by its identifier, or contained where the EHR takes no Device. */
async function ensureDevice(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  filing: LeasedFiling,
): Promise<LeasedFiling> {
  if (filing.progress.device !== undefined) return filing;
  const device = outgoingDevice();
  let reference = 'contained';
  try {
    const identifier = `${DEVICE_IDENTIFIER_SYSTEM}|${device.identifier?.[0]?.value ?? ''}`;
    if (dialect.writing.device === 'native')
      reference = (await port.create(device as unknown as FhirJson, { ifNoneExist: { identifier } })).reference;
  } catch (error) {
    const takesNoDevice = error instanceof FhirRequestError && (error.kind === 'refused' || error.status === 501);
    if (!takesNoDevice || error.status === 401) throw error;
  }
  return saveFiling(ctx, filing, { progress: { ...filing.progress, device: reference } });
}
