import type { Context } from '../../server/context.ts';
import type { WritePort } from '../../server/fhir/write-port.ts';
import { deliver } from '../../server/write-back/deliver.ts';
import type { Attestable } from './attestable.ts';

/** A request or a commit, counted from 1, before or after which the process is gone. */
export interface CrashAt {
  readonly when: 'before' | 'after';
  readonly crashAt: number;
}

/** Runs one delivery over a port that throws at its nth call; true when it got that far. */
export async function deliverUntilCrash(
  app: Attestable,
  ctx: Context,
  filingId: string,
  crash?: CrashAt,
): Promise<boolean> {
  let calls = 0;
  const guard =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      const now = calls === crash?.crashAt;
      if (now && crash?.when === 'before') throw new Error('crash');
      const result = await work(...args);
      if (now) throw new Error('crash');
      return result;
    };
  const ports = {
    ...app.ports,
    createWritePort: (options: Parameters<typeof app.ports.createWritePort>[0]): WritePort => {
      const port = app.ports.createWritePort(options);
      return {
        ...port,
        create: guard((...args: Parameters<WritePort['create']>) => port.create(...args)),
        read: guard((...args: Parameters<WritePort['read']>) => port.read(...args)),
        search: guard((...args: Parameters<WritePort['search']>) => port.search(...args)),
        binaryText: guard((...args: Parameters<WritePort['binaryText']>) => port.binaryText(...args)),
      };
    },
  };
  try {
    await deliver(ctx, ports, filingId);
    return false;
  } catch (error) {
    if ((error as Error).message !== 'crash') throw error;
    return true;
  }
}

/** A context whose store throws before or after its nth commit. */
export function crashingStore(ctx: Context, { when, crashAt }: CrashAt): Context {
  let commits = 0;
  return {
    ...ctx,
    store: {
      ...ctx.store,
      transaction: async (work) => {
        commits += 1;
        const now = commits === crashAt;
        if (now && when === 'before') throw new Error('crash');
        const result = await ctx.store.transaction(work);
        if (now) throw new Error('crash');
        return result;
      },
    },
  };
}
