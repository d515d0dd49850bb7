import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateKeyPair } from 'jose';
import type { Chart } from '../core/chart/chart.ts';
import { openFlags } from '../core/checking/open-flags.ts';
import type { Draft } from '../core/documents/draft.ts';
import type { FilingView, LaunchView } from '../core/workspace/workspace-view.ts';
import { shiftCase } from '../sandbox/seed/shift-dates.ts';
import { askForToken, auditorOf } from './ask-as-auditor.ts';
import { type CaseFile, sessionInputFromCase } from './case-session-input.ts';
import { startBoth } from './start-both.ts';
import { createWalkClient, launchWorkspace } from './walk-client.ts';

const { values } = parseArgs({
  options: {
    document: { type: 'string', default: 'progress-note' },
    case: { type: 'string' },
    keep: { type: 'string' },
    format: { type: 'string', default: 'SOAP' },
  },
});
if (values.document !== 'progress-note') {
  process.stderr.write(`walk: documents of kind "${values.document}" are not built yet; progress-note is.\n`);
  process.exit(2);
}

type WalkCase = CaseFile & Parameters<typeof shiftCase>[0] & { patient: { id: string }; clinician: { id: string } };

const root = join(import.meta.dirname, '..');
const today = process.env['SANDBOX_TODAY'] ?? new Date().toISOString().slice(0, 10);
const caseFile = JSON.parse(
  readFileSync(values.case ?? join(root, 'cases/case-1-depression-homelessness.json'), 'utf8'),
) as WalkCase;
const { caseFile: shifted } = shiftCase(caseFile, today);
const session = shifted.sessions.at(-1);
if (!session) throw new Error('the case has no session');

const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
const auditor = await auditorOf('walk-auditor', 'sandbox', publicKey);
const both = await startBoth({ today, auditors: [auditor], ...(values.keep ? { keep: values.keep } : {}) });
let step = 0;
const say = (what: string, detail = ''): void => {
  step += 1;
  process.stdout.write(`${String(step).padStart(2)}. ${what}${detail ? `  ${detail}` : ''}\n`);
};

try {
  say('app and sandbox are up', `${both.appUrl} · ${both.sandbox.url}`);
  const client = createWalkClient();
  const { handle, api } = await launchWorkspace(both, client, {
    username: shifted.clinician.id,
    patient: shifted.patient.id,
  });
  say('launched from the chart', `handle ${handle.slice(0, 6)}…`);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { 'x-throughline': '1' };
    const response =
      body === undefined && method === 'GET'
        ? await client.get(`${api}${path}`, headers)
        : await client.send(method, `${api}${path}`, body ?? {}, headers);
    const answer = (await response.json()) as T & { error?: { code: string } };
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${answer.error?.code ?? ''}`);
    return answer;
  };
  const view = await call<LaunchView>('GET', '/launch');
  say(
    'one patient, one clinician, one EHR',
    `${view.patientReference} · ${view.clinician.reference} · ${view.ehrName}${view.notices.length ? ` · ${view.notices.join(' ')}` : ''}`,
  );
  const chart = await call<Chart>('GET', '/chart');
  say('chart read', `${chart.facts.length} Facts, ${chart.missing.length} parts missing`);
  const input = sessionInputFromCase(shifted, session.id);
  await call('PUT', '/session-input', { input, basedOn: 0 });
  say('session input saved');
  let draft = await call<Draft>('POST', '/drafts', { kind: 'progress-note', format: values.format, input });
  const sentences = draft.sections.flatMap((section) => section.sentences);
  say(
    'note drafted',
    `${sentences.length} sentences, each with a source: ${sentences.every((sentence) => sentence.facts.length > 0)}; flags: ${draft.flags.map((flag) => flag.id).join(', ') || 'none'}`,
  );
  const open = openFlags(draft.flags, []);
  if (open.length > 0) {
    const early = await client.send(
      'POST',
      `${api}/drafts/${draft.id}/attest`,
      { version: draft.version, textHash: draft.textHash },
      { 'x-throughline': '1' },
    );
    if (early.status !== 422) throw new Error(`attesting with an open flag answered ${early.status}, not 422`);
    say('attesting refused while flags are open', open.map((flag) => flag.id).join(', '));
    const resolutions = open.map((flag) => ({
      flagId: flag.id,
      reason: 'Looked at with the patient in this session.',
    }));
    draft = await call<Draft>('PUT', `/drafts/${draft.id}`, {
      basedOn: draft.version,
      sections: draft.sections,
      resolutions,
    });
    say('flags resolved with a reason', `version ${draft.version}`);
  }
  await call<FilingView>('POST', `/drafts/${draft.id}/attest`, { version: draft.version, textHash: draft.textHash });
  say('attested', `sha256 ${draft.textHash.slice(0, 16)}…`);
  const filing = await waitForFiling(() => call<FilingView>('GET', `/drafts/${draft.id}/filing`));
  if (filing.state !== 'filed' || !filing.documentReference)
    throw new Error(`the note is not filed: ${filing.state}. ${filing.message}`);
  say(
    'filed and read back',
    `${filing.documentReference} version ${filing.documentVersion ?? '?'} · ${filing.provenanceReference ?? 'no Provenance in the EHR'}`,
  );
  const token = await askForToken(both.appUrl, auditor.clientId, privateKey);
  const found = await fetch(`${both.appUrl}/fhir/Provenance?target=${filing.documentReference}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const bundle = (await found.json()) as {
    entry?: { resource: { id?: string; agent?: unknown[]; entity?: unknown[] } }[];
  };
  const provenance = bundle.entry?.[0]?.resource;
  if (!found.ok || !provenance) throw new Error(`the auditor found no Provenance (${found.status})`);
  say(
    'an auditor reads its Provenance',
    `${provenance.agent?.length ?? 0} agents, ${provenance.entity?.length ?? 0} sources`,
  );
  const stranger = await fetch(`${both.appUrl}/fhir/Provenance?target=${filing.documentReference}`);
  if (stranger.status !== 401) throw new Error(`a stranger was answered ${stranger.status}`);
  say('a stranger does not', '401');
  process.stdout.write('The walk is complete.\n');
} catch (error) {
  process.stderr.write(
    `The walk stopped after step ${step}: ${error instanceof Error ? error.message : 'unknown fault'}\n`,
  );
  process.exitCode = 1;
} finally {
  await both.close();
}

async function waitForFiling(look: () => Promise<FilingView>): Promise<FilingView> {
  for (let tries = 0; tries < 100; tries += 1) {
    const view = await look();
    if (view.state === 'filed' || view.state === 'failed') return view;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return look();
}
