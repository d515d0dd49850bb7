import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from '../../../core/chart/chart.ts';
import { openFlags } from '../../../core/checking/open-flags.ts';
import { renderText } from '../../../core/documents/render-text.ts';
import { plainText } from '../../../core/fhir/read/plain-text.ts';
import { attestDraft } from '../../../server/attestation/attest-draft.ts';
import { readConfig } from '../../../server/config/read-config.ts';
import type { EhrRegistration } from '../../../server/config/registration.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { composeDraft } from '../../../server/drafts/compose-draft.ts';
import { saveDraft } from '../../../server/drafts/save-draft.ts';
import { createReadPort, createWritePort } from '../../../server/fhir/create-gateway.ts';
import { dialectOf } from '../../../server/fhir/detect-dialect.ts';
import type { ActiveLaunch } from '../../../server/launch/active-launch.ts';
import { createLogger } from '../../../server/logging/create-logger.ts';
import { createChartCache } from '../../../server/workspace/chart-of-launch.ts';
import { deliver } from '../../../server/write-back/deliver.ts';
import { filingView } from '../../../server/write-back/filing-view.ts';
import { sessionInputFromCase } from '../../../tools/case-session-input.ts';
import { CASE_FILES, caseOf } from './persona-target.ts';
import type { ContractTarget, FiledNote } from './target.ts';

/** A FHIR server given by its address, with what a launch would have brought. */
export interface FhirBase {
  readonly base: string;
  readonly token: string;
  /** Ids without the type. */
  readonly patient: string;
  readonly practitioner: string;
  readonly organization: string;
  readonly encounter?: string;
  readonly dialect?: EhrRegistration['dialect'];
}

/** Reads and files through the rooms of the server, without the browser and without OAuth: the token is given. */
export async function openFhirBase(at: FhirBase): Promise<ContractTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-contract-'));
  const config = readConfig({ THROUGHLINE_DATA: folder });
  const ehr: EhrRegistration = {
    name: 'target',
    displayName: 'FHIR_BASE',
    issuer: at.base,
    allowedOrigins: [new URL(at.base).origin],
    tenant: 'contract',
    clientId: 'contract',
    authentication: 'public',
    scopes: ['launch'],
    frameAncestors: [],
    roles: [],
    custodian: `Organization/${at.organization}`,
    ...(at.dialect ? { dialect: at.dialect } : {}),
  };
  const ctx = await createContext(
    { ...config, registrations: { ehrs: [ehr], auditors: [] } },
    { log: createLogger({ level: 'silent' }) },
  );
  const launch = launchAt(at, ehr);
  const chart = await wholeChart(ctx, launch);
  return {
    chart: () => Promise.resolve(chart),
    file: () => fileNote(ctx, launch, chart),
    close: async () => {
      await ctx.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The chart once no part of it is under way any more. */
async function wholeChart(ctx: Context, launch: ActiveLaunch): Promise<Chart> {
  const charts = createChartCache(ctx);
  for (let tries = 0; tries < 300; tries += 1) {
    const chart = await charts.chartOf(launch);
    if (!chart.pending?.length) return chart;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the chart never became complete');
}

function launchAt(at: FhirBase, ehr: EhrRegistration): ActiveLaunch {
  return {
    handle: 'c'.repeat(22),
    tenant: ehr.tenant,
    ehr,
    patientReference: `Patient/${at.patient}`,
    patientKey: 'patient-key',
    ...(at.encounter ? { encounterReference: `Encounter/${at.encounter}` } : {}),
    encounterKey: 'encounter-key',
    clinician: { reference: `Practitioner/${at.practitioner}`, name: 'Contract suite', role: 'clinician' },
    clinicianKey: 'clinician-key',
    needPatientBanner: true,
    grantedScopes: ['user/*.cruds'],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    getAccessToken: () => Promise.resolve(at.token),
  };
}

async function fileNote(ctx: Context, launch: ActiveLaunch, chart: Chart): Promise<FiledNote> {
  const caseFile = caseOf(CASE_FILES[0]);
  const input = sessionInputFromCase(caseFile, caseFile.sessions.at(-1)?.id ?? '');
  const composed = await composeDraft(ctx, launch, chart, { kind: 'progress-note', format: 'SOAP', input });
  const draft = await saveDraft(ctx, launch, composed.id, {
    basedOn: composed.version,
    sections: composed.sections,
    resolutions: openFlags(composed.flags, []).map(({ id }) => ({ flagId: id, reason: 'Contract suite.' })),
  });
  await attestDraft(ctx, launch, draft.id, { version: draft.version, textHash: draft.textHash });
  const { id } = await ctx.store.db.selectFrom('outbox').select('id').executeTakeFirstOrThrow();
  const ports = {
    launchForDelivery: () => Promise.resolve(launch),
    dialectFor: () => dialectOf(ctx, launch.ehr),
    createWritePort,
  };
  await deliver(ctx, ports, id);
  const attested = renderText(draft);
  const filing = await filingView(ctx, launch, draft.id);
  return { filing, attested, held: await heldTexts(launch, attested) };
}

/** Looked for by a fresh reading, not by the reference that the delivery was given. */
async function heldTexts(launch: ActiveLaunch, attested: string): Promise<string[]> {
  const read = createReadPort({ baseUrl: launch.ehr.issuer, getAccessToken: () => launch.getAccessToken() });
  const patient = launch.patientReference.replace('Patient/', '');
  const { resources } = await read.search('DocumentReference', { patient });
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const texts = await Promise.all(
    resources.map(async (document) => {
      const [content] = document['content'] as { attachment: { data?: string; url?: string; contentType: string } }[];
      const { data, url, contentType } = content?.attachment ?? { contentType: '' };
      const raw = data
        ? Buffer.from(data, 'base64').toString('utf8')
        : url
          ? await read.binaryText(url, contentType)
          : '';
      return plainText(raw, contentType) ?? '';
    }),
  );
  return texts.filter((text) => words(text).includes(words(attested)));
}
