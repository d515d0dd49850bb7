import type { Chart } from '../../core/chart/chart.ts';
import { loadChart } from '../chart/load-chart.ts';
import type { Context } from '../context.ts';
import { createReadPort } from '../fhir/create-gateway.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { allows } from '../launch/scopes.ts';

/** How many charts one process keeps in memory; the oldest go first. They are only a cache: a restart reads again. */
const KEPT = 200;

/** Charts by launch. A launch reads its chart once; callers that come meanwhile wait for the same reads. */
export interface ChartCache {
  chartOf(launch: ActiveLaunch, again?: boolean): Promise<Chart>;
  drop(handle: string): void;
}

/** Builds the cache. Every load is audited: which resource types, how many Facts, what was missing, what was dropped. */
export function createChartCache(ctx: Context): ChartCache {
  const charts = new Map<string, Promise<Chart>>();
  return {
    chartOf(launch, again = false) {
      const kept = charts.get(launch.handle);
      if (kept && !again) return kept;
      const loading = readChart(ctx, launch);
      charts.set(launch.handle, loading);
      loading.catch(() => charts.delete(launch.handle));
      for (const handle of charts.keys()) {
        if (charts.size <= KEPT) break;
        charts.delete(handle);
      }
      return loading;
    },
    drop: (handle) => {
      charts.delete(handle);
    },
  };
}

async function readChart(ctx: Context, launch: ActiveLaunch): Promise<Chart> {
  const read = createReadPort({ baseUrl: launch.ehr.issuer, getAccessToken: (force) => launch.getAccessToken(force) });
  const dropped = new Map<string, number>();
  const chart = await loadChart({
    read,
    patientId: launch.patientReference.replace('Patient/', ''),
    granted: (resource) =>
      allows(launch.grantedScopes, resource, resource === 'Binary' || resource === 'Patient' ? 'r' : 's'),
    now: ctx.now,
    onDropped: ({ reason }) => {
      dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
    },
    ...(launch.encounterReference ? { encounterId: launch.encounterReference.replace('Encounter/', '') } : {}),
  });
  const reads: Record<string, number> = {};
  for (const fact of chart.facts) {
    if (fact.source.from !== 'ehr') continue;
    const type = fact.source.reference.split('/')[0] ?? '?';
    reads[type] = (reads[type] ?? 0) + 1;
  }
  await ctx.audit(launch.tenant, {
    type: 'chart.read',
    handle: launch.handle,
    patient: launch.patientKey,
    reads,
    missing: chart.missing.map((miss) => `${miss.resource}:${miss.reason}`),
  });
  for (const [reason, count] of dropped) {
    await ctx.audit(launch.tenant, { type: 'chart.dropped', handle: launch.handle, reason, count });
  }
  return chart;
}
