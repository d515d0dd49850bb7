import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FhirRouter, type HttpMethod } from '@medplum/fhir-router';
import type { FhirResource } from 'fhir/r4';
import { loadDefinitions } from '../../sandbox/fhir/definitions.ts';
import { handleFhirRequest } from '../../sandbox/fhir/handle-request.ts';
import { SandboxRepository } from '../../sandbox/fhir/repository.ts';
import { createWriteQueue } from '../../sandbox/fhir/write-queue.ts';
import { resourceScopesOf } from '../../sandbox/smart/scopes.ts';

/** What goes wrong with a request: lost before or after it was carried out, or a status instead of the answer. */
export type Fault = 'lost-request' | 'lost-answer' | { status: number; carriedOut: boolean };

/** A real FHIR R4 server on a socket without logins, that misbehaves on demand. */
export interface FaultyFhirServer {
  readonly base: string;
  /** Decides for each request, `POST DocumentReference`; undefined = behave. */
  fault: (request: string) => Fault | undefined;
  /** True drops identifiers on create, as EHRs that assign their own do. */
  forgetsIdentifiers: boolean;
  readonly requests: string[];
  held(type: string): FhirResource[];
  close(): Promise<void>;
}

/** Starts the server on a free port, empty but for one patient and one encounter. */
export async function startFaultyFhirServer(): Promise<FaultyFhirServer> {
  loadDefinitions();
  const repository = new SandboxRepository();
  await repository.seed([
    { resourceType: 'Patient', id: 'p1' },
    {
      resourceType: 'Encounter',
      id: 'e1',
      status: 'in-progress',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/p1' },
    },
  ]);
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  const fhir = { repository, router: new FhirRouter(), fhirBase: base, enqueue: createWriteQueue() };
  const running: FaultyFhirServer = {
    base,
    fault: () => undefined,
    forgetsIdentifiers: false,
    requests: [],
    held: (type) => repository.everything().filter((resource) => resource.resourceType === type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', base);
      const path = url.pathname.replace('/fhir', '');
      const name = `${request.method} ${path.split('/')[1]}`;
      running.requests.push(name);
      const body = await bodyOf(request);
      const fault = running.fault(name);
      if (fault === 'lost-request') {
        request.socket.destroy();
        return;
      }
      const carriesOut = fault === undefined || fault === 'lost-answer' || fault.carriedOut;
      if (running.forgetsIdentifiers && name === 'POST DocumentReference') {
        delete body?.['identifier'];
        delete request.headers['if-none-exist'];
      }
      const answer = carriesOut
        ? await handleFhirRequest(
            {
              method: request.method as HttpMethod,
              path,
              query: url.searchParams,
              headers: request.headers as Record<string, string>,
              body,
              scopes: resourceScopesOf('user/*.cruds'),
              patient: undefined,
            },
            fhir,
          )
        : undefined;
      if (fault === 'lost-answer') {
        request.socket.destroy();
        return;
      }
      const status = fault ? fault.status : (answer?.status ?? 500);
      response.writeHead(status, { ...answer?.headers, 'content-type': 'application/fhir+json' });
      response.end(answer?.body && !fault ? JSON.stringify(answer.body) : '');
    })();
  });
  return running;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0
    ? (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>)
    : undefined;
}
