import type { Chart, MissingRead } from '../../core/chart/chart.ts';
import { type DroppedResource, factsFromResources } from '../../core/fhir/read/read-chart.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import { GENERIC_R4 } from '../fhir/dialects/generic-r4.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { ReadPort, SearchResult } from '../fhir/read-port.ts';
import { readNoteTexts } from './note-texts.ts';
import { readFailure } from './read-failure.ts';

/** What loading a chart needs. */
export interface LoadChartOptions {
  readonly read: ReadPort;
  /** Id of the launch patient, without `Patient/`. */
  readonly patientId: string;
  readonly encounterId?: string;
  /** Whether the granted scopes allow reading this resource type. */
  readonly granted: (resource: string) => boolean;
  readonly now: () => Date;
  /** Called for every resource that gave no Facts, so that it can be audited. */
  readonly onDropped?: (dropped: DroppedResource) => void;
  readonly dialect?: Dialect;
}

interface PartRead {
  readonly resources: readonly FhirJson[];
  readonly missing?: MissingRead;
}

/**
 * Reads the chart of one patient: every part in one parallel wave, then the contents of the newest notes in a second.
 * A part that is not granted is not asked for; a part that is refused, fails or is late becomes a MissingRead. Never
 * throws for what an EHR does.
 */
export async function loadChart(options: LoadChartOptions): Promise<Chart> {
  const { read, patientId, encounterId, granted, dialect = GENERIC_R4 } = options;
  const readAt = options.now().toISOString();
  const patientReference = `Patient/${patientId}`;

  const one = (reference: string, resource: string, what: string): Promise<PartRead> =>
    part(resource, what, granted, async () => ({ resources: [await read.read(reference)], incomplete: false }));
  const parts = await Promise.all([
    one(patientReference, 'Patient', 'patient details'),
    ...dialect.reads.flatMap(({ resource, what, searches }) =>
      searches.map((params) =>
        part(resource, what, granted, () => read.search(resource, { patient: patientId, ...params })),
      ),
    ),
    ...(encounterId === undefined ? [] : [one(`Encounter/${encounterId}`, 'Encounter', 'this visit')]),
  ]);
  const resources = parts.flatMap((each) => each.resources);

  const notes = await readNoteTexts({
    read,
    documents: resources.filter((each) => each.resourceType === 'DocumentReference'),
    patientReference,
    content: dialect.noteContent,
    mayFetch: granted('Binary'),
  });
  const { facts, dropped } = factsFromResources({
    patientReference,
    resources,
    noteTexts: notes.texts,
    baseUrl: read.baseUrl,
  });
  for (const each of dropped) options.onDropped?.(each);

  const missing = [
    ...parts.flatMap((each) => each.missing ?? []),
    ...unusable(dropped, dialect),
    ...notes.failures.map((failure): MissingRead => ({ resource: 'Binary', what: 'text of prior notes', ...failure })),
  ];
  return { facts, missing: once(missing), readAt };
}

async function part(
  resource: string,
  what: string,
  granted: (resource: string) => boolean,
  ask: () => Promise<SearchResult>,
): Promise<PartRead> {
  if (!granted(resource)) return { resources: [], missing: { resource, what, reason: 'not-granted' } };
  try {
    const { resources, incomplete } = await ask();
    return incomplete ? { resources, missing: { resource, what: `some ${what}`, reason: 'failed' } } : { resources };
  } catch (error) {
    return { resources: [], missing: { resource, what, ...readFailure(error) } };
  }
}

/** What came and could not be used is a gap too: a score out of range, a condition without words. */
function unusable(dropped: readonly DroppedResource[], { reads }: Dialect): MissingRead[] {
  return dropped
    .filter(({ reason }) => reason === 'unreadable' || reason === 'out-of-range')
    .map(({ reference }) => {
      const resource = reference.split('/')[0] ?? '';
      const what = reads.find((one) => one.resource === resource)?.what;
      return { resource, what: what === undefined ? 'patient details' : `some ${what}`, reason: 'unreadable' };
    });
}

/** Each gap once, in the order found. */
function once(missing: readonly MissingRead[]): MissingRead[] {
  return [
    ...new Map(
      missing.map((gap) => [`${gap.resource} ${gap.what} ${gap.reason} ${gap.httpStatus ?? ''}`, gap]),
    ).values(),
  ];
}
