import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response, Router } from 'express';
import { chartRoutes } from './chart/routes.ts';
import type { Ehr } from './ehr.ts';
import { fhirRoutes, type ServedRequest, type SlowEndpoint } from './fhir/routes.ts';
import { smartRoutes } from './smart/routes.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What every EHR of one sandbox shares while it serves. */
export interface Serving {
  latencyMs: number;
  slow?: SlowEndpoint;
  requests: ServedRequest[];
}

/** An EHR that is built when it is first asked for. `prefix` stands before all its paths. */
export interface Mounted {
  prefix: string;
  ehr: () => Promise<Ehr>;
}

/** The origin of chart pages and FHIR servers. The EHR with the empty prefix comes last: it takes what no other takes. */
export function createApp(mounted: readonly Mounted[], serving: Serving): Express {
  const app = bareApp();
  app.get('/sample-app/fhir-client.js', (_request, response) => {
    response.sendFile(folder('../node_modules/fhirclient/build/fhir-client.pure.min.js'));
  });
  app.use('/sample-app', express.static(folder('sample-app/')));
  for (const { prefix, ehr } of longestFirst(mounted)) {
    app.use(
      prefix || '/',
      lazily(async () => ehrRoutes(await ehr(), serving)),
    );
  }
  app.use(failure);
  return app;
}

/** The origin of the authorization servers that have one of their own. */
export function createAuthApp(mounted: readonly Mounted[]): Express {
  const app = bareApp();
  for (const { prefix, ehr } of longestFirst(mounted)) {
    app.use(
      prefix || '/',
      lazily(async () => authRoutes(await ehr())),
    );
  }
  app.use(failure);
  return app;
}

function bareApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  // An ETag is a version here: only the EHR itself may set one.
  app.disable('etag');
  app.use('/public', express.static(folder('public/')));
  return app;
}

function longestFirst(mounted: readonly Mounted[]): Mounted[] {
  return [...mounted].sort((a, b) => b.prefix.length - a.prefix.length);
}

/** The HTTP face of one EHR: FHIR API, chart pages, and the authorization server unless it has its own origin. */
function ehrRoutes(ehr: Ehr, serving: Serving): Router {
  const router = Router();
  router.use('/fhir', cors);
  router.use('/fhir/R4', fhirRoutes({ ehr, ...serving }));
  if (!ehr.persona.smart.ownOrigin) router.use(authRoutes(ehr));
  router.use(chartRoutes(ehr));
  return router;
}

function authRoutes(ehr: Ehr): Router {
  const router = Router();
  router.use(['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke', '/oauth2/jwks'], cors);
  router.use('/oauth2', smartRoutes(ehr));
  return router;
}

function lazily(build: () => Promise<Router>) {
  let built: Promise<Router> | undefined;
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    built ??= build();
    (await built)(request, response, next);
  };
}

/** SMART App Launch 2.2 asks for CORS on the FHIR and token endpoints. */
function cors(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-headers':
      'authorization, content-type, accept, if-match, if-none-match, if-none-exist, prefer',
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-expose-headers': 'location, etag, last-modified, www-authenticate, x-request-id',
  });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
}

function failure(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  process.stderr.write(`Sandbox EHR: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown failure'}\n`);
  if (!response.headersSent) response.status(500).json({ error: 'The sandbox failed on this request.' });
}
