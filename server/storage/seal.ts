import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** A 256-bit data key with its id. */
export interface DataKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** Seals and opens what is stored, and makes keyed hashes for look-ups. Old keys open; the newest seals. */
export interface Sealer {
  /** AES-256-GCM of the JSON of `value`; `purpose` is authenticated, so a value cannot be moved to another column or row. */
  seal(value: unknown, purpose: string): string;
  /** Throws when the text was changed, belongs to another purpose, or its key is gone. */
  open(sealed: string, purpose: string): unknown;
  /** HMAC-SHA-256, hex: equal inputs give equal keys, and the input cannot be guessed without the key. */
  lookupKey(...parts: readonly string[]): string;
}

/** `keys` newest first; at least one. The look-up key derives from the oldest, so that it stays when keys rotate. */
export function createSealer(keys: readonly DataKey[]): Sealer {
  const current = keys[0];
  const oldest = keys.at(-1);
  if (!current || !oldest) throw new Error('no data key: put one into the keys folder');
  const lookup = createHmac('sha256', oldest.secret).update('throughline lookup').digest();
  return {
    seal(value, purpose) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.secret, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `v1.${current.id}.${iv.toString('base64url')}.${Buffer.concat([cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [version, id, iv, rest] = sealed.split('.');
      const key = keys.find((candidate) => candidate.id === id);
      if (version !== 'v1' || !key || !iv || !rest)
        throw new Error(`cannot open: no data key ${id ?? '?'} in the keys folder`);
      const bytes = Buffer.from(rest, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(iv, 'base64url')).setAAD(
        Buffer.from(purpose),
      );
      decipher.setAuthTag(bytes.subarray(0, 16));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8'),
      ) as unknown;
    },
    lookupKey: (...parts) => createHmac('sha256', lookup).update(JSON.stringify(parts)).digest('hex'),
  };
}

/** SHA-256 as lower-case hex. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
