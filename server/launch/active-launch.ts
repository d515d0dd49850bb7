import type { EhrRegistration, RoleName } from '../config/registration.ts';
import type { ChartClosed } from './launch-sessions.ts';

/**
 * What every request below `/l/<handle>` is made for: one patient, one clinician, one EHR. The launch feature puts it into
 * `res.locals.launch` after checking handle, cookie and times against each other.
 */
export interface ActiveLaunch {
  readonly handle: string;
  readonly tenant: string;
  readonly ehr: EhrRegistration;
  /** `Patient/…`, relative to the EHR's base. */
  readonly patientReference: string;
  readonly patientKey: string;
  readonly encounterReference?: string;
  /** Who named the visit; absent while nobody has. `none`: the clinician said that there is no visit. */
  readonly encounterFrom?: 'launch' | 'clinician' | 'none';
  readonly encounterKey: string;
  readonly clinician: { readonly reference: string; readonly name: string; readonly role: RoleName };
  readonly clinicianKey: string;
  readonly needPatientBanner: boolean;
  readonly grantedScopes: readonly string[];
  readonly expiresAt: string;
  /** The EHR has closed this chart to the launch: it is not asked for again. */
  readonly closed?: ChartClosed;
  /** Access token for the EHR; `force` refreshes it, single-flight per launch. Throws AppError SESSION_EXPIRED. */
  getAccessToken(force?: boolean): Promise<string>;
}
