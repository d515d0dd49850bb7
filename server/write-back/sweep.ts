import type { Context } from '../context.ts';
import { deliver } from './deliver.ts';
import type { DeliveryPorts } from './delivery-ports.ts';

/** The worker that delivers what is due. `kick` asks it to look now; `stop` resolves when nothing is in flight. */
export interface Sweep {
  kick(): void;
  stop(): Promise<void>;
}

const PARALLEL = 4;

/** Starts delivering: now, whenever kicked, and every `intervalMs`. One bad filing never holds up the others. */
export function startSweep(ctx: Context, options: DeliveryPorts & { readonly intervalMs?: number }): Sweep {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    do {
      again = false;
      const due = await dueFilings(ctx);
      for (let at = 0; at < due.length && !stopped; at += PARALLEL)
        await Promise.all(due.slice(at, at + PARALLEL).map((id) => guarded(ctx, options, id)));
    } while (again && !stopped);
  };
  const kick = (): void => {
    again = true;
    if (stopped || running) return;
    running = run()
      .catch(() => ctx.log.error({ code: 'INTERNAL' }, 'the delivery sweep failed'))
      .finally(() => {
        running = undefined;
        if (again && !stopped) kick();
      });
  };
  const timer = setInterval(kick, options.intervalMs ?? 2000);
  timer.unref();
  kick();
  return {
    kick,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function dueFilings(ctx: Context): Promise<string[]> {
  const now = ctx.now().toISOString();
  const rows = await ctx.store.db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['planned', 'sent', 'unknown'])
    .where('next_at', '<=', now)
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]))
    .orderBy('next_at')
    .limit(100)
    .execute();
  return rows.map((row) => row.id);
}

async function guarded(ctx: Context, ports: DeliveryPorts, filingId: string): Promise<void> {
  try {
    await deliver(ctx, ports, filingId);
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    ctx.log.error(
      { filing: filingId, code: 'INTERNAL', fault },
      'a delivery stopped; it is taken up when its claim ends',
    );
  }
}
