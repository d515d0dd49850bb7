import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Context } from '../context.ts';
import { asRecord, boundedFetch } from './bounded-fetch.ts';

interface Cached {
  readonly fetchedAt: number;
  readonly keys: JWTVerifyGetKey;
}

const KEEP_MS = 10 * 60_000;
/** An unknown key id makes us ask again, but not more often than this: otherwise forged tokens would make us hammer the EHR. */
const COOL_DOWN_MS = 60_000;
const caches = new WeakMap<Context, Map<string, Cached>>();

/**
 * A key lookup for `jwtVerify` over the EHR's JWKS at `uri` (already checked against the allow-list). Keys are kept for 10
 * minutes and fetched again once when a token names an unknown key, at most once a minute. The lookup throws when the JWKS
 * cannot be read or no single key matches.
 */
export function ehrKeys(ctx: Context, uri: URL): JWTVerifyGetKey {
  const cache = caches.get(ctx) ?? new Map<string, Cached>();
  caches.set(ctx, cache);
  const load = async (): Promise<Cached> => {
    const answer = await boundedFetch(uri);
    const keys = asRecord(answer.body)?.['keys'];
    if (answer.status !== 200 || !Array.isArray(keys)) throw new Error('the JWKS cannot be read');
    const loaded = {
      fetchedAt: ctx.now().getTime(),
      keys: createLocalJWKSet({ keys: keys as JSONWebKeySet['keys'] }),
    };
    cache.set(uri.href, loaded);
    return loaded;
  };
  return async (header, token) => {
    const now = ctx.now().getTime();
    const kept = cache.get(uri.href);
    const current = kept && now - kept.fetchedAt < KEEP_MS ? kept : await load();
    try {
      return await current.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now - current.fetchedAt < COOL_DOWN_MS) throw error;
      return (await load()).keys(header, token);
    }
  };
}
