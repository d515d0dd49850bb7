import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from 'fhir/r4';
import { createApp, createAuthApp, type Mounted } from './app.ts';
import { casesFor, createEhr, type Ehr, heldAtFirst } from './ehr.ts';
import type { ServedRequest, SlowEndpoint } from './fhir/routes.ts';
import type { EpicPersona } from './personas/epic/epic.ts';
import type { OraclePersona } from './personas/oracle/oracle.ts';
import type { PersonaId } from './personas/persona.ts';
import { createPersonas, PERSONA_IDS } from './personas/personas.ts';

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number;
  /** Where the authorization servers with an origin of their own listen. Default: SANDBOX_AUTH_PORT, or the port after `port`. 0, or a free `port`, takes a free one. */
  authPort?: number;
  host?: string;
  /** The sandbox's date, YYYY-MM-DD. Default: SANDBOX_TODAY, or the real date. */
  today?: string;
  /** Throughline's public address, e.g. http://localhost:3000. */
  appUrl: string;
  /** Added to each FHIR request. */
  latencyMs?: number;
  /** Added to the FHIR requests of one endpoint, on top of `latencyMs`. */
  slow?: SlowEndpoint;
  /** Paths of further case files to seed; one about a seeded patient replaces it. */
  caseFiles?: string[];
}

export interface RunningSandbox {
  url: string;
  /** Origin of the authorization servers that have one of their own. */
  authUrl: string;
  close(): Promise<void>;
  /** The FHIR requests served, oldest first. */
  requests: ServedRequest[];
  /** The resources of one type as an EHR holds them now, for tests. */
  held(type: FhirResource['resourceType'], persona?: PersonaId): FhirResource[];
  fhirBase(persona: PersonaId): string;
  /** The Epic-like EHR, with what a test may switch on in it. */
  epic: Pick<EpicPersona, 'set'>;
  /** The Oracle-like EHR, likewise. */
  oracle: Pick<OraclePersona, 'set'>;
}

/**
 * Starts the sandbox: three EHRs (plain R4 at '', Epic-like at /epic, Oracle-like at /oracle), each with SMART
 * authorization server, FHIR R4 server with the same patients, chart pages; and a sample app. The second and third
 * are built when they are first asked for. All state is in memory and ends with `close`.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { port, host = '127.0.0.1', appUrl, latencyMs = 0, slow, caseFiles = [] } = options;
  const today = options.today ?? process.env['SANDBOX_TODAY'] ?? new Date().toISOString().slice(0, 10);
  const servers = [createServer(), createServer()] as const;
  const url = `http://${host}:${await listen(servers[0], port, host)}`;
  const authUrl = `http://${host}:${await listen(servers[1], authPortOf(options), host).catch(
    async (error: unknown) => {
      await close(servers[0]);
      throw error;
    },
  )}`;
  const requests: ServedRequest[] = [];
  const personas = createPersonas();
  const built = new Map<PersonaId, Ehr>();
  const mounted = PERSONA_IDS.map((id): Mounted & { id: PersonaId } => {
    const persona = personas[id];
    let building: Promise<Ehr> | undefined;
    const build = async (): Promise<Ehr> => {
      const ehr = await createEhr({
        url,
        appUrl: appUrl.replace(/\/$/, ''),
        today,
        caseFiles,
        persona,
        authOrigin: authUrl,
      });
      built.set(id, ehr);
      return ehr;
    };
    return { id, prefix: persona.prefix, ehr: () => (building ??= build()) };
  });
  servers[0].on('request', createApp(mounted, { latencyMs, requests, ...(slow ? { slow } : {}) }));
  servers[1].on('request', createAuthApp(mounted.filter(({ id }) => personas[id].smart.ownOrigin)));
  await mounted.find(({ id }) => id === 'plain')?.ehr();
  return {
    url,
    authUrl,
    requests,
    held: (type, persona = 'plain') => {
      const all =
        built.get(persona)?.repository.everything() ?? heldAtFirst(personas[persona], casesFor(today, caseFiles));
      return all.filter((resource) => resource.resourceType === type);
    },
    fhirBase: (persona) => `${url}${personas[persona].prefix}/fhir/R4`,
    epic: personas.epic,
    oracle: personas.oracle,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function authPortOf({ port, authPort }: SandboxOptions): number {
  if (authPort !== undefined) return authPort;
  if (port === 0) return 0;
  const named = process.env['SANDBOX_AUTH_PORT'];
  return named !== undefined && named !== '' ? Number(named) : port + 1;
}

/** @returns the port it listens on */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
