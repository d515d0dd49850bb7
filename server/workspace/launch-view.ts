import type { LaunchView } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { missingNotices } from '../launch/missing-notices.ts';
import { todayAt } from './today-at.ts';

/** What the screen is told of a launch; `dialect` is that of its EHR. */
export function launchView(ctx: Context, launch: ActiveLaunch, dialect: Pick<Dialect, 'writing'>): LaunchView {
  const { note, provenance } = dialect.writing;
  return {
    handle: launch.handle,
    ehrName: launch.ehr.displayName,
    patientReference: launch.patientReference,
    ...(launch.encounterReference ? { encounterReference: launch.encounterReference } : {}),
    ...(launch.encounterFrom ? { encounterFrom: launch.encounterFrom } : {}),
    encounterNeeded: note.requires.includes('encounter'),
    ...(note.findBy === 'reference-line' ? { addsReferenceLine: true } : {}),
    ...(note.drops.includes('securityLabel') ? { dropsLabels: true } : {}),
    clinician: launch.clinician,
    needPatientBanner: launch.needPatientBanner,
    notices: missingNotices(launch.grantedScopes, {
      requested: launch.ehr.scopes,
      needless: provenance === 'app-only' ? ['Provenance'] : [],
    }),
    ...(launch.ehr.assistedDrafting === 'consent-required' ? { assistedDrafting: 'consent-required' } : {}),
    patientWord: launch.ehr.patientWord ?? 'patient',
    expiresAt: launch.expiresAt,
    today: todayAt(ctx, launch.ehr),
  };
}
