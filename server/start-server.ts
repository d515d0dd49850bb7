import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { Config } from './config/read-config.ts';
import { type Context, createContext } from './context.ts';
import { createWritePort } from './fhir/create-gateway.ts';
import { toldDialectOf } from './fhir/detect-dialect.ts';
import { launchForDelivery } from './launch/launch-by-handle.ts';
import type { Logger } from './logging/create-logger.ts';
import { startSweep } from './write-back/sweep.ts';

/** A running server: its context, the port it listens on, and how to stop it. */
export interface RunningServer {
  readonly ctx: Context;
  readonly port: number;
  close(): Promise<void>;
}

/** Opens the context, starts the delivery sweep and listens on `config.port` (0 = any). */
export async function startServer(
  config: Config,
  overrides: { now?: () => Date; log?: Logger } = {},
): Promise<RunningServer> {
  const ctx = await createContext(config, overrides);
  const sweep = startSweep(ctx, {
    launchForDelivery,
    createWritePort,
    dialectFor: (owner, { ehr }) => toldDialectOf(owner, ehr),
  });
  const server = createServer(createApp(ctx, { kickDelivery: () => sweep.kick() }));
  server.listen(config.port);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  ctx.log.info({ port, mode: config.mode, url: config.publicUrl }, 'listening');
  return {
    ctx,
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sweep.stop();
      await ctx.close();
    },
  };
}
