import type { Context } from '../context.ts';
import type { WritePort } from '../fhir/write-port.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';

/** What a delivery needs from the rooms around it. */
export interface DeliveryPorts {
  /** The live launch behind a handle, or undefined when it has ended. */
  launchForDelivery(ctx: Context, handle: string): Promise<ActiveLaunch | undefined>;
  createWritePort(options: { baseUrl: string; getAccessToken: (force?: boolean) => Promise<string> }): WritePort;
  /** How often, and for how long at least, a note must be searched in vain before it counts as absent. */
  readonly patience?: { readonly polls: number; readonly overMs: number };
}
