import { setTimeout as wait } from 'node:timers/promises';
import type { HttpMethod } from '@medplum/fhir-router';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { FhirResource } from 'fhir/r4';
import { smartConfiguration } from '../smart/discovery.ts';
import type { GrantBook } from '../smart/grants.ts';
import { resourceScopesOf } from '../smart/scopes.ts';
import { capabilityStatement } from './capability-statement.ts';
import { type FhirAnswer, type FhirServer, handleFhirRequest } from './handle-request.ts';
import { errorOutcome } from './outcomes.ts';

/** One served FHIR request: path without query and body. Times in ms since 1970, with fractions. */
export interface ServedRequest {
  method: string;
  path: string;
  at: number;
  endedAt: number;
}

export interface FhirRoutesOptions {
  server: FhirServer;
  grants: GrantBook;
  url: string;
  latencyMs: number;
  requests: ServedRequest[];
}

const jsonTypes = ['application/fhir+json', 'application/json', 'application/json-patch+json'];
const now = (): number => performance.timeOrigin + performance.now();

/** The FHIR API below its base: metadata and SMART discovery in the open, everything else with a Bearer token. */
export function fhirRoutes(options: FhirRoutesOptions): Router {
  const { server, url } = options;
  const router = express.Router();
  router.use(recorder(options));
  router.get('/metadata', (_request, response) => {
    send(response, {
      status: 200,
      headers: {},
      body: capabilityStatement(url, server.fhirBase, new Date().toISOString()),
    });
  });
  const discovery = smartConfiguration(url, server.fhirBase);
  router.get(['/.well-known/smart-configuration', '/.well-known/openid-configuration'], (_request, response) => {
    response.json(discovery);
  });
  router.use(express.json({ type: jsonTypes, limit: '20mb' }), express.urlencoded({ extended: false }));
  router.use(express.raw({ type: () => true, limit: '20mb' }));
  router.use(async (request, response) => {
    await answer(request, response, options);
  });
  router.use(unreadableBody);
  return router;
}

function recorder({ requests, latencyMs }: FhirRoutesOptions): RequestHandler {
  return async (request, response, next) => {
    const entry: ServedRequest = {
      method: request.method,
      path: request.baseUrl + request.path,
      at: now(),
      endedAt: 0,
    };
    response.on('finish', () => {
      entry.endedAt = now();
    });
    requests.push(entry);
    if (latencyMs > 0) await wait(latencyMs);
    next();
  };
}

async function answer(request: Request, response: Response, { server, grants }: FhirRoutesOptions): Promise<void> {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const access = token === undefined ? undefined : grants.findAccessToken(token);
  if (!access) {
    const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
    const body = errorOutcome('login', 'A valid access token is required.');
    send(response, { status: 401, headers: { 'www-authenticate': challenge }, body });
    return;
  }
  const result = await handleFhirRequest(
    {
      method: request.method as HttpMethod,
      path: request.path,
      query: new URL(request.url, server.fhirBase).searchParams,
      headers: singleHeaders(request),
      body: bodyOf(request),
      scopes: resourceScopesOf(access.scopes.join(' ')),
      patient: access.grant.context.patient,
    },
    server,
  );
  if (result.body?.resourceType === 'Binary' && wantsRaw(request)) {
    response.status(result.status).set(result.headers);
    response.type(result.body.contentType).send(Buffer.from(result.body.data ?? '', 'base64'));
    return;
  }
  send(response, result);
}

/** R4 binary.html: a Binary may be posted, and is served, in its own content type. */
function bodyOf(request: Request): unknown {
  const raw: unknown = request.body;
  if (!Buffer.isBuffer(raw)) return raw;
  if (raw.length === 0) return undefined;
  return {
    resourceType: 'Binary',
    contentType: request.headers['content-type'] ?? 'application/octet-stream',
    data: raw.toString('base64'),
  };
}

function wantsRaw(request: Request): boolean {
  return (
    request.method === 'GET' &&
    /^\/Binary\/[^/]+$/.test(request.path) &&
    !/json|\*\/\*/.test(request.headers.accept ?? '*/*')
  );
}

function singleHeaders(request: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

function send(response: Response, { status, headers, body }: FhirAnswer): void {
  response.status(status).set({ 'cache-control': 'no-store', ...headers });
  if (body === undefined) {
    response.end();
    return;
  }
  response.type('application/fhir+json').send(JSON.stringify(withoutInternalId(body)));
}

function withoutInternalId(body: FhirResource): FhirResource {
  if (body.resourceType !== 'OperationOutcome') return body;
  const { id: _id, ...outcome } = body;
  return outcome;
}

function unreadableBody(error: unknown, _request: Request, response: Response, next: (error: unknown) => void): void {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status < 400 || status >= 500) {
    next(error);
    return;
  }
  send(response, { status, headers: {}, body: errorOutcome('structure', 'The request body could not be read.') });
}
