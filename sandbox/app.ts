import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { chartRoutes } from './chart/routes.ts';
import type { Ehr } from './ehr.ts';
import { fhirRoutes, type ServedRequest } from './fhir/routes.ts';
import { smartRoutes } from './smart/routes.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The HTTP face of one EHR: FHIR API, SMART authorization server, chart pages, sample app. */
export function createApp(
  ehr: Ehr,
  { latencyMs, requests }: { latencyMs: number; requests: ServedRequest[] },
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(['/fhir', '/oauth2/token', '/oauth2/introspect', '/oauth2/revoke', '/oauth2/jwks'], cors);
  const server = { repository: ehr.repository, router: ehr.router, fhirBase: ehr.fhirBase, enqueue: ehr.enqueue };
  app.use('/fhir/R4', fhirRoutes({ server, grants: ehr.grants, url: ehr.url, latencyMs, requests }));
  app.use('/oauth2', smartRoutes(ehr));
  app.use('/public', express.static(folder('public/')));
  app.get('/sample-app/fhir-client.js', (_request, response) => {
    response.sendFile(folder('../node_modules/fhirclient/build/fhir-client.pure.min.js'));
  });
  app.use('/sample-app', express.static(folder('sample-app/')));
  app.use(chartRoutes(ehr));
  app.use(failure);
  return app;
}

/** SMART App Launch 2.2 asks for CORS on the FHIR and token endpoints. */
function cors(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-headers':
      'authorization, content-type, accept, if-match, if-none-match, if-none-exist, prefer',
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-expose-headers': 'location, etag, last-modified, www-authenticate',
  });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
}

function failure(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  process.stderr.write(`Sandbox EHR: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown failure'}\n`);
  if (!response.headersSent) response.status(500).json({ error: 'The sandbox failed on this request.' });
}
