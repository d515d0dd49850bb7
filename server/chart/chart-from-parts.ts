import type { Chart, MissingRead, MissingReason } from '../../core/chart/chart.ts';
import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import { type DroppedResource, factsFromResources } from '../../core/fhir/read/read-chart.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { Gap, ReadPort, Stray } from '../fhir/read-port.ts';
import { chartParts } from './chart-parts.ts';
import { allMissing, eachOnce, missingReads, notShown, type PartState } from './missing-reads.ts';

/** A resource that gave no Facts, and why. */
export interface DroppedRead {
  readonly reference: string;
  readonly reason: DroppedResource['reason'] | Stray['reason'];
}

/** What has been read by now, and of whom. */
export interface ReadSoFar {
  readonly read: Pick<ReadPort, 'baseUrl'>;
  readonly dialect: Dialect;
  readonly codeMap?: SiteCodeMap;
  readonly timeZone?: string;
  readonly readAt: string;
  readonly patientReference: string;
  readonly states: readonly PartState[];
  /** Plain texts of notes by their reference. */
  readonly texts: ReadonlyMap<string, string>;
  /** What went wrong in reading those. */
  readonly failures: readonly Gap[];
  /** Why the reading has ended early. */
  readonly stop: MissingReason | undefined;
}

/**
 * The chart as far as it is known, with every gap in it. A reading that was stopped gives no Facts: which answers came before
 * the stop is chance, and a part of a chart that is closed to the clinician, or no longer kept, is nothing to write from.
 */
export function chartFromParts(so: ReadSoFar): { chart: Chart; dropped: readonly DroppedRead[] } {
  const { states, dialect, codeMap, readAt } = so;
  const about = { readAt, dialect: dialect.id };
  if (so.stop !== undefined)
    return { chart: { facts: [], missing: allMissing(states, so.stop), ...about }, dropped: [] };
  const resources = states.flatMap(({ done }) => done?.resources ?? []);
  const { facts, dropped, unmapped } = factsFromResources({
    patientReference: so.patientReference,
    resources,
    noteTexts: so.texts,
    baseUrl: so.read.baseUrl,
    ...(codeMap === undefined ? {} : { codeMap }),
    ...(so.timeZone === undefined ? {} : { timeZone: so.timeZone }),
  });
  const { missing, pending } = missingReads(states);
  const withheld = dropped.filter(({ reason }) => reason === 'withheld').length;
  const all = [...dropped, ...states.flatMap(({ done }) => done?.strays ?? [])];
  const unread = `${so.texts.size > 0 ? 'some ' : ''}text of prior notes`;
  const texts = so.failures.map((gap): MissingRead => ({ resource: 'Binary', what: unread, ...gap }));
  const chart: Chart = {
    facts,
    missing: eachOnce([
      ...missing,
      ...notShown(states, dialect, facts),
      ...unusable(all, dialect, states),
      ...foreign(resources, dropped, dialect),
      ...texts,
    ]),
    ...about,
    ...(unmapped.length > 0 ? { unmapped } : {}),
    ...(pending.length > 0 ? { pending } : {}),
    ...(withheld > 0 ? { withheld } : {}),
  };
  return { chart, dropped: all };
}

/**
 * Parts of which everything that came names another patient, or none that can be told: an EHR that calls its patients by an
 * address of its own gives such a chart, and it must not look like an empty one.
 */
function foreign(resources: readonly FhirJson[], dropped: readonly DroppedRead[], { reads }: Dialect): MissingRead[] {
  const strange = dropped.filter(({ reason }) => reason === 'other-patient' || reason === 'no-subject');
  return [...new Set(strange.map(({ reference }) => reference.split('/')[0] ?? ''))].flatMap((resource) => {
    const came = new Set(resources.flatMap((one) => (one.resourceType === resource ? [one['id']] : [])));
    const what = reads.find((one) => one.resource === resource)?.what;
    const all = strange.filter(({ reference }) => reference.startsWith(`${resource}/`)).length >= came.size;
    return all && what !== undefined ? [{ resource, what, reason: 'unreadable' as const }] : [];
  });
}

/** The chart of a launch whose EHR has closed it: every part missing for that reason, without asking for any. */
export function closedChart(so: {
  read: ReadPort;
  dialect: Dialect;
  reason: MissingReason;
  readAt: string;
  encounterId?: string;
}): Chart {
  const states = chartParts({ ...so, patientId: '' }).map(({ resource, what }) => ({ resource, what }));
  return { facts: [], missing: allMissing(states, so.reason), readAt: so.readAt, dialect: so.dialect.id };
}

/** What came and could not be used is a gap too: a score out of range, a condition without words, an entry of elsewhere. */
function unusable(dropped: readonly DroppedRead[], { reads }: Dialect, states: readonly PartState[]): MissingRead[] {
  return dropped
    .filter(({ reason }) => reason === 'unreadable' || reason === 'out-of-range' || reason === 'other-server')
    .map(({ reference }) => {
      const [resource = '', id] = reference.split('/');
      const parts = reads.filter((one) => one.resource === resource).map(({ what }) => what);
      const brought = states.find(
        (state) =>
          state.resource === resource &&
          parts.includes(state.what) &&
          state.done?.resources.some((one) => one['id'] === id),
      );
      const what = brought?.what ?? parts[0];
      return { resource, what: what === undefined ? 'patient details' : `some ${what}`, reason: 'unreadable' };
    });
}
