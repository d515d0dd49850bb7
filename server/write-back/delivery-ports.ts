import type { Context } from '../context.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { WritePort } from '../fhir/write-port.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';

/** What a delivery needs from the rooms around it. */
export interface DeliveryPorts {
  /** The live launch behind a handle, or undefined when it has ended. */
  launchForDelivery(ctx: Context, handle: string): Promise<ActiveLaunch | undefined>;
  /** How the launch's EHR takes a note; undefined while that cannot be told: nothing is sent on a guess. */
  dialectFor(ctx: Context, launch: ActiveLaunch): Promise<Dialect | undefined>;
  createWritePort(options: {
    baseUrl: string;
    getAccessToken: (force?: boolean) => Promise<string>;
    dialect: Dialect;
  }): WritePort;
  /** How often, and for how long at least, a note must be searched in vain before it counts as absent. */
  readonly patience?: { readonly polls: number; readonly overMs: number };
}
