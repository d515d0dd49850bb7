import type { Chart } from '../core/chart/chart.ts';
import { openFlags } from '../core/checking/open-flags.ts';
import type { Draft, NoteFormat } from '../core/documents/draft.ts';
import type { EncounterChosen, EncounterList, FilingView, LaunchView } from '../core/workspace/workspace-view.ts';
import { type CaseFile, sessionInputFromCase } from './case-session-input.ts';
import type { Both } from './start-both.ts';
import { createWalkClient, launchWorkspace, type PersonaName } from './walk-client.ts';

/** Who is walked for, in which EHR of the sandbox, and in which format. Dates of the case are already those of the sandbox. */
export interface WalkRequest {
  readonly persona: PersonaName;
  readonly caseFile: CaseFile & { patient: { id: string }; clinician: { id: string } };
  readonly format: NoteFormat;
  /** How long to wait for the note to be filed, in ms. Default 20,000. */
  readonly patience?: number;
}

/** What the walk met on its way. */
export interface Walked {
  readonly view: LaunchView;
  readonly chart: Chart;
  readonly draft: Draft;
  readonly filing: FilingView;
}

type Say = (what: string, detail?: string) => void;

/**
 * One note from the launch in the EHR to the read-back, by HTTP alone, through the real app: the last session of the case.
 * Each step is told to `say`. Throws an Error when a step is refused or the note does not end as filed.
 */
export async function walkNote(both: Both, request: WalkRequest, say: Say): Promise<Walked> {
  const { caseFile, persona, format, patience = 20_000 } = request;
  const session = caseFile.sessions.at(-1);
  if (!session) throw new Error('the case has no session');
  const client = createWalkClient();
  const { handle, api } = await launchWorkspace(both, client, {
    username: caseFile.clinician.id,
    patient: caseFile.patient.id,
    persona,
  });
  say('launched from the chart', `handle ${handle.slice(0, 6)}…`);
  const headers = { 'x-throughline': '1' };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response =
      body === undefined && method === 'GET'
        ? await client.get(`${api}${path}`, headers)
        : await client.send(method, `${api}${path}`, body ?? {}, headers);
    const answer = (await response.json()) as T & { error?: { code: string } };
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${answer.error?.code ?? ''}`);
    return answer;
  };

  let view = await call<LaunchView>('GET', '/launch');
  say(
    'one patient, one clinician, one EHR',
    `${view.patientReference} · ${view.clinician.reference} · ${view.ehrName}${view.notices.length ? ` · ${view.notices.join(' ')}` : ''}`,
  );
  const chart = await call<Chart>('GET', '/chart');
  say(
    'chart read',
    `${chart.facts.length} Facts, missing: ${chart.missing.map((gap) => gap.what).join(', ') || 'nothing'}`,
  );
  if (view.encounterNeeded && view.encounterReference === undefined) {
    const [visit] = (await call<EncounterList>('GET', '/encounters')).choices;
    if (!visit) throw new Error('this EHR files no note without a visit, and the chart has none');
    view = (await call<EncounterChosen>('PUT', '/encounter', { reference: visit.reference })).launch;
    say('visit chosen', visit.reference);
  }
  const input = sessionInputFromCase(caseFile, session.id);
  const { revision } = await call<{ revision: number }>('GET', '/session-input');
  await call('PUT', '/session-input', { input, basedOn: revision });
  say('session input saved');
  let draft = await call<Draft>('POST', '/drafts', { kind: 'progress-note', format, input });
  const sentences = draft.sections.flatMap((section) => section.sentences);
  say(
    'note drafted',
    `${sentences.length} sentences, each with a source: ${sentences.every((sentence) => sentence.facts.length > 0)}; flags: ${draft.flags.map((flag) => flag.id).join(', ') || 'none'}`,
  );
  const open = openFlags(draft.flags, []);
  if (open.length > 0) {
    const shown = { version: draft.version, textHash: draft.textHash };
    const early = await client.send('POST', `${api}/drafts/${draft.id}/attest`, shown, headers);
    if (early.status !== 422) throw new Error(`attesting with an open flag answered ${early.status}, not 422`);
    say('attesting refused while flags are open', open.map((flag) => flag.id).join(', '));
    const resolutions = open.map(({ id }) => ({ flagId: id, reason: 'Looked at with the patient in this session.' }));
    draft = await call<Draft>('PUT', `/drafts/${draft.id}`, {
      basedOn: draft.version,
      sections: draft.sections,
      resolutions,
    });
    say('flags resolved with a reason', `version ${draft.version}`);
  }
  await call<FilingView>('POST', `/drafts/${draft.id}/attest`, { version: draft.version, textHash: draft.textHash });
  say('attested', `sha256 ${draft.textHash.slice(0, 16)}…`);
  const filing = await waitForFiling(() => call<FilingView>('GET', `/drafts/${draft.id}/filing`), patience);
  if (filing.state !== 'filed' || !filing.documentReference)
    throw new Error(`the note is not filed: ${filing.state}. ${filing.message}`);
  say(
    'filed and read back',
    `${filing.documentReference} version ${filing.documentVersion ?? '?'} · ${filing.provenanceReference ?? 'no Provenance in the EHR'}`,
  );
  return { view, chart, draft, filing };
}

async function waitForFiling(look: () => Promise<FilingView>, patience: number): Promise<FilingView> {
  for (let waited = 0; waited < patience; waited += 200) {
    const view = await look();
    if (view.state === 'filed' || view.state === 'failed') return view;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return look();
}
