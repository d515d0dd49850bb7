import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Ehr } from '../ehr.ts';
import { splitScopes } from '../smart/scopes.ts';
import { type ChartData, filedState, readChart } from './chart-data.ts';
import { chartPage, notePage } from './chart-page.ts';
import { loginPage, patientsPage } from './list-pages.ts';
import { sections } from './sections.ts';
import type { Clinician } from './sessions.ts';

/** The EHR's own pages: login, patient list, chart, and the launch of apps from it. */
export function chartRoutes(ehr: Ehr): Router {
  const { sessions, repository, today } = ehr;
  const { prefix } = ehr.persona;
  // Links on these pages stay on the host they were asked on.
  const owner = { url: '', persona: ehr.persona };
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }), express.json());
  router.get('/', (request, response) => {
    if (sessions.find(request)) response.redirect(303, `${prefix}/patients`);
    else response.send(loginPage(sessions.clinicians, false, owner));
  });
  router.post('/login', (request, response) => {
    const { username = '', password = '' } = (request.body ?? {}) as Record<string, string>;
    const clinician = sessions.check(username, password);
    if (!clinician) {
      response.status(401).send(loginPage(sessions.clinicians, true, owner));
      return;
    }
    sessions.start(clinician, response);
    response.redirect(303, `${prefix}/patients`);
  });
  router.post('/logout', (request, response) => {
    sessions.end(request, response);
    response.redirect(303, `${prefix}/`);
  });
  router.use('/patients', loggedIn(ehr));
  router.get('/patients', (_request, response) => {
    const charts = ehr.patients().flatMap(({ id }) => readChart(repository, id, prefix) ?? []);
    response.send(patientsPage(charts, clinicianOf(response).name, today, owner));
  });
  router.get(
    '/patients/:id',
    withChart(ehr, (chart, _request, response) =>
      response.send(chartPage(chart, clinicianOf(response).name, today, owner)),
    ),
  );
  router.get(
    '/patients/:id/state',
    withChart(ehr, (chart, _request, response) => response.json({ state: filedState(chart) })),
  );
  router.get(
    '/patients/:id/sections/:key',
    withChart(ehr, (chart, request, response) => {
      const section = sections.find(({ key }) => key === request.params['key']);
      if (section) response.send(section.render(chart).text);
      else response.sendStatus(404);
    }),
  );
  router.get(
    '/patients/:id/notes/:note',
    withChart(ehr, (chart, request, response) => {
      const fragment = request.query['fragment'] !== undefined;
      const note = notePage(chart, String(request.params['note']), clinicianOf(response).name, fragment, owner);
      if (note === undefined) response.sendStatus(404);
      else response.send(note);
    }),
  );
  router.post(
    '/patients/:id/launch',
    withChart(ehr, (chart, request, response) => launch(chart, request, response, ehr)),
  );
  return router;
}

function loggedIn({ sessions, persona }: Ehr): RequestHandler {
  return (request, response, next) => {
    const clinician = sessions.find(request);
    if (clinician) {
      response.locals['clinician'] = clinician;
      next();
    } else if (request.method === 'GET') response.redirect(303, `${persona.prefix}/`);
    else response.status(401).json({ error: 'Log in first.' });
  };
}

function clinicianOf(response: Response): Clinician {
  return response.locals['clinician'] as Clinician;
}

function withChart(
  { repository, persona }: Ehr,
  handle: (chart: ChartData, request: Request, response: Response) => unknown,
): RequestHandler {
  return (request, response) => {
    const chart = readChart(repository, String(request.params['id']), persona.prefix);
    if (chart) handle(chart, request, response);
    else response.sendStatus(404);
  };
}

/**
 * Opens an app: JSON {app, encounter?, needPatientBanner?, narrowScopes?} → {launchUrl}. `narrowScopes` (text or list)
 * cuts what will be granted. The launch value binds clinician, patient and encounter, once.
 */
function launch(chart: ChartData, request: Request, response: Response, ehr: Ehr): void {
  const { app, encounter, needPatientBanner, narrowScopes } = (request.body ?? {}) as Record<string, unknown>;
  const client = ehr.clients.find(({ id }) => id === app);
  if (!client) {
    response.status(400).json({ error: 'No such app is registered.' });
    return;
  }
  const visit = chart.of('Encounter').find(({ id }) => id === encounter);
  if (encounter && !visit) {
    response.status(400).json({ error: 'This patient has no such encounter.' });
    return;
  }
  const narrowTo = narrowingOf(narrowScopes);
  const value = ehr.grants.openLaunch(client.id, {
    practitioner: clinicianOf(response).id,
    patient: chart.patient.id ?? '',
    needPatientBanner: needPatientBanner === true,
    ...(visit?.id === undefined ? {} : { encounter: visit.id }),
    ...(narrowTo ? { narrowTo } : {}),
  });
  const url = new URL(client.launchUrl);
  url.searchParams.set('iss', ehr.fhirBase);
  url.searchParams.set('launch', value);
  response.json({ launchUrl: url.href });
}

function narrowingOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return splitScopes(value);
  return Array.isArray(value) ? value.map(String) : undefined;
}
