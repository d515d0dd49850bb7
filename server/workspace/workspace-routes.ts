import { json, Router } from 'express';
import { factsOf } from '../../core/chart/fact.ts';
import { parseSessionInput } from '../../core/chart/parse-session-input.ts';
import { sessionDateFault } from '../../core/chart/session-date.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { NOTE_FORMATS } from '../../core/documents/draft.ts';
import { encounterChoices, isVisitOf } from '../../core/workspace/encounter-choices.ts';
import type { EncounterChosen } from '../../core/workspace/workspace-view.ts';
import { attestDraft } from '../attestation/attest-draft.ts';
import type { Context } from '../context.ts';
import { composeDraft } from '../drafts/compose-draft.ts';
import { listDrafts, loadDraft } from '../drafts/draft-store.ts';
import { moveDraft } from '../drafts/move-draft.ts';
import { parseAttestDraft, parseSaveDraft } from '../drafts/parse-draft-request.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { findSessionInput, saveSessionInput } from '../drafts/session-input-store.ts';
import { AppError } from '../errors/app-error.ts';
import { dialectOf } from '../fhir/detect-dialect.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { chooseEncounter } from '../launch/choose-encounter.ts';
import { launchOf } from '../launch/require-launch.ts';
import { filingView } from '../write-back/filing-view.ts';
import { retryFiling } from '../write-back/retry-filing.ts';
import { sendAgain } from '../write-back/send-again.ts';
import type { ChartCache } from './chart-of-launch.ts';
import { launchView } from './launch-view.ts';
import { namedClinician } from './named-clinician.ts';
import { carrySessionInput, sessionInputOf, visitOf } from './session-input-of-visit.ts';

/** What the routes hand on: the charts, and a nudge for the delivery after an attestation. */
export interface WorkspaceParts {
  readonly charts: ChartCache;
  readonly kickDelivery: () => void;
}

/** The API of one launch, mounted at `/l/:handle/api` behind `requireLaunch`; shapes in core/workspace. */
export function workspaceRoutes(ctx: Context, parts: WorkspaceParts): Router {
  const router = Router({ mergeParams: true });
  router.use(json({ limit: '512kb' }));

  const viewOf = async (launch: ActiveLaunch) => {
    const [clinician, dialect] = await Promise.all([namedClinician(ctx, launch), dialectOf(ctx, launch.ehr)]);
    return launchView(ctx, { ...launch, clinician }, dialect);
  };

  router.get('/launch', async (_req, res) => {
    res.json(await viewOf(launchOf(res)));
  });
  router.get('/chart', async (req, res) => {
    res.json(await parts.charts.chartOf(launchOf(res), req.query['again'] === '1'));
  });
  router.get('/session-input', async (_req, res) => {
    const launch = launchOf(res);
    res.json(
      (await findSessionInput(ctx, launch)) ?? (await sessionInputOf(ctx, launch, await parts.charts.chartOf(launch))),
    );
  });
  router.put('/session-input', async (req, res) => {
    const body = membersOf(req.body);
    const basedOn = body['basedOn'];
    if (typeof basedOn !== 'number' || !Number.isInteger(basedOn) || basedOn < 0) throw new AppError('BAD_REQUEST');
    res.json(await saveSessionInput(ctx, launchOf(res), { input: inputOf(body['input']), basedOn }));
  });
  router.get('/encounters', async (_req, res) => {
    res.json(encounterChoices(await parts.charts.chartOf(launchOf(res)), ctx.now().toISOString()));
  });
  router.put('/encounter', async (req, res) => {
    const before = launchOf(res);
    const { reference, draft } = membersOf(req.body);
    const chart = await parts.charts.fullerChartOf(before);
    if (reference !== null && !isVisitOf(chart, reference)) {
      await ctx.audit(before.tenant, { type: 'access.refused', code: 'ENCOUNTER_NOT_FOUND', handle: before.handle });
      throw new AppError('ENCOUNTER_NOT_FOUND');
    }
    const after = await chooseEncounter(ctx, before, reference);
    const draftTaken = typeof draft === 'string' && (await moveDraft(ctx, before, after, draft));
    const carried = await carrySessionInput(ctx, before, after, chart);
    const chosen: EncounterChosen = { launch: await viewOf(after), ...carried, draftTaken };
    res.json(chosen);
  });
  router.get('/drafts', async (_req, res) => {
    res.json(await listDrafts(ctx, launchOf(res)));
  });
  router.post('/drafts', async (req, res) => {
    const body = membersOf(req.body);
    const format = NOTE_FORMATS.find((one) => one === body['format']);
    if (body['kind'] !== 'progress-note' || format === undefined) throw new AppError('BAD_REQUEST');
    const launch = launchOf(res);
    const input = inputOf(body['input']);
    const [chart, clinician] = await Promise.all([parts.charts.fullerChartOf(launch), namedClinician(ctx, launch)]);
    const birthDate = factsOf(chart.facts, 'patient')[0]?.value.birthDate;
    if (sessionDateFault({ date: input.date, now: ctx.now().toISOString(), birthDate }))
      throw new AppError('SESSION_DATE_IMPOSSIBLE');
    const plain = body['plain'] === true;
    const request = { kind: 'progress-note', format, input, ...(plain && { plain }) } as const;
    const draft = await composeDraft(ctx, { ...launch, clinician }, chart, request);
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
    const { requires } = (await dialectOf(ctx, launch.ehr)).writing.note;
    const visit = visitOf(launch, await parts.charts.chartOf(launch));
    const needs = { encounter: requires.includes('encounter'), ...(visit ? { visit } : {}) };
    await attestDraft(ctx, launch, req.params.id, parseAttestDraft(req.body), needs);
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
  router.post('/drafts/:id/filing/send-again', async (req, res) => {
    const launch = launchOf(res);
    await sendAgain(ctx, launch, req.params.id);
    parts.kickDelivery();
    res.status(202).json(await filingView(ctx, launch, req.params.id));
  });
  router.use(() => {
    throw new AppError('NOT_FOUND');
  });
  return router;
}

function inputOf(value: unknown): SessionInput {
  const parsed = parseSessionInput(value);
  if (!parsed.ok) {
    throw new AppError('BAD_REQUEST', {
      message: `The session input could not be read: ${parsed.problems.map((problem) => problem.replace(/\.$/, '')).join('; ')}. Nothing was changed.`,
    });
  }
  return parsed.input;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new AppError('BAD_REQUEST');
  return value as Readonly<Record<string, unknown>>;
}
