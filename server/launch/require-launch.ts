import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { sha256 } from '../storage/seal.ts';
import type { ActiveLaunch } from './active-launch.ts';
import { cookieValues, SESSION_COOKIE } from './cookies.ts';
import { endLaunch, findLaunch, type LaunchSession, touchLaunch } from './launch-sessions.ts';
import { toActiveLaunch } from './to-active-launch.ts';

const IDLE_MS = 15 * 60_000;
const TOUCH_MS = 30_000;
const HANDLE = /^\/l\/([A-Za-z0-9_-]{22})(?:[/?]|$)/;

/**
 * Guards everything below `/l/:handle`: the handle's launch must be active, the cookie must be this launch's, and neither 15
 * idle minutes nor 12 hours may be over; then `launchOf(res)` gives the ActiveLaunch. Requests that change something must also
 * carry `X-Throughline: 1` and must not come from another site. Passes AppError SESSION_UNKNOWN, SESSION_EXPIRED (the launch is
 * ended, its tokens wiped) or BAD_REQUEST on; refusals of a launch that exists are recorded.
 */
export function requireLaunch(ctx: Context): RequestHandler {
  return async (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    const handle = HANDLE.exec(req.originalUrl)?.[1];
    const session = handle ? await findLaunch(ctx, handle) : undefined;
    if (!session) throw new AppError('SESSION_UNKNOWN', { detail: 'no such launch' });
    const refuse = async (code: ErrorCode, detail: string): Promise<AppError> => {
      await ctx.audit(session.tenant, { type: 'access.refused', code, handle: session.handle, detail });
      return new AppError(code, { detail });
    };
    if (!cookieMatches(req, session)) throw await refuse('SESSION_UNKNOWN', 'cookie');
    if (session.status === 'ended') throw new AppError('SESSION_EXPIRED', { detail: 'launch ended' });
    const now = ctx.now().getTime();
    const idle = now - Date.parse(session.last_seen_at);
    if (idle >= IDLE_MS || now >= Date.parse(session.expires_at)) {
      await endLaunch(ctx, session);
      throw await refuse('SESSION_EXPIRED', idle >= IDLE_MS ? 'idle' : 'longest life');
    }
    if (isForged(req, new URL(ctx.config.publicUrl).origin)) throw await refuse('BAD_REQUEST', 'cross-site');
    const launch = toActiveLaunch(ctx, session);
    if (!launch) throw await refuse('SESSION_UNKNOWN', 'EHR not registered');
    if (idle >= TOUCH_MS) await touchLaunch(ctx, session.handle);
    res.locals['launch'] = launch;
    next();
  };
}

/** The launch that `requireLaunch` admitted. Throws AppError SESSION_UNKNOWN on a route that is not guarded. */
export function launchOf(res: Response): ActiveLaunch {
  const launch = res.locals['launch'] as ActiveLaunch | undefined;
  if (!launch) throw new AppError('SESSION_UNKNOWN');
  return launch;
}

function cookieMatches(req: Request, session: LaunchSession): boolean {
  return (
    session.cookie_hash !== null &&
    cookieValues(req, SESSION_COOKIE).some((value) => sha256(value) === session.cookie_hash)
  );
}

/** Another site's page can send our cookie, but cannot set this header without a preflight that we never answer. */
function isForged(req: Request, own: string): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return false;
  const site = req.get('Sec-Fetch-Site');
  const origin = req.get('Origin');
  return (
    req.get('X-Throughline') !== '1' ||
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && origin !== own)
  );
}
