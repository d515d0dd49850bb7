import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** The signing keys of an evil EHR: its own, one it publishes too, and one that nobody publishes. */
export interface EhrKeys {
  readonly own: CryptoKey;
  readonly stranger: CryptoKey;
  readonly publicJwk: JWK;
  readonly publicPem: string;
}

export async function makeEhrKeys(): Promise<EhrKeys> {
  const own = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  return {
    own: own.privateKey,
    stranger: stranger.privateKey,
    publicJwk: { ...(await exportJWK(own.publicKey)), kid: 'ehr-1', alg: 'RS256', use: 'sig' },
    publicPem: await exportSPKI(own.publicKey),
  };
}

export function honest(keys: EhrKeys, claims: JWTPayload, kid = 'ehr-1', key = keys.own): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key);
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `alg: none`, with and without an empty signature part. */
export function unsigned(claims: JWTPayload): string {
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

/** HS256 keyed with the public key's PEM: what a verifier accepts that takes the algorithm from the token. */
export function signedWithPublicKey(keys: EhrKeys, claims: JWTPayload): string {
  const body = `${part({ alg: 'HS256', kid: 'ehr-1', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', keys.publicPem).update(body).digest('base64url')}`;
}
