import { setTimeout as wait } from 'node:timers/promises';
import type { HttpMethod } from '@medplum/fhir-router';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { FhirResource } from 'fhir/r4';
import type { Ehr } from '../ehr.ts';
import type { PersonaId, PersonaRecord } from '../personas/persona.ts';
import { smartConfiguration } from '../smart/discovery.ts';
import { type ResourceScope, resourceScopesOf } from '../smart/scopes.ts';
import { capabilityStatement } from './capability-statement.ts';
import { type FhirAnswer, type FhirCall, handleFhirRequest } from './handle-request.ts';
import { errorOutcome } from './outcomes.ts';

/** One served FHIR request: path without query and body. Times in ms since 1970, with fractions. */
export interface ServedRequest {
  method: string;
  path: string;
  at: number;
  endedAt: number;
  persona?: PersonaId;
  /** Names of the search parameters, in order of the request; never their values. */
  parameters?: string[];
  /** Of the answer, once it is sent. */
  status?: number;
  /** The persona's rule that the answer follows, if it is not what plain FHIR says. */
  rule?: string;
  /** Length of the answer's body, once it is sent. */
  bytes?: number;
}

/** One endpoint that answers late. `path` is tested against the path with the EHR's prefix; a text is its beginning. */
export interface SlowEndpoint {
  path: RegExp | string;
  ms: number;
}

export interface FhirRoutesOptions {
  ehr: Ehr;
  latencyMs: number;
  slow?: SlowEndpoint;
  requests: ServedRequest[];
}

const jsonTypes = ['application/fhir+json', 'application/json', 'application/json-patch+json'];
const now = (): number => performance.timeOrigin + performance.now();

/** The FHIR API below its base: metadata and SMART discovery in the open, everything else with a Bearer token. */
export function fhirRoutes(options: FhirRoutesOptions): Router {
  const { ehr } = options;
  const router = express.Router();
  router.use(recorder(options));
  router.get('/metadata', async (request, response) => {
    const plain = capabilityStatement(ehr.authUrl, ehr.fhirBase, new Date().toISOString());
    const body = ehr.persona.capabilityStatement(plain);
    const call = callOf(request, [], undefined);
    send(response, await ehr.persona.give(call, { status: 200, headers: {}, body }, recordOf(ehr, undefined)));
  });
  const discovery = smartConfiguration(ehr.authUrl, ehr.fhirBase, ehr.persona.smart);
  router.get(['/.well-known/smart-configuration', '/.well-known/openid-configuration'], (_request, response) => {
    response.json(discovery);
  });
  router.use(express.json({ type: jsonTypes, limit: '20mb' }), express.urlencoded({ extended: false }));
  router.use(express.raw({ type: () => true, limit: '20mb' }));
  router.use(async (request, response) => {
    await answer(request, response, options);
  });
  router.use(unreadableBody(ehr));
  return router;
}

function recorder({ ehr, requests, latencyMs, slow }: FhirRoutesOptions): RequestHandler {
  return async (request, response, next) => {
    const path = request.baseUrl + request.path;
    const entry: ServedRequest = {
      method: request.method,
      path,
      at: now(),
      endedAt: 0,
      persona: ehr.persona.id,
      parameters: Object.keys(request.query),
    };
    response.on('finish', () => {
      entry.endedAt = now();
      entry.status = response.statusCode;
      if (typeof response.locals['rule'] === 'string') entry.rule = response.locals['rule'];
      entry.bytes = Number(response.getHeader('content-length') ?? 0);
      if (path.endsWith('/_search')) entry.parameters?.push(...namesOf(request.body));
    });
    requests.push(entry);
    const late =
      slow !== undefined && (typeof slow.path === 'string' ? path.startsWith(slow.path) : slow.path.test(path));
    const delay = latencyMs + (late ? slow.ms : 0);
    if (delay > 0) await wait(delay);
    next();
  };
}

function namesOf(body: unknown): string[] {
  return typeof body === 'object' && body !== null && !Buffer.isBuffer(body) ? Object.keys(body) : [];
}

async function answer(request: Request, response: Response, { ehr }: FhirRoutesOptions): Promise<void> {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const access = token === undefined ? undefined : ehr.grants.findAccessToken(token);
  const { persona } = ehr;
  const record = recordOf(ehr, access?.grant.context.practitioner);
  if (!access) {
    const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
    const body = errorOutcome('login', 'A valid access token is required.');
    const refusal = { status: 401, headers: { 'www-authenticate': challenge }, body };
    send(response, await persona.give(callOf(request, [], undefined), refusal, record));
    return;
  }
  const scopes = resourceScopesOf(access.scopes.join(' '));
  const handling = await persona.receive(callOf(request, scopes, access.grant.context.patient), record);
  const result =
    'answer' in handling
      ? handling.answer
      : await persona.give(handling.call, await handleFhirRequest(handling.call, ehr), record);
  if (result.body?.resourceType === 'Binary' && wantsRaw(request)) {
    response.status(result.status).set(result.headers);
    response.type(result.body.contentType).send(Buffer.from(result.body.data ?? '', 'base64'));
    return;
  }
  send(response, result);
}

function callOf(request: Request, scopes: ResourceScope[], patient: string | undefined): FhirCall {
  return {
    method: request.method as HttpMethod,
    path: request.path,
    query: new URL(request.url, 'http://base').searchParams,
    headers: singleHeaders(request),
    body: bodyOf(request),
    scopes,
    patient,
  };
}

function recordOf({ repository, fhirBase, enqueue }: Ehr, practitioner: string | undefined): PersonaRecord {
  return {
    fhirBase,
    find: (reference) => repository.find(reference),
    all: (type) => repository.everything().filter(({ resourceType }) => resourceType === type),
    store: (resource) => enqueue(() => repository.seed([resource])),
    versions: (reference) => {
      const [type = '', id = ''] = reference.split('/');
      return repository.versionCount(type, id);
    },
    clinician: practitioner === undefined ? '' : `Practitioner/${practitioner}`,
  };
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

function send(response: Response, { status, headers, body, raw, rule }: FhirAnswer): void {
  response.locals['rule'] = rule;
  response.status(status).set({ 'cache-control': 'no-store', ...headers });
  if (raw) response.set('content-type', raw.contentType).send(Buffer.from(raw.content));
  else if (body) response.type('application/fhir+json').send(JSON.stringify(withoutInternalId(body)));
  else response.end();
}

function withoutInternalId(body: FhirResource): FhirResource {
  if (body.resourceType !== 'OperationOutcome') return body;
  const { id: _id, ...outcome } = body;
  return outcome;
}

function unreadableBody(ehr: Ehr): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status < 400 || status >= 500) {
      next(error);
      return;
    }
    const refusal = { status, headers: {}, body: errorOutcome('structure', 'The request body could not be read.') };
    send(response, await ehr.persona.give(callOf(request, [], undefined), refusal, recordOf(ehr, undefined)));
  };
}
