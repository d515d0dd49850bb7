import { randomUUID } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import type { AuditorRegistration } from '../server/config/registration.ts';

/** The registration of an auditor with this public key (ES384, kid `auditor-1`). */
export async function auditorOf(clientId: string, tenant: string, publicKey: CryptoKey): Promise<AuditorRegistration> {
  const jwk = await exportJWK(publicKey);
  return { clientId, tenant, jwks: { keys: [{ ...jwk, kid: 'auditor-1', alg: 'ES384', use: 'sig' }] } };
}

/** Gets an access token by SMART Backend Services (client_credentials with a signed assertion). Throws when refused. */
export async function askForToken(appUrl: string, clientId: string, privateKey: CryptoKey): Promise<string> {
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES384', kid: 'auditor-1', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${appUrl}/fhir/token`)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(privateKey);
  const response = await fetch(`${appUrl}/fhir/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'system/Provenance.rs system/AuditEvent.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString(),
  });
  const body = (await response.json()) as { access_token?: string };
  if (!response.ok || !body.access_token)
    throw new Error(`the token endpoint refused the auditor (${response.status})`);
  return body.access_token;
}
