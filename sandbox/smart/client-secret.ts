import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Client id and secret of a Basic header: each form-encoded, then joined and in base64 (RFC 6749 §2.3.1).
 * @returns undefined if the header is not Basic, 'malformed' if it cannot be read
 */
export function basicCredentials(
  authorization: string | undefined,
): { id: string; secret: string } | 'malformed' | undefined {
  const match = /^Basic +(\S*)$/i.exec(authorization ?? '');
  if (!match) return undefined;
  const text = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return 'malformed';
  try {
    return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
  } catch {
    return 'malformed';
  }
}

/** Compares two secrets in a time that does not depend on where they differ, or on their lengths. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
