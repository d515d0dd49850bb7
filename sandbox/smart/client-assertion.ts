import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { RegisteredClient } from './clients.ts';
import { OAuthError } from './oauth-error.ts';

const maxLifeSeconds = 300;

/**
 * Checks private_key_jwt assertions (SMART App Launch 2.2, RS384 or ES384). An assertion works once, lives five minutes
 * at most, and its audience is the token URL.
 * @returns the client behind an assertion
 * @throws OAuthError invalid_client (401)
 */
export function createAssertionCheck(
  clients: readonly RegisteredClient[],
  tokenUrl: string,
): (assertion: string) => Promise<RegisteredClient> {
  const seen = new Map<string, number>();
  const keySets = new Map(
    clients.flatMap(({ id, jwksUri }) =>
      jwksUri ? [[id, createRemoteJWKSet(new URL(jwksUri), { cacheMaxAge: 60_000, cooldownDuration: 500 })]] : [],
    ),
  );
  return async function byAssertion(assertion) {
    const client = clients.find(({ id }) => id === issuerOf(assertion));
    const keys = client && keySets.get(client.id);
    if (!client || !keys) throw refused('unknown client');
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ['RS384', 'ES384'],
      issuer: client.id,
      subject: client.id,
      audience: tokenUrl,
      requiredClaims: ['exp', 'jti'],
    }).catch((error: unknown) => {
      throw refused(error instanceof Error ? error.message : 'assertion not accepted');
    });
    const now = Date.now() / 1000;
    const exp = payload.exp ?? 0;
    if (exp > now + maxLifeSeconds + 5) throw refused('exp is more than five minutes away');
    for (const [jti, until] of seen) if (until < now) seen.delete(jti);
    const jti = `${client.id} ${payload.jti ?? ''}`;
    if (seen.has(jti)) throw refused('jti was used before');
    seen.set(jti, exp + 60);
    return client;
  };
}

function issuerOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).iss;
  } catch {
    return undefined;
  }
}

function refused(description: string): OAuthError {
  return new OAuthError(401, 'invalid_client', description);
}
