import { type JWTPayload, jwtVerify } from 'jose';
import type { EhrRegistration, RoleName } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { SmartConfiguration } from './discover.ts';
import { ehrKeys } from './ehr-keys.ts';
import { fhirBase } from './find-registration.ts';

/** Who the EHR says launched, proven by its signature. */
export interface ProvenIdentity {
  /** `Practitioner/…`, relative to the EHR's base. */
  readonly reference: string;
  /** Display name from the token, or the reference when it carries none. */
  readonly name: string;
}

const ALGORITHMS = ['RS256', 'RS384', 'ES256', 'ES384'];
const LEEWAY_S = 60;
const MAX_AGE_S = 600;
const MAX_LENGTH = 16 * 1024;
const REFERENCE = /^(Practitioner|PractitionerRole|Patient|RelatedPerson|Person)\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Verifies an id_token after OpenID Connect Core 3.1.3.7: signature by a key of the EHR's JWKS with an allow-listed
 * algorithm, issuer of the smart-configuration, audience and authorised party, times with 60 s leeway, and the launch's nonce.
 * `fhirUser` may be relative or absolute below the FHIR base. Throws AppError IDENTITY_NOT_PROVEN.
 */
export async function verifyIdToken(
  ctx: Context,
  ehr: EhrRegistration,
  smart: SmartConfiguration,
  idToken: unknown,
  nonce: string,
): Promise<ProvenIdentity> {
  const refuse = (detail: string) => new AppError('IDENTITY_NOT_PROVEN', { detail });
  if (typeof idToken !== 'string' || idToken.length > MAX_LENGTH) throw refuse('no id_token');
  let claims: JWTPayload;
  try {
    const verified = await jwtVerify(idToken, ehrKeys(ctx, smart.jwksUri), {
      algorithms: ALGORITHMS,
      issuer: smart.issuer,
      audience: ehr.clientId,
      clockTolerance: LEEWAY_S,
      maxTokenAge: MAX_AGE_S,
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      currentDate: ctx.now(),
    });
    claims = verified.payload;
  } catch (error) {
    throw refuse(reasonOf(error));
  }
  if (claims['nonce'] !== nonce) throw refuse('nonce');
  const azp = claims['azp'];
  if (azp === undefined ? Array.isArray(claims.aud) && claims.aud.length > 1 : azp !== ehr.clientId)
    throw refuse('azp');
  const reference = relativeTo(fhirBase(ehr), claims['fhirUser']);
  if (!reference) throw refuse('fhirUser');
  const name = [claims['name'], claims['preferred_username']].find((text) => typeof text === 'string' && text !== '');
  return { reference, name: typeof name === 'string' ? name.slice(0, 200) : reference };
}

/** The role the registration gives `reference`: its own line before `Practitioner/*`; undefined when it has none. */
export function roleOf(ehr: EhrRegistration, reference: string): RoleName | undefined {
  const wildcard = `${reference.slice(0, reference.indexOf('/'))}/*`;
  const line =
    ehr.roles.find((entry) => entry.fhirUser === reference) ?? ehr.roles.find((entry) => entry.fhirUser === wildcard);
  return line?.role;
}

function relativeTo(base: string, fhirUser: unknown): string | undefined {
  if (typeof fhirUser !== 'string') return undefined;
  const relative = fhirUser.startsWith(`${base}/`) ? fhirUser.slice(base.length + 1) : fhirUser;
  return REFERENCE.test(relative) ? relative : undefined;
}

/** jose's code and the failed claim: a closed vocabulary, nothing of the token. */
function reasonOf(error: unknown): string {
  const { code, claim } = error as { code?: unknown; claim?: unknown };
  if (typeof code !== 'string') return 'keys unreachable';
  return typeof claim === 'string' && /^[a-z]{1,12}$/.test(claim) ? `${code} ${claim}` : code;
}
