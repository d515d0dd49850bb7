import type { Chart } from '../../core/chart/chart.ts';
import type { Draft } from '../../core/documents/draft.ts';
import type {
  AttestDraft,
  ChooseEncounter,
  ComposeDraft,
  DraftSummary,
  EncounterChosen,
  EncounterList,
  FilingView,
  LaunchView,
  SaveDraft,
  SaveSessionInput,
  SessionInputView,
} from '../../core/workspace/workspace-view.ts';
import { call } from './call.ts';

/** The calls of one launch, typed by the contract in `core/workspace/workspace-view.ts`. Each rejects with ApiError. */
export interface WorkspaceApi {
  launch(): Promise<LaunchView>;
  chart(again: boolean): Promise<Chart>;
  sessionInput(): Promise<SessionInputView>;
  saveSessionInput(body: SaveSessionInput, keepalive?: boolean): Promise<SessionInputView>;
  encounters(): Promise<EncounterList>;
  chooseEncounter(body: ChooseEncounter): Promise<EncounterChosen>;
  drafts(): Promise<DraftSummary[]>;
  compose(body: ComposeDraft): Promise<Draft>;
  draft(id: string): Promise<Draft>;
  saveDraft(id: string, body: SaveDraft, keepalive?: boolean): Promise<Draft>;
  attest(id: string, body: AttestDraft): Promise<FilingView>;
  filing(id: string): Promise<FilingView>;
  retryFiling(id: string): Promise<FilingView>;
  sendAgain(id: string): Promise<FilingView>;
}

/** The API of the launch with this handle. */
export function workspaceApi(handle: string): WorkspaceApi {
  const draftPath = (id: string, rest = '') => `drafts/${encodeURIComponent(id)}${rest}`;
  return {
    launch: () => call(handle, 'launch') as Promise<LaunchView>,
    chart: (again) => call(handle, again ? 'chart?again=1' : 'chart') as Promise<Chart>,
    sessionInput: () => call(handle, 'session-input') as Promise<SessionInputView>,
    saveSessionInput: (body, keepalive = false) =>
      call(handle, 'session-input', { method: 'PUT', body, keepalive }) as Promise<SessionInputView>,
    encounters: () => call(handle, 'encounters') as Promise<EncounterList>,
    chooseEncounter: (body) => call(handle, 'encounter', { method: 'PUT', body }) as Promise<EncounterChosen>,
    drafts: () => call(handle, 'drafts') as Promise<DraftSummary[]>,
    compose: (body) => call(handle, 'drafts', { method: 'POST', body }) as Promise<Draft>,
    draft: (id) => call(handle, draftPath(id)) as Promise<Draft>,
    saveDraft: (id, body, keepalive = false) =>
      call(handle, draftPath(id), { method: 'PUT', body, keepalive }) as Promise<Draft>,
    attest: (id, body) => call(handle, draftPath(id, '/attest'), { method: 'POST', body }) as Promise<FilingView>,
    filing: (id) => call(handle, draftPath(id, '/filing')) as Promise<FilingView>,
    retryFiling: (id) =>
      call(handle, draftPath(id, '/filing/retry'), { method: 'POST', body: {} }) as Promise<FilingView>,
    sendAgain: (id) =>
      call(handle, draftPath(id, '/filing/send-again'), { method: 'POST', body: {} }) as Promise<FilingView>,
  };
}
