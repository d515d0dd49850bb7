import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from 'fhir/r4';
import { createApp } from './app.ts';
import { createEhr } from './ehr.ts';
import type { ServedRequest } from './fhir/routes.ts';

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** The sandbox's date, YYYY-MM-DD. Default: SANDBOX_TODAY, or the real date. */
  today?: string;
  /** Throughline's public address, e.g. http://localhost:3000. */
  appUrl: string;
  /** Added to each request below /fhir/R4. */
  latencyMs?: number;
  /** Paths of further case files to seed; one about a seeded patient replaces it. */
  caseFiles?: string[];
}

export interface RunningSandbox {
  url: string;
  close(): Promise<void>;
  /** The FHIR requests served, oldest first. */
  requests: ServedRequest[];
  /** The resources of one type as the EHR holds them now, for tests. */
  held(type: FhirResource['resourceType']): FhirResource[];
}

/**
 * Starts the sandbox EHR: SMART authorization server, FHIR R4 server with four seeded patients, chart pages, sample app.
 * All state is in memory and ends with `close`.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { port, host = '127.0.0.1', appUrl, latencyMs = 0, caseFiles = [] } = options;
  const today = options.today ?? process.env['SANDBOX_TODAY'] ?? new Date().toISOString().slice(0, 10);
  const server = createServer();
  await listen(server, port, host);
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const requests: ServedRequest[] = [];
  const ehr = await createEhr({ url, appUrl: appUrl.replace(/\/$/, ''), today, caseFiles });
  server.on('request', createApp(ehr, { latencyMs, requests }));
  return {
    url,
    requests,
    held: (type) => ehr.repository.everything().filter((resource) => resource.resourceType === type),
    close: () => close(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
