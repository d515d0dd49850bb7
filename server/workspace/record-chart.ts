import type { Chart, UnmappedCode } from '../../core/chart/chart.ts';
import type { DroppedRead } from '../chart/chart-from-parts.ts';
import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';

/** Most unmapped codes that are recorded of one chart. */
const MAX_CODES = 50;

/**
 * Writes down that a chart was read: which resource types and how many Facts, what was missing, what was dropped and why, and
 * which codes look like scores and are not mapped. Codes and counts only. The unmapped ones are one line of the log as well.
 */
export async function recordChart(
  ctx: Context,
  launch: ActiveLaunch,
  chart: Chart,
  dropped: readonly DroppedRead[],
): Promise<void> {
  const { handle, tenant } = launch;
  const reads = new Map<string, number>();
  for (const fact of chart.facts) {
    if (fact.source.from !== 'ehr') continue;
    const type = fact.source.reference.split('/')[0] ?? '?';
    reads.set(type, (reads.get(type) ?? 0) + 1);
  }
  await ctx.audit(tenant, {
    type: 'chart.read',
    handle,
    patient: launch.patientKey,
    reads: Object.fromEntries(reads),
    missing: chart.missing.map((miss) => `${miss.resource}:${miss.reason}`),
  });
  const reasons = new Map<string, number>();
  for (const { reason } of dropped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, count] of reasons) await ctx.audit(tenant, { type: 'chart.dropped', handle, reason, count });
  const codes = (chart.unmapped ?? []).slice(0, MAX_CODES).map(codeOnly);
  if (codes.length === 0) return;
  await ctx.audit(tenant, { type: 'chart.unmapped', handle, codes });
  ctx.log.warn(
    {
      ehr: launch.ehr.name,
      handle,
      count: codes.length,
      detail: codes.map(({ system, code }) => `${system}|${code}`).join(' '),
    },
    'results look like scores and their codes are not mapped; map them in the registration',
  );
}

/** The code without its title, and without what is no code: a server that writes words into one must not reach a log that way. */
function codeOnly({ system, code, count }: UnmappedCode): { system: string; code: string; count: number } {
  return {
    system: /^[\w.:/#-]{1,200}$/.test(system) ? system : '(no system)',
    code: /^[\w.:#-]{1,64}$/.test(code) ? code : '(no code)',
    count,
  };
}
