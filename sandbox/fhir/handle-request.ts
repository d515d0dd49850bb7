import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { FhirRequest, FhirRouter, HttpMethod } from '@medplum/fhir-router';
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import type { ResourceScope } from '../smart/scopes.ts';
import { grantsType, scopeGuard } from './access.ts';
import { isServed } from './definitions.ts';
import { errorOutcome, outcomeError } from './outcomes.ts';
import type { Letter, SandboxRepository } from './repository.ts';
import { type PreparedSearch, pageLinks, prepareSearch } from './search-request.ts';

/** One FHIR request after authentication. `path` is below the base, without query. */
export interface FhirCall {
  method: HttpMethod;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: unknown;
  scopes: ResourceScope[];
  patient: string | undefined;
  /** Most matches of a search on one page, when a persona wants other than the plain limit. */
  mostMatches?: number;
}

/** Status, headers and body to send; no body for 204 and 304. `raw` is sent as it is, instead of a resource. */
export interface FhirAnswer {
  status: number;
  headers: Record<string, string>;
  body?: FhirResource;
  raw?: { contentType: string; content: string };
  /** The rule of the persona that it follows: for the log of served requests, never sent. */
  rule?: string;
}

export interface FhirServer {
  repository: SandboxRepository;
  router: FhirRouter;
  fhirBase: string;
  enqueue<T>(task: () => Promise<T>): Promise<T>;
}

const letterOf: Record<string, Letter> = {
  create: 'c',
  read: 'r',
  vread: 'r',
  'history-instance': 'r',
  'search-type': 's',
  update: 'u',
  patch: 'u',
  delete: 'd',
};

/** Answers one FHIR request. Never throws for what the caller got wrong: that becomes an OperationOutcome. */
export async function handleFhirRequest(call: FhirCall, server: FhirServer): Promise<FhirAnswer> {
  try {
    const { interaction, type } = routeOf(call, server.router);
    if (interaction === 'batch') return await server.enqueue(() => runBundle(call, server));
    assertGranted(call.scopes, interaction, type);
    if (interaction === 'search-type') return await runSearch(call, type, server);
    const isWrite = !['read', 'vread', 'history-instance'].includes(interaction);
    const run = (): Promise<FhirAnswer> => runInteraction(call, interaction, server);
    return isWrite ? await server.enqueue(run) : await run();
  } catch (error) {
    return answerError(error);
  }
}

function routeOf(call: FhirCall, router: FhirRouter): { interaction: string; type: string } {
  const route = router.find(call.method, `${call.path}?${call.query.toString()}`);
  const interaction = route?.data?.interaction ?? '';
  const type = route?.params['resourceType'] ?? '';
  const isBatch = interaction === 'batch';
  if (!route || (!isBatch && (!isServed(type) || !letterOf[interaction]))) {
    throw outcomeError('not-found', [
      { severity: 'error', code: 'not-supported', diagnostics: 'No such resource type or operation.' },
    ]);
  }
  const onType = route.params['id'] === undefined;
  if (onType && (interaction === 'update' || interaction === 'patch' || interaction === 'delete')) {
    const diagnostics = 'Conditional update, patch and delete are not supported.';
    throw outcomeError('precondition-failed', [{ severity: 'error', code: 'not-supported', diagnostics }]);
  }
  return { interaction, type };
}

function assertGranted(scopes: ResourceScope[], interaction: string, type: string): void {
  const letter = letterOf[interaction];
  if (letter && grantsType(scopes, letter, type)) return;
  const diagnostics = `The granted scopes do not include ${interaction} on ${type}.`;
  throw outcomeError('forbidden', [{ severity: 'error', code: 'forbidden', diagnostics }]);
}

function viewOf(call: FhirCall, { repository }: FhirServer): SandboxRepository {
  return repository.guarded(scopeGuard(call.scopes, call.patient, (reference) => repository.find(reference)));
}

