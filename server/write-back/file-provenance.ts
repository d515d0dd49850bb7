import type { Context } from '../context.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { isOurProvenance } from './compare-filed.ts';
import { type FilingFault, type LeasedFiling, saveFiling } from './filing-store.ts';
import { outgoingProvenance } from './outgoing.ts';
import { laterFiling } from './settle.ts';

/**
 * Puts the Provenance of a confirmed document into the EHR, once. Where the EHR takes none, ours alone holds it: that is
 * recorded and the filing goes on. Returns undefined when the filing was given back for later.
 */
export async function fileProvenance(
  ctx: Context,
  port: WritePort,
  confirmed: LeasedFiling,
): Promise<LeasedFiling | undefined> {
  let filing = confirmed;
  const { document } = filing.progress;
  if (!document || filing.progress.provenance !== undefined) return filing;
  const recorded = filing.progress.recorded ?? ctx.now().toISOString();
  const provenance = outgoingProvenance(filing.record, { ...filing.progress, recorded });
  const held = (lastError: FilingFault) =>
    saveFiling(ctx, filing, { progress: { ...filing.progress, recorded, provenance: null, lastError } });
  try {
    if (filing.progress.provenanceSent) {
      const found = await findProvenance(port, provenance, document);
      if (found) return await saveFiling(ctx, filing, { progress: { ...filing.progress, provenance: found } });
      // Indexes may lag: like the note, it counts as absent only after a minute of vain searches.
      const soughtSince = filing.progress.soughtSince ?? ctx.now().toISOString();
      if (ctx.now().getTime() - Date.parse(soughtSince) < 60_000)
        return await laterFiling(ctx, { ...filing, progress: { ...filing.progress, soughtSince } });
    }
    filing = await saveFiling(ctx, filing, { progress: { ...filing.progress, recorded, provenanceSent: true } });
    const { reference } = await port.create(provenance as unknown as FhirJson);
    filing = await saveFiling(ctx, filing, { progress: { ...filing.progress, provenance: reference, stalled: 0 } });
    const back = await port.read(reference).catch((error: unknown) => {
      if (error instanceof FhirRequestError && error.status !== 401) return undefined;
      throw error;
    });
    if (back && !isOurProvenance(back, provenance)) return await held('READ_BACK_DIFFERS');
    return filing;
  } catch (error) {
    if (!(error instanceof FhirRequestError) || error.status === 401) throw error;
    if (error.kind === 'refused') return held('EHR_REFUSED');
    return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
  }
}

/** Servers differ in whether a search by the document finds a target that names its version; both spellings are tried. */
async function findProvenance(
  port: WritePort,
  sent: Parameters<typeof isOurProvenance>[1],
  document: { reference: string; versionId?: string },
): Promise<string | undefined> {
  const spellings = [document.reference, `${document.reference}/_history/${document.versionId ?? '1'}`];
  for (const target of spellings) {
    const { resources } = await port.search('Provenance', { target });
    const found = resources.find((resource) => isOurProvenance(resource, sent));
    if (found) return `Provenance/${String(found['id'])}`;
  }
  return undefined;
}
