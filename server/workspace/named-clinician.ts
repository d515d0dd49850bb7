import type { Context } from '../context.ts';
import { createReadPort } from '../fhir/create-gateway.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { nameClinician } from '../launch/name-clinician.ts';
import { allows } from '../launch/scopes.ts';

/**
 * The launch's clinician with the name the EHR's own record gives. EHRs need not put a name into the id_token (SMART App
 * Launch 2.2 promises `fhirUser` only), so the resource is read once a launch and the name kept. Where it cannot be read,
 * the reference stands in for the name.
 */
export async function namedClinician(ctx: Context, launch: ActiveLaunch): Promise<ActiveLaunch['clinician']> {
  const { reference, name } = launch.clinician;
  const type = reference.split('/')[0] ?? '';
  if (name !== reference || !allows(launch.grantedScopes, type, 'r')) return launch.clinician;
  const read = createReadPort({ baseUrl: launch.ehr.issuer, getAccessToken: (force) => launch.getAccessToken(force) });
  const found = await read.read(reference).then(displayName, () => undefined);
  if (!found) return launch.clinician;
  await nameClinician(ctx, launch.handle, found);
  return { ...launch.clinician, name: found };
}

/** Name and credentials of a Practitioner, `Ines Calloway, LCSW`; undefined where the record holds no name. */
function displayName(resource: Readonly<Record<string, unknown>>): string | undefined {
  const names = Array.isArray(resource['name']) ? (resource['name'] as unknown[]) : [resource['name']];
  const name = (names.find((one) => (one as { use?: unknown } | undefined)?.use === 'official') ?? names[0]) as
    | { text?: unknown; given?: unknown; family?: unknown; suffix?: unknown }
    | undefined;
  if (!name) return undefined;
  if (typeof name.text === 'string' && name.text !== '') return name.text.slice(0, 120);
  const words = (value: unknown): string[] =>
    (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string');
  const full = [...words(name.given), ...words(name.family)].join(' ');
  if (full === '') return undefined;
  return [full, ...words(name.suffix)].join(', ').slice(0, 120);
}
