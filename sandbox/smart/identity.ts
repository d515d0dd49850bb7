import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Grant } from './grants.ts';

const lifeSeconds = 300;

/** Issues id_tokens and publishes the key that verifies them. */
export interface IdentityIssuer {
  readonly issuer: string;
  jwks: { keys: JWK[] };
  idToken(grant: Grant): Promise<string>;
}

/**
 * An RS256 id_token issuer with a key made for this run.
 * @param fhirBase base of the absolute fhirUser URL
 * @param issuer `iss` of the id_tokens
 */
export async function createIdentityIssuer(fhirBase: string, issuer: string): Promise<IdentityIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = crypto.randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return {
    issuer,
    jwks: { keys: [jwk] },
    idToken(grant) {
      const { practitioner } = grant.context;
      const fhirUser = grant.scopes.spoken.includes('fhirUser')
        ? { fhirUser: `${fhirBase}/Practitioner/${practitioner}` }
        : {};
      const nonce = grant.nonce === undefined ? {} : { nonce: grant.nonce };
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ ...fhirUser, ...nonce })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(practitioner)
        .setAudience(grant.clientId)
        .setIssuedAt(now)
        .setExpirationTime(now + lifeSeconds)
        .sign(privateKey);
    },
  };
}
