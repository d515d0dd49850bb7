import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { readConfig } from '../../server/config/read-config.ts';
import type { AuditorRegistration } from '../../server/config/registration.ts';
import { type Context, createContext } from '../../server/context.ts';
import { insertDraft } from '../../server/drafts/draft-store.ts';
import { createWritePort } from '../../server/fhir/create-gateway.ts';
import type { Dialect } from '../../server/fhir/dialects/dialect.ts';
import { GENERIC_R4 } from '../../server/fhir/dialects/generic-r4.ts';
import type { ActiveLaunch } from '../../server/launch/active-launch.ts';
import { createLogger } from '../../server/logging/create-logger.ts';
import { sha256 } from '../../server/storage/seal.ts';
import { deliver } from '../../server/write-back/deliver.ts';
import type { DeliveryPorts } from '../../server/write-back/delivery-ports.ts';

/** One app with its store on disk, a clock that the test moves, and one live launch. */
export interface Attestable {
  readonly ctx: Context;
  readonly launch: ActiveLaunch;
  readonly ports: DeliveryPorts;
  readonly folder: string;
  advance(ms: number): void;
  /** Delivers what is due, moving the clock in between, until nothing changes any more. */
  settle(): Promise<void>;
  /** Closes the store and opens it again, as after a crash. */
  restart(): Promise<Attestable>;
}

const quiet = createLogger({ level: 'silent' });

/** Opens an app over `ehrBase`. The same folder opens the same store again. */
export async function openAttestable(
  ehrBase: string,
  options: { folder?: string; now?: number; auditors?: AuditorRegistration[]; dialect?: Dialect } = {},
): Promise<Attestable> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'throughline-test-'));
  const config = readConfig({ THROUGHLINE_DATA: folder });
  const [ehr] = config.registrations.ehrs;
  if (!ehr) throw new Error('the sandbox registration is empty');
  const registered = { ...ehr, issuer: ehrBase, allowedOrigins: [new URL(ehrBase).origin] };
  const registrations = { ehrs: [registered], auditors: options.auditors ?? [] };
  let clock = options.now ?? Date.parse('2026-11-20T15:00:00.000Z');
  const ctx = await createContext({ ...config, registrations }, { now: () => new Date(clock), log: quiet });
  const launch: ActiveLaunch = {
    handle: 'h'.repeat(43),
    tenant: registered.tenant,
    ehr: registered,
    patientReference: 'Patient/p1',
    patientKey: 'patient-key',
    encounterReference: 'Encounter/e1',
    encounterKey: 'encounter-key',
    clinician: { reference: 'Practitioner/pr1', name: 'A. Clinician', role: 'clinician' },
    clinicianKey: 'clinician-key',
    needPatientBanner: true,
    grantedScopes: [],
    expiresAt: new Date(clock + 12 * 3_600_000).toISOString(),
    getAccessToken: () => Promise.resolve('token'),
  };
  const ports: DeliveryPorts = {
    launchForDelivery: () => Promise.resolve(launch),
    createWritePort,
    dialectFor: () => Promise.resolve(options.dialect ?? GENERIC_R4),
  };
  const app: Attestable = {
    ctx,
    launch,
    ports,
    folder,
    advance: (ms) => {
      clock += ms;
    },
    settle: async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        const due = await ctx.store.db
          .selectFrom('outbox')
          .select('id')
          .where('state', 'in', ['planned', 'sent', 'unknown'])
          .where('next_at', '<', '9999')
          .execute();
        if (due.length === 0) return;
        for (const { id } of due) await deliver(ctx, ports, id);
        clock += 150_000;
      }
    },
    restart: async () => {
      await ctx.close();
      return openAttestable(ehrBase, { ...options, folder, now: clock + 150_000 });
    },
  };
  return app;
}

/** Stores a draft of one composed sentence with its Fact, ready to attest; returns what the screen would send. */
export async function storeDraft(
  app: Attestable,
  change: Partial<Draft> = {},
): Promise<{ id: string; version: number; textHash: string; text: string }> {
  const at = app.ctx.now().toISOString();
  const note = {
    kind: 'progress-note' as const,
    format: 'SOAP' as const,
    title: 'Progress note',
    header: [['Session', '20 November 2026']] as const,
    sections: [
      {
        id: 'objective',
        title: 'Objective',
        sentences: [
          {
            id: 's1',
            text: 'PHQ-9 was 12 – “better”, 20 November 2026.',
            facts: ['score:Observation/o1'],
            rule: 'score-latest',
            origin: 'composed' as const,
          },
        ],
      },
    ],
  };
  const draft: Draft = {
    ...note,
    schema: 'throughline.draft/1',
    id: randomUUID(),
    version: 1,
    status: 'draft',
    facts: [
      {
        id: 'score:Observation/o1',
        kind: 'score',
        value: { instrument: 'PHQ-9', total: 12, items: [2, 2, 2, 2, 2, 2, 0, 0, 0], itemSum: 12 },
        when: '2026-11-20',
        polarity: 'affirmed',
        whose: 'patient',
        source: { from: 'ehr', reference: 'Observation/o1', versionId: '3', path: 'Observation.value', excerpt: '12' },
      },
      {
        id: 'objective:1',
        kind: 'objective',
        value: { localId: 'ob-1', text: 'Lower PHQ-9 below 10', status: 'live' },
        polarity: 'affirmed',
        whose: 'patient',
        source: { from: 'ehr', reference: 'Goal/g1', path: 'Goal.target', excerpt: '' },
      },
      {
        id: 'progress:1',
        kind: 'progress',
        value: { objectiveLocalId: 'ob-1', status: 'progressing' },
        polarity: 'affirmed',
        whose: 'patient',
        source: { from: 'clinician', path: 'progress.0', excerpt: 'progressing' },
      },
      {
        id: 'risk:1',
        kind: 'risk',
        value: { item: 'suicidal-ideation' },
        when: '2026-11-20',
        polarity: 'denied',
        whose: 'patient',
        source: { from: 'clinician', path: 'risk.suicidal-ideation', excerpt: 'denied' },
      },
    ],
    missing: [],
    flags: [],
    resolutions: [],
    textHash: '',
    createdAt: at,
    updatedAt: at,
    ...change,
  };
  const text = renderText(draft);
  const hashed = { ...draft, textHash: sha256(text) };
  await app.ctx.store.transaction((trx) => insertDraft(trx, app.ctx, app.launch, hashed));
  return { id: draft.id, version: draft.version, textHash: hashed.textHash, text };
}
