import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from 'fhir/r4';
import type { Fault } from './faulty-fhir-server.ts';

/** A request for a resource, after its body was read. */
export interface Asked {
  readonly method: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown> | undefined;
}

/** An answer: a resource, content of another kind, or nothing but a status and headers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly resource?: unknown;
  readonly content?: string;
}

/** What a family of EHRs does with a create: how it refuses, and what it keeps. Content goes to `content` by its Binary id. */
export interface Manners {
  create(asked: Asked, shelf: Shelf): Answer;
  /** Refuses a search, or undefined to answer it. */
  refuseSearch(asked: Asked): Answer | undefined;
}

/** What the EHR holds. */
export interface Shelf {
  readonly base: string;
  readonly held: FhirResource[];
  readonly content: Map<string, { type: string; content: string }>;
  next(): number;
}

/** An EHR on a socket that keeps a note's words and nothing else of ours, and misbehaves on demand. */
export interface WordsEhr {
  readonly base: string;
  fault: (request: string) => Fault | undefined;
  /** True while its index lags: searches do not show documents. */
  lags: boolean;
  /** `POST DocumentReference` and so on, in order. */
  readonly requests: string[];
  /** Bodies of creates as they came, with their headers. */
  readonly posted: Asked[];
  readonly shelf: Shelf;
  held(type: string): FhirResource[];
  close(): Promise<void>;
}

/** Starts an EHR with these manners on a free port. */
export async function startWordsEhr(manners: Manners): Promise<WordsEhr> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  let count = 0;
  const shelf: Shelf = {
    base,
    held: [],
    content: new Map(),
    next: () => {
      count += 1;
      return count;
    },
  };
  const ehr: WordsEhr = {
    base,
    fault: () => undefined,
    lags: false,
    requests: [],
    posted: [],
    shelf,
    held: (type) => shelf.held.filter((resource) => resource.resourceType === type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    void serve(ehr, manners, request, response);
  });
  return ehr;
}

async function serve(
  ehr: WordsEhr,
  manners: Manners,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', ehr.base);
  const [type = '', id] = url.pathname.replace('/fhir/', '').split('/');
  const asked: Asked = {
    method: request.method ?? 'GET',
    type,
    id,
    query: url.searchParams,
    headers: request.headers,
    body: await bodyOf(request),
  };
  const name = `${asked.method} ${type}`;
  ehr.requests.push(name);
  const fault = ehr.fault(name);
  if (fault === 'lost-request') {
    request.socket.destroy();
    return;
  }
  const carriesOut = fault === undefined || fault === 'lost-answer' || fault.carriedOut;
  const answer = carriesOut ? answerTo(ehr, manners, asked) : { status: 500 };
  if (fault === 'lost-answer') {
    request.socket.destroy();
    return;
  }
  if (fault !== undefined) {
    response.writeHead(fault.status).end();
    return;
  }
  const json = 'resource' in answer && answer.resource !== undefined;
  response.writeHead(answer.status, {
    ...(json ? { 'content-type': 'application/fhir+json' } : {}),
    ...answer.headers,
  });
  response.end(json ? JSON.stringify(answer.resource) : (answer.content ?? ''));
}

function answerTo(ehr: WordsEhr, manners: Manners, asked: Asked): Answer {
  const { shelf } = ehr;
  if (asked.method === 'POST') {
    ehr.posted.push(asked);
    return manners.create(asked, shelf);
  }
  if (asked.type === 'Binary') {
    const binary = shelf.content.get(asked.id ?? '');
    return binary
      ? { status: 200, headers: { 'content-type': binary.type }, content: binary.content }
      : { status: 404 };
  }
  if (asked.id !== undefined) {
    const found = shelf.held.find((one) => one.resourceType === asked.type && one.id === asked.id);
    return found ? { status: 200, resource: found } : { status: 404 };
  }
  const refused = manners.refuseSearch(asked);
  if (refused) return refused;
  const target = asked.query.get('target');
  const matches = ehr.lags
    ? []
    : shelf.held.filter(
        (one) =>
          one.resourceType === asked.type &&
          (target === null || (one.resourceType === 'Provenance' && one.target[0]?.reference === target)),
      );
  return {
    status: 200,
    resource: { resourceType: 'Bundle', type: 'searchset', entry: matches.map((resource) => ({ resource })) },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0
    ? (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>)
    : undefined;
}