async function runInteraction(call: FhirCall, interaction: string, server: FhirServer): Promise<FhirAnswer> {
  const existed = interaction === 'update' && server.repository.find(call.path.replace(/^\//, '')) !== undefined;
  const result = await route(call, viewOf(call, server), server.router);
  const { outcome, resource } = result;
  const status = interaction === 'update' && !existed ? 201 : getStatus(outcome as Parameters<typeof getStatus>[0]);
  if (interaction === 'delete') return { status: 204, headers: {} };
  if (!resource) return { status, headers: {}, body: outcome };
  if (resource.resourceType === 'Bundle') return { status, headers: {}, body: withFullUrls(resource, server.fhirBase) };
  const etag = `W/"${resource.meta?.versionId ?? ''}"`;
  if (interaction === 'read' && call.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  const headers: Record<string, string> = { etag };
  if (resource.meta?.lastUpdated) headers['last-modified'] = new Date(resource.meta.lastUpdated).toUTCString();
  if (interaction === 'create' || status === 201) {
    headers['location'] =
      `${server.fhirBase}/${resource.resourceType}/${resource.id ?? ''}/_history/${resource.meta?.versionId ?? ''}`;
    if (call.headers['prefer']?.includes('return=minimal')) return { status, headers };
  }
  return { status, headers, body: resource };
}

async function runSearch(call: FhirCall, type: string, server: FhirServer): Promise<FhirAnswer> {
  const strict = call.headers['prefer']?.includes('handling=strict') ?? false;
  const asked = new URLSearchParams(call.query);
  if (call.method === 'POST' && typeof call.body === 'object' && call.body !== null) {
    for (const [name, value] of Object.entries(call.body))
      for (const one of [value].flat()) asked.append(name, String(one));
  }
  const prepared = prepareSearch(type, asked, server.fhirBase, strict, call.mostMatches);
  const search: FhirCall = { ...call, method: 'GET', path: `/${type}`, query: prepared.parameters, body: undefined };
  const { outcome, resource } = await route(search, viewOf(call, server), server.router);
  if (resource?.resourceType !== 'Bundle')
    return { status: getStatus(outcome as Parameters<typeof getStatus>[0]), headers: {}, body: outcome };
  return {
    status: 200,
    headers: {},
    body: finishPage(resource, type, prepared, asked.get('_summary') === 'count', server.fhirBase),
  };
}

function finishPage(
  bundle: Bundle,
  type: string,
  search: PreparedSearch,
  countOnly: boolean,
  fhirBase: string,
): Bundle {
  const total = bundle.total ?? 0;
  const link = pageLinks(`${fhirBase}/${type}`, search, total);
  const { entry, ...rest } = withFullUrls(bundle, fhirBase);
  return { ...rest, id: crypto.randomUUID(), total, link, ...(entry && !countOnly ? { entry } : {}) };
}

async function runBundle(call: FhirCall, server: FhirServer): Promise<FhirAnswer> {
  const bundle = call.body as Bundle | undefined;
  if (bundle?.resourceType !== 'Bundle')
    return { status: 400, headers: {}, body: errorOutcome('structure', 'The body is not a Bundle.') };
  for (const { request } of bundle.entry ?? []) {
    const [path = '', query = ''] = (request?.url ?? '').split('?');
    const { interaction, type } = routeOf(
      { ...call, method: request?.method ?? 'GET', path, query: new URLSearchParams(query) },
      server.router,
    );
    if (interaction === 'batch')
      throw outcomeError('invalid', [
        { severity: 'error', code: 'not-supported', diagnostics: 'Bundles do not nest.' },
      ]);
    if (bundle.type === 'transaction') assertGranted(call.scopes, interaction, type);
  }
  const { outcome, resource } = await route(call, viewOf(call, server), server.router);
  const status = getStatus(outcome as Parameters<typeof getStatus>[0]);
  if (resource?.resourceType !== 'Bundle') return { status, headers: {}, body: outcome };
  return { status, headers: {}, body: withEntryHeaders(resource, server.fhirBase) };
}

function withFullUrls(bundle: Bundle, fhirBase: string): Bundle {
  if (!bundle.entry) return bundle;
  const entry = bundle.entry.map((item) =>
    item.resource ? { fullUrl: `${fhirBase}/${item.resource.resourceType}/${item.resource.id ?? ''}`, ...item } : item,
  );
  return { ...bundle, entry };
}

function withEntryHeaders(bundle: Bundle, fhirBase: string): Bundle {
  const entry = (bundle.entry ?? []).map(({ resource, response }) => {
    const version = resource?.meta?.versionId;
    if (!resource || !response || version === undefined)
      return { ...(resource ? { resource } : {}), ...(response ? { response } : {}) };
    const location = `${fhirBase}/${resource.resourceType}/${resource.id ?? ''}/_history/${version}`;
    return {
      resource,
      response: { ...response, location, etag: `W/"${version}"`, lastModified: resource.meta?.lastUpdated ?? '' },
    };
  });
  return { ...bundle, entry };
}

async function route(
  call: FhirCall,
  view: SandboxRepository,
  router: FhirRouter,
): Promise<{ outcome: OperationOutcome; resource: FhirResource | undefined }> {
  const query = call.query.size ? `?${call.query.toString()}` : '';
  const request: FhirRequest = {
    method: call.method,
    url: `${call.path}${query}`,
    pathname: '',
    body: call.body,
    params: {},
    query: {},
    headers: call.headers,
    config: { transactions: true },
  };
  const [outcome, resource] = await router.handleRequest(request, view);
  return { outcome: outcome as OperationOutcome, resource: resource as FhirResource | undefined };
}

function answerError(error: unknown): FhirAnswer {
  if (!(error instanceof OperationOutcomeError)) throw error;
  return { status: getStatus(error.outcome), headers: {}, body: error.outcome as OperationOutcome };
}
