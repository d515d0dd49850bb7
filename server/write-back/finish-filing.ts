import { randomUUID } from 'node:crypto';
import type { Provenance } from 'fhir/r4';
import type { Context } from '../context.ts';
import { recordOf } from './filed-as.ts';
import { type LeasedFiling, saveFiling } from './filing-store.ts';
import { outgoingProvenance } from './outgoing.ts';

/** Our own copy of a filed Provenance, as the auditor's endpoint serves it. References are relative to the EHR's base. */
export interface HeldProvenance {
  readonly ehr: string;
  /** Reference of the EHR's copy; null where the EHR took none. */
  readonly inEhr: string | null;
  readonly attestation: string;
  readonly textHash: string;
  readonly resource: Provenance;
}

/** Ends a delivery: state filed, our own copy of the Provenance, and the audit record commit together. */
export async function finishFiling(ctx: Context, filing: LeasedFiling): Promise<void> {
  const { record, progress } = filing;
  const { document } = progress;
  if (!document) throw new Error('a filing without a document cannot be finished');
  const id = randomUUID();
  const resource: Provenance = { ...outgoingProvenance(recordOf(filing), progress), id };
  const held: HeldProvenance = {
    ehr: record.ehr,
    inEhr: progress.provenance ?? null,
    attestation: record.id,
    textHash: record.textHash,
    resource,
  };
  await saveFiling(ctx, filing, {
    state: 'filed',
    progress: { ...progress, filedAt: ctx.now().toISOString() },
    nextAt: ctx.now().toISOString(),
    events: [
      {
        type: 'filing.filed',
        attestation: record.id,
        filing: filing.id,
        document: document.reference,
        ...(progress.provenance ? { provenance: progress.provenance } : {}),
        textHash: record.textHash,
      },
    ],
    also: async (trx) => {
      await trx
        .insertInto('provenance')
        .values({
          id,
          tenant: record.tenant,
          patient_key: ctx.sealer.lookupKey(record.ehr, record.patientReference),
          recorded: resource.recorded,
          agent: ctx.sealer.lookupKey(record.ehr, record.attester.reference),
          body_sealed: ctx.sealer.seal(held, `provenance:${id}`),
        })
        .execute();
      await trx
        .insertInto('provenance_target')
        .values({
          provenance_id: id,
          tenant: record.tenant,
          target_key: ctx.sealer.lookupKey(record.ehr, document.reference),
        })
        .execute();
    },
  });
}
