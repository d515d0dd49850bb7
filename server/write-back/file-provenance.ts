import type { Provenance } from 'fhir/r4';
import type { Context } from '../context.ts';
import type { Dialect, Writing } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { isOurProvenance } from './compare-filed.ts';
import { recordOf } from './filed-as.ts';
import { type FilingProgress, type LeasedFiling, saveFiling } from './filing-store.ts';
import { outgoingMinimalProvenance, outgoingProvenance } from './outgoing.ts';
import { schemaFaults } from './schema-rules.ts';
import { laterFiling } from './settle.ts';

/** How long a sent Provenance is searched before it counts as absent: indexes may lag. */
const SOUGHT_FOR_MS = 60_000;

/**
 * Puts the Provenance of a confirmed document into the EHR, once, in the form the EHR takes. Where it takes none, refuses it,
 * or never shows it, ours alone holds it: that is recorded and the filing goes on. Only a native one is ever sent again, and
 * only after it was searched in vain. Returns undefined when the filing was given back for later.
 */
export async function fileProvenance(
  ctx: Context,
  port: WritePort,
  dialect: Dialect,
  confirmed: LeasedFiling,
): Promise<LeasedFiling | undefined> {
  let filing = confirmed;
  const { document } = filing.progress;
  if (!document || filing.progress.provenance !== undefined) return filing;
  const kind = dialect.writing.provenance;
  const sentBefore = filing.progress.provenanceSent === true;
  const recorded = filing.progress.recorded ?? ctx.now().toISOString();
  const held = (provenanceHeld: NonNullable<FilingProgress['provenanceHeld']>) =>
    saveFiling(ctx, filing, { progress: { ...filing.progress, recorded, provenance: null, provenanceHeld } });
  const provenance = provenanceFor(kind, filing, recorded);
  if (!provenance) return held('none-taken');
  try {
    if (sentBefore) {
      const found = await findProvenance(port, provenance, document);
      if (found) return await saveFiling(ctx, filing, { progress: { ...filing.progress, provenance: found } });
      const soughtSince = filing.progress.soughtSince ?? ctx.now().toISOString();
      if (ctx.now().getTime() - Date.parse(soughtSince) < SOUGHT_FOR_MS)
        return await laterFiling(ctx, { ...filing, progress: { ...filing.progress, soughtSince } });
      if (kind !== 'native') return await held('no-answer');
    }
    filing = await saveFiling(ctx, filing, { progress: { ...filing.progress, recorded, provenanceSent: true } });
    const { reference } = await port.create(provenance as unknown as FhirJson);
    filing = await saveFiling(ctx, filing, { progress: { ...filing.progress, provenance: reference, stalled: 0 } });
    const back = await port.read(reference).catch((error: unknown) => {
      if (error instanceof FhirRequestError && error.status !== 401) return undefined;
      throw error;
    });
    if (back && !isOurProvenance(back, provenance)) return await held('differs');
    return filing;
  } catch (error) {
    if (!(error instanceof FhirRequestError) || error.status === 401) throw error;
    if (error.kind === 'refused') return held(sentBefore ? 'no-answer' : 'refused');
    return laterFiling(ctx, filing, { state: 'unknown', lastError: 'EHR_UNREACHABLE' });
  }
}

/** The Provenance in the form this EHR takes; undefined where it takes none, or where its form would not be valid FHIR. */
function provenanceFor(kind: Writing['provenance'], filing: LeasedFiling, recorded: string): Provenance | undefined {
  if (kind === 'app-only') return undefined;
  const record = recordOf(filing);
  if (kind === 'native') return outgoingProvenance(record, { ...filing.progress, recorded });
  const minimal = outgoingMinimalProvenance(record, { ...filing.progress, recorded });
  return schemaFaults(minimal).length === 0 ? minimal : undefined;
}

/** Servers differ in whether a search by the document finds a target that names its version; then both spellings are tried. */
async function findProvenance(
  port: WritePort,
  sent: Provenance,
  document: { reference: string },
): Promise<string | undefined> {
  const versioned = sent.target[0]?.reference?.includes('/_history/') === true;
  for (const target of versioned ? [document.reference, sent.target[0]?.reference ?? ''] : [document.reference]) {
    const { resources } = await port.search('Provenance', { target });
    const found = resources.find((resource) => isOurProvenance(resource, sent));
    if (found) return `Provenance/${String(found['id'])}`;
  }
  return undefined;
}
