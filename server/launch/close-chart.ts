import type { Context } from '../context.ts';
import { changeLaunch } from './change-launch.ts';
import type { ChartClosed } from './launch-sessions.ts';

/**
 * Remembers with the launch that its EHR has closed the chart, so that no process asks again, after a restart neither. The
 * first reason stays. False when the launch is not active, or stayed busy.
 */
export function closeChart(ctx: Context, handle: string, closed: ChartClosed): Promise<boolean> {
  return changeLaunch(ctx, handle, (body) => ({ ...body, closed: body.closed ?? closed }));
}
