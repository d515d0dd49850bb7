import type { AuditEvent } from '../../core/audit/audit-event.ts';
import type { Context } from '../context.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { findLaunch, type LaunchContext, saveLaunchContext } from './launch-sessions.ts';

const WAIT_MS = 50;
/** A little longer than a process may hold its claim to refresh the tokens. */
const LONGEST_WAIT_MS = 16_000;

/**
 * Changes what an active launch is about; with `event`, change and audit record are one transaction. Another writer's change
 * is never overwritten, and a refresh of the tokens that is under way is waited for: written over, its new token would be
 * lost. False when the launch is not active, or stayed busy for 16 seconds.
 */
export async function changeLaunch(
  ctx: Context,
  handle: string,
  change: (body: LaunchContext) => LaunchContext,
  event?: AuditEvent,
): Promise<boolean> {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += WAIT_MS) {
    const session = await findLaunch(ctx, handle);
    if (session?.status !== 'active' || session.body.kind !== 'context') return false;
    const { body, revision, tenant } = session;
    const until = body.tokens?.refreshingUntil;
    if (until === undefined || until <= ctx.now().toISOString()) {
      const saved = await ctx.store.transaction(async (trx) => {
        const done = await saveLaunchContext(ctx, handle, revision, change(body), trx);
        if (done && event) await appendAuditIn(trx, tenant, ctx.now(), event);
        return done;
      });
      if (saved) return true;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return false;
}
