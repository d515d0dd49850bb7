import type { Dialect } from '../fhir/dialects/dialect.ts';
import { GENERIC_R4 } from '../fhir/dialects/generic-r4.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';

/** How the EHR of a launch is asked and written to. */
export function dialectOfLaunch(_launch: ActiveLaunch): Promise<Dialect> {
  return Promise.resolve(GENERIC_R4);
}
