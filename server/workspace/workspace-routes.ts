import { json, Router } from 'express';
import { factsOf } from '../../core/chart/fact.ts';
import { parseSessionInput } from '../../core/chart/parse-session-input.ts';
import { emptySessionInput, type SessionInput } from '../../core/chart/session-input.ts';
import type { LaunchView, SessionInputView } from '../../core/workspace/workspace-view.ts';
import { attestDraft } from '../attestation/attest-draft.ts';
import type { Context } from '../context.ts';
import { composeDraft } from '../drafts/compose-draft.ts';
import { listDrafts, loadDraft } from '../drafts/draft-store.ts';
import { parseAttestDraft, parseSaveDraft } from '../drafts/parse-draft-request.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { findSessionInput, saveSessionInput } from '../drafts/session-input-store.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { missingNotices } from '../launch/missing-notices.ts';
import { launchOf } from '../launch/require-launch.ts';
import { filingView } from '../write-back/filing-view.ts';
import { retryFiling } from '../write-back/retry-filing.ts';
import type { ChartCache } from './chart-of-launch.ts';
import { namedClinician } from './named-clinician.ts';

/** What the routes hand on: the charts, and a nudge for the delivery after an attestation. */
export interface WorkspaceParts {
  readonly charts: ChartCache;
  readonly kickDelivery: () => void;
}

/** The API of one launch, mounted at `/l/:handle/api` behind `requireLaunch`; shapes in core/workspace. */
export function workspaceRoutes(ctx: Context, parts: WorkspaceParts): Router {
  const router = Router({ mergeParams: true });
  router.use(json({ limit: '512kb' }));

  router.get('/launch', async (_req, res) => {
    const launch = launchOf(res);
    res.json(launchView(ctx, { ...launch, clinician: await namedClinician(ctx, launch) }));
  });
  router.get('/chart', async (req, res) => {
    res.json(await parts.charts.chartOf(launchOf(res), req.query['again'] === '1'));
  });
  router.get('/session-input', async (_req, res) => {
    const launch = launchOf(res);
    res.json((await findSessionInput(ctx, launch)) ?? (await freshSessionInput(ctx, launch, parts.charts)));
  });
  router.put('/session-input', async (req, res) => {
    const body = membersOf(req.body);
    const basedOn = body['basedOn'];
    if (typeof basedOn !== 'number' || !Number.isInteger(basedOn) || basedOn < 0) throw new AppError('BAD_REQUEST');
    res.json(await saveSessionInput(ctx, launchOf(res), { input: inputOf(body['input']), basedOn }));
  });
  router.get('/drafts', async (_req, res) => {
    res.json(await listDrafts(ctx, launchOf(res)));
  });
  router.post('/drafts', async (req, res) => {
    const body = membersOf(req.body);
    const format = body['format'];
    if (body['kind'] !== 'progress-note' || (format !== 'SOAP' && format !== 'DAP')) throw new AppError('BAD_REQUEST');
    const launch = launchOf(res);
    const input = inputOf(body['input']);
    const [chart, clinician] = await Promise.all([parts.charts.chartOf(launch), namedClinician(ctx, launch)]);
    const draft = await composeDraft(ctx, { ...launch, clinician }, chart, { kind: 'progress-note', format, input });
    res.status(201).json(draft);
  });
  router.get('/drafts/:id', async (req, res) => {
    res.json(await loadDraft(ctx, launchOf(res), req.params.id));
  });
  router.put('/drafts/:id', async (req, res) => {
    res.json(await saveDraft(ctx, launchOf(res), req.params.id, parseSaveDraft(req.body)));
  });
  router.post('/drafts/:id/attest', async (req, res) => {
    const launch = launchOf(res);
    await attestDraft(ctx, launch, req.params.id, parseAttestDraft(req.body));
    parts.kickDelivery();
    res.status(202).json(await filingView(ctx, launch, req.params.id));
  });
  router.get('/drafts/:id/filing', async (req, res) => {
    res.json(await filingView(ctx, launchOf(res), req.params.id));
  });
  router.post('/drafts/:id/filing/retry', async (req, res) => {
    const launch = launchOf(res);
    await retryFiling(ctx, launch, req.params.id);
    parts.kickDelivery();
    res.status(202).json(await filingView(ctx, launch, req.params.id));
  });
  router.use(() => {
    throw new AppError('NOT_FOUND');
  });
  return router;
}

function launchView(ctx: Context, launch: ActiveLaunch): LaunchView {
  return {
    handle: launch.handle,
    ehrName: launch.ehr.displayName,
    patientReference: launch.patientReference,
    ...(launch.encounterReference ? { encounterReference: launch.encounterReference } : {}),
    clinician: launch.clinician,
    needPatientBanner: launch.needPatientBanner,
    notices: missingNotices(launch.grantedScopes, { requested: launch.ehr.scopes }),
    patientWord: launch.ehr.patientWord ?? 'patient',
    expiresAt: launch.expiresAt,
    today: ctx.now().toISOString().slice(0, 10),
  };
}

/** An empty input whose date and times are those of the encounter the launch came with, where it came with one. */
async function freshSessionInput(ctx: Context, launch: ActiveLaunch, charts: ChartCache): Promise<SessionInputView> {
  const chart = await charts.chartOf(launch);
  const encounter = factsOf(chart.facts, 'encounter').find(
    (fact) => fact.source.from === 'ehr' && fact.source.reference === launch.encounterReference,
  );
  const { start, end, classCode } = encounter?.value ?? {};
  const empty = emptySessionInput(start?.slice(0, 10) ?? ctx.now().toISOString().slice(0, 10));
  const input: SessionInput = {
    ...empty,
    ...(timeOf(start) ? { start: timeOf(start) as string } : {}),
    ...(timeOf(end) ? { end: timeOf(end) as string } : {}),
    ...(classCode === 'VR' ? { modality: 'telehealth-video' as const } : {}),
  };
  return { input, revision: 0 };
}

/** `HH:MM` of an ISO date-time as its own offset says it; undefined for a date without time. */
function timeOf(iso: string | undefined): string | undefined {
  return iso?.match(/T(\d\d:\d\d)/)?.[1];
}

function inputOf(value: unknown): SessionInput {
  const parsed = parseSessionInput(value);
  if (!parsed.ok) {
    throw new AppError('BAD_REQUEST', {
      message: `The session input could not be read: ${parsed.problems.join('; ')}. Nothing was changed.`,
    });
  }
  return parsed.input;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new AppError('BAD_REQUEST');
  return value as Readonly<Record<string, unknown>>;
}
