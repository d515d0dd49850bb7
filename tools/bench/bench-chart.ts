import type { Chart } from '../../core/chart/chart.ts';
import type { ServedRequest } from '../../sandbox/fhir/routes.ts';
import { type Both, startBoth } from '../start-both.ts';
import { createWalkClient, launchWorkspace, type PersonaName } from '../walk-client.ts';
import { benchScreen } from './bench-screen.ts';
import { line, median } from './line.ts';

const RUNS = 7;
const TODAY = '2026-11-20';
const SLOW_MS = 8_000;
const headers = { 'x-throughline': '1' };

/**
 * From the launch to the chart: through each EHR at 0, 50 and 200 ms per FHIR request, and with one endpoint that takes
 * 8 s. Returns a chart for the benchmarks of drafting.
 */
export async function benchChart(): Promise<Chart> {
  let chart: Chart | undefined;
  for (const latencyMs of [0, 50, 200]) {
    const both = await startBoth({ today: TODAY, latencyMs });
    try {
      for (const persona of ['plain', 'epic', 'oracle'] as const) {
        const read = await benchPersona(both, persona, latencyMs);
        chart ??= read;
      }
      if (latencyMs < 200) await benchScreen(both, `  the same in Chromium, thread visible, ${latencyMs} ms`, 7);
    } finally {
      await both.close();
    }
  }
  await benchSlow();
  if (!chart) throw new Error('no chart was read');
  return chart;
}

async function benchPersona(both: Both, persona: PersonaName, latencyMs: number): Promise<Chart> {
  const base = both.sandbox.fhirBase(persona);
  await (await fetch(`${base}/metadata`)).arrayBuffer();
  const times: number[] = [];
  const baseline: number[] = [];
  let served: readonly ServedRequest[] = [];
  let chart: Chart | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const ping = performance.now();
    await (await fetch(`${base}/metadata`)).arrayBuffer();
    baseline.push(performance.now() - ping);
    const from = both.sandbox.requests.length;
    const begin = performance.now();
    const client = createWalkClient();
    const { api } = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1', persona });
    const [answer] = await Promise.all([client.get(`${api}/chart`, headers), client.get(`${api}/launch`, headers)]);
    chart = (await answer.json()) as Chart;
    times.push(performance.now() - begin);
    served = both.sandbox.requests.slice(from);
  }
  line(
    `launch to chart, ${persona}, ${latencyMs} ms per FHIR request`,
    `${median(times).toFixed(0)} ms`,
    `${(median(times) / median(baseline)).toFixed(1)} × one FHIR request (${median(baseline).toFixed(0)} ms)`,
  );
  if (latencyMs === 50) {
    // At 0 ms one process answers each request before it takes the next, so only a delay shows what waits for what.
    const bytes = served.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
    line(
      '  FHIR requests, sequential round trips, bytes',
      `${served.length}, ${sequentialDepth(served)}, ${(bytes / 1000).toFixed(0)} kB`,
      `one after the other would be ${served.length} round trips`,
    );
  }
  if (!chart) throw new Error('no chart was read');
  return chart;
}

/** One endpoint takes 8 s: when is there a chart to work with, and in the browser a screen? */
async function benchSlow(): Promise<void> {
  const both = await startBoth({ today: TODAY, latencyMs: 50, slow: { path: /\/MedicationRequest$/, ms: SLOW_MS } });
  try {
    const client = createWalkClient();
    const { api } = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' });
    const begin = performance.now();
    const chart = (await (await client.get(`${api}/chart`, headers)).json()) as Chart;
    const first = performance.now() - begin;
    line(
      `chart without an endpoint that takes ${SLOW_MS / 1000} s`,
      `${first.toFixed(0)} ms`,
      `${(first / SLOW_MS).toFixed(2)} × that endpoint; still under way: ${chart.pending?.join(', ') ?? 'nothing'}`,
    );
    await benchScreen(both, '  the same in Chromium, thread visible', 1);
  } finally {
    await both.close();
  }
}

/** The longest chain of requests in which each began after the one before had ended. */
function sequentialDepth(served: readonly { at: number; endedAt: number }[]): number {
  let depth = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const request of served.toSorted((left, right) => left.endedAt - right.endedAt)) {
    if (request.at < end) continue;
    depth += 1;
    end = request.endedAt;
  }
  return depth;
}
