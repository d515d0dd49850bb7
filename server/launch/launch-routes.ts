import { type Request, type Response, Router } from 'express';
import type { JWK } from 'jose';
import type { StartableEhr } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { asAppError, requestIdOf } from '../errors/error-edge.ts';
import { completeLaunch, LONGEST_MS } from './complete-launch.ts';
import { cookieValues, preCookieName, preCookieOptions, SESSION_COOKIE, sessionCookieOptions } from './cookies.ts';
import { fhirBase } from './find-registration.ts';
import { launchErrorPage, launchErrorPolicy } from './launch-error-page.ts';
import { type LaunchTrail, PENDING_MS, startLaunch } from './start-launch.ts';

/** Refusals before an EHR is known belong to no tenant; they are kept in a chain of their own. */
export const NO_TENANT = 'none';

/**
 * The SMART App Launch of the app, at the root of the site: `/launch`, `/launch/ehrs` (the EHRs to
 * start from without a chart: names and addresses that are public anyway), `/callback` and `/.well-known/jwks.json`. Every refusal
 * is recorded; a browser gets a page, other callers get the JSON of the error edge.
 */
export function launchRoutes(ctx: Context): Router {
  const router = Router();

  router.get('/launch', (req, res, next) =>
    withTrail(ctx, req, res, next, async (trail) => {
      const started = await startLaunch(ctx, req.query, trail);
      res.cookie(preCookieName(started.handle), started.preCookie, preCookieOptions(PENDING_MS));
      res.redirect(303, started.authorizeUrl);
    }),
  );

  router.get('/launch/ehrs', (_req, res) => {
    const ehrs: StartableEhr[] = ctx.config.registrations.ehrs.map((ehr) => ({
      name: ehr.displayName,
      issuer: fhirBase(ehr),
    }));
    res.set('Cache-Control', 'no-store').json(ehrs);
  });

  router.get('/callback', (req, res, next) =>
    withTrail(ctx, req, res, next, async (trail) => {
      const preCookies = (handle: string) => cookieValues(req, preCookieName(handle));
      const clearPre = () => {
        if (trail.handle) res.clearCookie(preCookieName(trail.handle), preCookieOptions(0));
      };
      const { handle, cookie } = await completeLaunch(ctx, req.query, preCookies, trail).finally(clearPre);
      res.cookie(SESSION_COOKIE, cookie, sessionCookieOptions(handle, LONGEST_MS));
      res.redirect(303, `/l/${handle}/`);
    }),
  );

  router.get('/.well-known/jwks.json', (_req, res) => {
    res.set('Cache-Control', 'public, max-age=3600').json({ keys: ctx.keyring.clientKeys.map(publicHalf) });
  });
  return router;
}

async function withTrail(
  ctx: Context,
  req: Request,
  res: Response,
  next: (error: unknown) => void,
  work: (trail: LaunchTrail) => Promise<void>,
): Promise<void> {
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  const trail: LaunchTrail = {};
  try {
    await work(trail);
  } catch (thrown) {
    const error = asAppError(thrown);
    const { code, detail } = error;
    const ehr = trail.ehr?.name;
    await ctx.audit(trail.ehr?.tenant ?? NO_TENANT, {
      type: 'launch.refused',
      code,
      ...(ehr && { ehr }),
      ...(trail.handle && { handle: trail.handle }),
      ...(detail && { detail }),
    });
    if (req.accepts(['html', 'json']) !== 'html' || error.shape.status === 500) return next(thrown);
    const requestId = requestIdOf(req);
    ctx.log.info({ requestId, code, detail, ehr, handle: trail.handle }, 'launch refused');
    res
      .status(error.shape.status)
      .set('Content-Security-Policy', launchErrorPolicy(ctx))
      .type('html')
      .send(launchErrorPage(error, trail, requestId));
  }
}

/** Named one by one, so that no private member can slip through. */
function publicHalf({ kty, crv, x, y, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, y, kid, alg, use } as JWK;
}
