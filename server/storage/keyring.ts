import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { DataKey } from './seal.ts';

/** The keys of one installation, newest first: data keys seal what is stored, client keys prove who we are to an EHR. */
export interface Keyring {
  readonly dataKeys: readonly DataKey[];
  /** Private ES384 keys with `kid`; the public halves stand at /.well-known/jwks.json. */
  readonly clientKeys: readonly JWK[];
}

/**
 * Reads `data-<id>.key` (32 bytes, base64) and `client-<id>.jwk.json` from `folder`; ids sort as time, the last is the newest.
 * With `generate` a missing kind is created, readable by its owner only. Throws when a kind is missing or a key is malformed.
 */
export function readKeyring(folder: string, generate: boolean): Keyring {
  if (generate) generateMissing(folder);
  const files = existsSync(folder) ? readdirSync(folder).sort().reverse() : [];
  const dataKeys = files
    .filter((file) => /^data-.+\.key$/.test(file))
    .map((file) => {
      const secret = Buffer.from(readFileSync(join(folder, file), 'utf8').trim(), 'base64');
      if (secret.length !== 32) throw new Error(`${file} in the keys folder is not a 32-byte key in base64`);
      return { id: file.slice(5, -4), secret };
    });
  const clientKeys = files
    .filter((file) => /^client-.+\.jwk\.json$/.test(file))
    .map((file) => {
      const jwk = JSON.parse(readFileSync(join(folder, file), 'utf8')) as JWK;
      if (jwk.kty !== 'EC' || jwk.crv !== 'P-384' || !jwk.d)
        throw new Error(`${file} in the keys folder is not a private P-384 key`);
      return { ...jwk, kid: file.slice(7, -9), alg: 'ES384', use: 'sig' };
    });
  if (dataKeys.length === 0 || clientKeys.length === 0) {
    throw new Error(
      'The keys folder needs at least one data-<id>.key and one client-<id>.jwk.json; see docs/how-to/keys.md.',
    );
  }
  return { dataKeys, clientKeys };
}

function generateMissing(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = readdirSync(folder);
  if (!files.some((file) => file.startsWith('data-'))) {
    writeFileSync(join(folder, 'data-0001.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  if (!files.some((file) => file.startsWith('client-'))) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    writeFileSync(join(folder, 'client-0001.jwk.json'), JSON.stringify(privateKey.export({ format: 'jwk' })), {
      mode: 0o600,
    });
  }
}
