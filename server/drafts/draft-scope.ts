import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';

/** The columns that tie a row to one patient, one clinician and one EHR of one tenant. */
export interface DraftScope {
  readonly tenant: string;
  readonly ehr: string;
  readonly patient_key: string;
  readonly clinician_key: string;
}

/** The scope of a launch: rows outside it do not exist for this launch. */
export function scopeOf(launch: ActiveLaunch): DraftScope {
  return {
    tenant: launch.tenant,
    ehr: launch.ehr.name,
    patient_key: launch.patientKey,
    clinician_key: launch.clinicianKey,
  };
}

/** Throws unless the clinician's role may write drafts. */
export function assertMayDraft(launch: ActiveLaunch): void {
  if (!['clinician', 'trainee', 'supervisor'].includes(launch.clinician.role)) throw new AppError('ROLE_NOT_PERMITTED');
}

/**
 * Records that a launch asked for a draft outside its scope and throws DRAFT_NOT_FOUND. The answer is the same whether the
 * draft belongs to another patient or does not exist, so nothing can be learnt from it.
 */
export async function refuseForeignDraft(ctx: Context, launch: ActiveLaunch): Promise<never> {
  await ctx.audit(launch.tenant, { type: 'access.refused', code: 'DRAFT_NOT_FOUND', handle: launch.handle });
  throw new AppError('DRAFT_NOT_FOUND');
}
