import { setTimeout } from 'node:timers/promises';
import type { Chart } from '../../core/chart/chart.ts';
import { closedChart } from '../chart/chart-from-parts.ts';
import { beginChart, type ChartLoad } from '../chart/load-chart.ts';
import { SOFT_LIMIT, type SoftLimit } from '../chart/soft-limit.ts';
import type { Context } from '../context.ts';
import { createReadPort } from '../fhir/create-gateway.ts';
import { dialectOf } from '../fhir/detect-dialect.ts';
import { DEFAULT_LIMITS } from '../fhir/transport.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { closeChart } from '../launch/close-chart.ts';
import type { ChartClosed } from '../launch/launch-sessions.ts';
import { allows, allowsInPart } from '../launch/scopes.ts';
import { recordChart } from './record-chart.ts';

/** How many charts one process keeps in memory; the oldest go first. They are only a cache: a restart reads again. */
const KEPT = 200;

/** How many closed charts are kept at hand; which launches are closed stands in the store. */
const CLOSED = 1_000;

/** Most bytes that one chart may take off the wire, decompressed. */
const MAX_CHART_BYTES = 16 * 1024 * 1024;

/** How long a draft waits for slow parts of the chart, in milliseconds. */
const DRAFT_PATIENCE = 3_000;

/** Charts by launch. A launch reads its chart once; callers that come meanwhile wait for the same reads. */
export interface ChartCache {
  /**
   * The chart as known by now: whole, or with `pending` where slow reads go on, which a later call then has. `again` reads
   * anew once those have ended, but never where the EHR asked for a reason for access or has merged the record: for that the
   * clinician opens the chart in the EHR and launches anew.
   */
  chartOf(launch: ActiveLaunch, again?: boolean): Promise<Chart>;
  /** As `chartOf`, after waiting a little for slow parts: for a draft, or a choice, that would do without them. */
  fullerChartOf(launch: ActiveLaunch): Promise<Chart>;
  drop(handle: string): void;
}

interface Reading {
  /** Resolves once there is something to show. */
  readonly first: Promise<Chart>;
  /** Resolves once all is in and recorded. */
  readonly whole: Promise<Chart>;
  readonly begun: Promise<ChartLoad>;
  ended: boolean;
}

/**
 * Builds the cache. Every load is audited when it has ended; one that fails through a fault of ours is forgotten.
 * `softLimit` and `draftPatience`: how long a first look, and a draft, wait.
 */
export function createChartCache(
  ctx: Context,
  limits: { readonly softLimit?: SoftLimit; readonly draftPatience?: number } = {},
): ChartCache {
  const readings = new Map<string, Reading>();
  const closed = new Map<string, Chart>();

  const begin = (launch: ActiveLaunch): Reading => {
    const begun = beginReading(ctx, launch, limits.softLimit);
    const whole = begun.then(async (load) => {
      const chart = await load.whole;
      const reason = load.stopped();
      if (reason === undefined) return chart;
      closed.set(launch.handle, chart);
      for (const handle of closed.keys()) {
        if (closed.size <= CLOSED) break;
        closed.delete(handle);
      }
      await closeChart(ctx, launch.handle, { reason, at: chart.readAt });
      return chart;
    });
    const recorded = Promise.all([begun, whole]).then(([load, chart]) =>
      recordChart(ctx, launch, chart, load.dropped()),
    );
    const settled = Promise.all([whole, recorded]).then(([chart]) => chart);
    const first = begun.then(async (load) => {
      const chart = await load.first;
      return chart.pending === undefined ? settled : chart;
    });
    const reading: Reading = { first, whole: settled, begun, ended: false };
    settled.then(
      () => {
        reading.ended = true;
      },
      (fault: unknown) => {
        if (readings.get(launch.handle) === reading) readings.delete(launch.handle);
        const reason = fault instanceof Error ? fault.name : 'unknown';
        ctx.log.warn({ handle: launch.handle, reason }, 'a chart could not be read to its end');
      },
    );
    first.catch(() => undefined);
    return reading;
  };

  const abandon = (handle: string) => {
    const reading = readings.get(handle);
    readings.delete(handle);
    reading?.begun.then(
      (load) => load.abandon(),
      () => undefined,
    );
  };

  const chartOf = async (launch: ActiveLaunch, again = false): Promise<Chart> => {
    const shut = closed.get(launch.handle) ?? (launch.closed && closedFor(ctx, launch, launch.closed));
    if (shut !== undefined) return shut;
    const kept = readings.get(launch.handle);
    const reading = kept !== undefined && !(again && kept.ended) ? kept : begin(launch);
    readings.set(launch.handle, reading);
    for (const handle of readings.keys()) {
      if (readings.size <= KEPT) break;
      abandon(handle);
    }
    const first = await reading.first;
    if (first.pending === undefined) return first;
    return reading.ended ? reading.whole : (await reading.begun).current();
  };

  return {
    chartOf,
    async fullerChartOf(launch) {
      const chart = await chartOf(launch);
      const reading = readings.get(launch.handle);
      if (chart.pending === undefined || reading === undefined) return chart;
      const patience = new AbortController();
      const passed = setTimeout(limits.draftPatience ?? DRAFT_PATIENCE, undefined, { signal: patience.signal });
      await Promise.race([reading.whole, passed]).catch(() => undefined);
      patience.abort();
      await passed.catch(() => undefined);
      return chartOf(launch);
    },
    drop: abandon,
  };
}

async function beginReading(ctx: Context, launch: ActiveLaunch, softLimit = SOFT_LIMIT): Promise<ChartLoad> {
  const { ehr, grantedScopes } = launch;
  return beginChart({
    ...(await askedOf(ctx, launch)),
    patientId: launch.patientReference.replace('Patient/', ''),
    granted: (resource) => allows(grantedScopes, resource, readingOf(resource)),
    inPart: (resource) => allowsInPart(grantedScopes, resource, readingOf(resource)),
    now: ctx.now,
    softLimit,
    ...(ehr.codes ? { codeMap: ehr.codes } : {}),
    ...(ehr.timeZone ? { timeZone: ehr.timeZone } : {}),
  });
}

/** Two types are read by their id; the others are searched. */
function readingOf(resource: string): 'r' | 's' {
  return resource === 'Binary' || resource === 'Patient' ? 'r' : 's';
}

/** The chart of a launch that another process, or this one before a restart, has found closed. */
async function closedFor(ctx: Context, launch: ActiveLaunch, { reason, at }: ChartClosed): Promise<Chart> {
  return closedChart({ ...(await askedOf(ctx, launch)), reason, readAt: at });
}

/** How, and with whose token, the EHR of a launch is asked. */
async function askedOf(ctx: Context, launch: ActiveLaunch) {
  const { ehr, encounterReference } = launch;
  const dialect = await dialectOf(ctx, ehr);
  const limits = { ...DEFAULT_LIMITS, total: MAX_CHART_BYTES };
  return {
    dialect,
    read: createReadPort({
      baseUrl: ehr.issuer,
      getAccessToken: (force) => launch.getAccessToken(force),
      limits,
      dialect,
    }),
    ...(encounterReference ? { encounterId: encounterReference.replace('Encounter/', '') } : {}),
  };
}
