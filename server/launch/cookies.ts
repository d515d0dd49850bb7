import type { CookieOptions, Request } from 'express';

/*
 * Two cookies a launch, so that any number of launches live side by side in one browser:
 * - before sign-in, `__Host-tl-pre-<first 8 of the handle>` binds `state` to this browser; ten minutes, deleted at the callback,
 *   so that only launches still under way add to the header;
 * - after it, `__Secure-tl` with Path=/l/<handle>/: the browser sends one, whichever number it holds. A partition holds about
 *   180 cookies or 10 kB; one launch takes about 55 bytes.
 */
const SHARED = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true } as const satisfies CookieOptions;

/** Name of the cookie that binds a launch's `state` to the browser. */
export function preCookieName(handle: string): string {
  return `__Host-tl-pre-${handle.slice(0, 8)}`;
}

export const SESSION_COOKIE = '__Secure-tl';

/** Attributes of the pre-login cookie; `maxAge` in milliseconds. */
export function preCookieOptions(maxAge: number): CookieOptions {
  return { ...SHARED, path: '/', maxAge };
}

/** Attributes of the launch's cookie: sent below the launch's own path only. */
export function sessionCookieOptions(handle: string, maxAge: number): CookieOptions {
  return { ...SHARED, path: `/l/${handle}/`, maxAge };
}

/** Every value the request carries for the cookie `name`; more than one when a wider path holds the same name. */
export function cookieValues(req: Request, name: string): string[] {
  return (req.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
