import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import request, { type Test } from 'supertest';
import type { AuditEvent } from '../../core/audit/audit-event.ts';
import type { EhrRegistration } from '../../server/config/registration.ts';
import { type Context, createContext } from '../../server/context.ts';
import { errorEdge } from '../../server/errors/error-edge.ts';
import { launchRoutes } from '../../server/launch/launch-routes.ts';
import { launchOf, requireLaunch } from '../../server/launch/require-launch.ts';
import { createLogger } from '../../server/logging/create-logger.ts';
import { type EvilEhr, startEvilEhr } from './evil-ehr.ts';

/** The launch feature over a real store and a real EHR on a socket, with a clock that the test moves. */
export interface LaunchStage {
  readonly ctx: Context;
  readonly ehr: EvilEhr;
  readonly app: Express;
  readonly registration: EhrRegistration;
  /** Log lines written so far. */
  readonly logged: string[];
  forward(milliseconds: number): void;
  audited(): Promise<AuditEvent[]>;
  close(): Promise<void>;
}

const REGISTERED_LATER = { clientKeys: () => [] as Context['keyring']['clientKeys'] };

export async function openStage(changes: Partial<EhrRegistration> = {}, secret?: string): Promise<LaunchStage> {
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const keys = { ...REGISTERED_LATER };
  const ehr = await startEvilEhr({
    now,
    clientKeys: () => [...keys.clientKeys()],
    ...(secret !== undefined && { basic: { id: changes.clientId ?? 'throughline', secret } }),
  });
  const folder = mkdtempSync(join(tmpdir(), 'throughline-launch-'));
  const registration: EhrRegistration = {
    name: 'evil',
    displayName: 'Evil EHR',
    issuer: ehr.issuer,
    allowedOrigins: [ehr.url],
    dialect: 'generic-r4',
    tenant: 'clinic',
    clientId: 'throughline',
    authentication: 'private_key_jwt',
    scopes: ['launch', 'openid', 'fhirUser', 'patient/*.cruds'],
    frameAncestors: [ehr.url],
    roles: [
      { fhirUser: 'Practitioner/*', role: 'clinician' },
      { fhirUser: 'Practitioner/trainee', role: 'trainee' },
      { fhirUser: 'Practitioner/auditor', role: 'auditor' },
    ],
    custodian: 'Organization/org-1',
    ...changes,
  };
  const logged: string[] = [];
  const ctx = await createContext(
    {
      mode: 'development',
      port: 0,
      publicUrl: 'http://localhost:3000',
      dataFolder: folder,
      keysFolder: join(folder, 'keys'),
      keysGenerated: true,
      registrations: { ehrs: [registration], auditors: [] },
      clientSecrets: new Map(secret === undefined ? [] : [['evil', secret]]),
      logLevel: 'info',
    },
    { now, log: createLogger({ destination: { write: (line) => logged.push(line) } }) },
  );
  const published = await request(express().use(launchRoutes(ctx))).get('/.well-known/jwks.json');
  keys.clientKeys = () => published.body.keys;
  return {
    ctx,
    ehr,
    app: appOver(ctx),
    registration,
    logged,
    forward: (milliseconds) => {
      offset += milliseconds;
    },
    audited: async () => {
      const rows = await ctx.store.db.selectFrom('audit_record').select('event').orderBy('at').orderBy('seq').execute();
      return rows.map((row) => JSON.parse(row.event) as AuditEvent);
    },
    close: async () => {
      await ctx.close();
      await ehr.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function appOver(ctx: Context): Express {
  const app = express();
  app.use(launchRoutes(ctx));
  const guarded = express.Router();
  guarded.get('/who', (_req, res) => {
    const launch = launchOf(res);
    res.json({ ...launch, ehr: launch.ehr.name });
  });
  guarded.put('/thing', (_req, res) => {
    res.json({ changed: launchOf(res).handle });
  });
  app.use('/l/:handle/api', requireLaunch(ctx), guarded);
  app.use(errorEdge(ctx.log));
  return app;
}

/** A browser's cookie jar (names, paths, deletion) over supertest: one per person at one machine. */
export class Browser {
  readonly #app: Express;
  readonly #jar = new Map<string, { name: string; value: string; path: string }>();

  constructor(app: Express) {
    this.#app = app;
  }

  /** The Cookie header this browser sends to `path`. */
  cookieHeader(path: string): string {
    const sent = [...this.#jar.values()].filter((cookie) => path.startsWith(cookie.path));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  get cookies(): readonly { name: string; value: string; path: string }[] {
    return [...this.#jar.values()];
  }

  async get(path: string, headers: Record<string, string> = { Accept: 'application/json' }) {
    return this.#send(request(this.#app).get(path), path, headers);
  }

  async put(path: string, headers: Record<string, string> = {}) {
    return this.#send(request(this.#app).put(path), path, headers);
  }

  /** `/launch`, then what the EHR's authorize page answers; gives the callback's path with its query. */
  async signIn(ehr: EvilEhr, patient: string): Promise<string> {
    const started = await this.get(`/launch?iss=${encodeURIComponent(ehr.issuer)}&launch=${patient}`);
    if (started.status !== 303) throw new Error(`launch answered ${started.status}: ${started.text}`);
    const answer = await fetch(started.headers['location'] ?? '', { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return back.pathname + back.search;
  }

  /** A whole launch; gives the path of its workspace, `/l/<handle>/`. */
  async launch(ehr: EvilEhr, patient: string): Promise<string> {
    const completed = await this.get(await this.signIn(ehr, patient));
    if (completed.status !== 303) throw new Error(`callback answered ${completed.status}: ${completed.text}`);
    return completed.headers['location'] ?? '';
  }

  async #send(test: Test, path: string, headers: Record<string, string>) {
    const cookie = this.cookieHeader(path.split('?')[0] ?? '/');
    const response = await test.set({ ...headers, ...(cookie && { Cookie: cookie }) });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const find = (attribute: string) => attributes.find((text) => text.startsWith(attribute))?.slice(attribute.length);
    const path = find('Path=') ?? '/';
    if (Date.parse(find('Expires=') ?? '') <= Date.now()) this.#jar.delete(`${name} ${path}`);
    else this.#jar.set(`${name} ${path}`, { name, value: pair.slice(name.length + 1), path });
  }
}
