import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Context } from './context.ts';
import { AppError } from './errors/app-error.ts';
import { errorEdge } from './errors/error-edge.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { launchRoutes } from './launch/launch-routes.ts';
import { launchOf, requireLaunch } from './launch/require-launch.ts';
import { auditorRoutes } from './provenance/auditor-routes.ts';
import { createChartCache } from './workspace/chart-of-launch.ts';
import { workspaceRoutes } from './workspace/workspace-routes.ts';
import { adoptFilings } from './write-back/adopt-filings.ts';

/** Folder of the built pages. */
const DIST = join(import.meta.dirname, '..', 'dist');

/** Where the features meet: one Express app over a context. `kickDelivery` nudges the outbox after an attestation. */
export function createApp(ctx: Context, parts: { kickDelivery: () => void }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(requestLog(ctx.log));
  app.use(securityHeaders([...new Set(ctx.config.registrations.ehrs.flatMap((ehr) => ehr.frameAncestors))]));

  app.get('/healthz', (_req, res) => {
    res.json({ status: 'up' });
  });
  app.get('/readyz', async (_req, res) => {
    await ctx.store.db.selectFrom('outbox').select('id').limit(1).execute();
    res.json({ status: 'ready', pages: existsSync(join(DIST, 'index.html')) });
  });

  app.use(launchRoutes(ctx));
  app.use('/fhir', auditorRoutes(ctx));

  const charts = createChartCache(ctx);
  app.use(
    '/l/:handle/api',
    requireLaunch(ctx),
    async (_req, res, next) => {
      const adopted = await adoptFilings(ctx, launchOf(res));
      if (adopted > 0) parts.kickDelivery();
      next();
    },
    workspaceRoutes(ctx, { charts, kickDelivery: parts.kickDelivery }),
  );
  app.get('/l/:handle/', (_req, res) => {
    res.sendFile('index.html', { root: DIST });
  });
  app.get('/', (_req, res) => {
    res.redirect(303, '/launch.html');
  });
  app.use(
    '/assets',
    express.static(join(DIST, 'assets'), { immutable: true, maxAge: '1y', index: false, cacheControl: true }),
  );
  app.use(express.static(DIST, { index: false, cacheControl: false }));
  app.use(() => {
    throw new AppError('NOT_FOUND');
  });
  app.use(errorEdge(ctx.log));
  return app;
}
