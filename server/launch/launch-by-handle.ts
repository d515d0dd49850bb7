import type { Context } from '../context.ts';
import type { ActiveLaunch } from './active-launch.ts';
import { findLaunch } from './launch-sessions.ts';
import { toActiveLaunch } from './to-active-launch.ts';

/**
 * The launch for a delivery that goes on without the browser: no cookie, no idle limit, but only while the launch is active,
 * within its twelve hours, and its token lives or can be refreshed. Undefined otherwise; the filing then waits for a relaunch.
 */
export async function launchForDelivery(ctx: Context, handle: string): Promise<ActiveLaunch | undefined> {
  const session = await findLaunch(ctx, handle);
  if (session?.status !== 'active' || session.body.kind !== 'context') return undefined;
  const now = ctx.now().toISOString();
  const { tokens } = session.body;
  if (now >= session.expires_at || !tokens || (now >= tokens.expiresAt && !tokens.refreshToken)) return undefined;
  return toActiveLaunch(ctx, session);
}
