import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { page } from '../chart/layout.ts';
import { standalonePage } from '../chart/standalone-page.ts';
import type { Ehr } from '../ehr.ts';
import { html } from '../html.ts';
import { type AuthorizeAnswer, answerAuthorize } from './authorize.ts';
import { type ClientAuthenticator, clientAuthenticator } from './client-authentication.ts';
import type { LaunchContext } from './grants.ts';
import { OAuthError } from './oauth-error.ts';
import { answerTokenRequest } from './token.ts';

export type SmartRoutesOptions = Pick<
  Ehr,
  'persona' | 'url' | 'authUrl' | 'fhirBase' | 'clients' | 'grants' | 'identity' | 'sessions' | 'patients'
>;

/** The SMART authorization server below /oauth2: authorize, token, jwks, introspect, revoke. */
export function smartRoutes(options: SmartRoutesOptions): Router {
  const { clients, grants, identity, authUrl } = options;
  const authenticate = clientAuthenticator(clients, `${authUrl}/oauth2/token`);
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', pragma: 'no-cache' });
    next();
  });
  router.get('/jwks', (_request, response) => {
    response.json(identity.jwks);
  });
  router.get('/authorize', (request, response) => {
    authorize(textFields(request.query), undefined, response, request, options);
  });
  router.post('/authorize', (request, response) => {
    const fields = textFields(request.body);
    authorize(fields, chosenContext(fields, request, options), response, request, options);
  });
  router.post('/token', async (request, response) => {
    response.json(await answerTokenRequest(textFields(request.body), { authenticate, grants, identity }));
  });
  router.post('/introspect', async (request, response) => {
    response.json(await introspect(request, options, authenticate));
  });
  router.post('/revoke', async (request, response) => {
    const form = textFields(request.body);
    const client = await authenticate(form);
    grants.revoke(form['token'] ?? '', client.id);
    response.status(200).end();
  });
  router.use(oauthErrors);
  return router;
}

function authorize(
  query: Record<string, string>,
  chosen: LaunchContext | undefined,
  response: Response,
  request: Request,
  options: SmartRoutesOptions,
): void {
  const answer: AuthorizeAnswer = answerAuthorize(query, options, chosen);
  if (answer.kind === 'redirect') {
    response.redirect(302, answer.to);
  } else if (answer.kind === 'refused') {
    response.status(400).send(
      page({
        title: 'The app cannot be opened',
        body: html`<h1>The app cannot be opened</h1><p>${answer.reason}</p>`,
        owner: options,
      }),
    );
  } else {
    const clinician = options.sessions.find(request);
    const patients = answer.needsPatient ? options.patients() : [];
    response.send(
      standalonePage({
        app: answer.client.name,
        query,
        clinicianName: clinician?.name,
        clinicians: options.sessions.clinicians,
        patients,
        owner: options,
      }),
    );
  }
}

/** In a standalone launch the clinician logs in and picks the patient on this EHR's own page. */
function chosenContext(
  fields: Record<string, string>,
  request: Request,
  { sessions, patients }: SmartRoutesOptions,
): LaunchContext | undefined {
  if (fields['launch'] !== undefined) return undefined;
  const { username, password } = fields;
  const clinician = username === undefined ? sessions.find(request) : sessions.check(username, password ?? '');
  if (!clinician) return undefined;
  const patient = patients().find(({ id }) => id === fields['chosen_patient'])?.id;
  return { practitioner: clinician.id, needPatientBanner: true, ...(patient === undefined ? {} : { patient }) };
}

/** RFC 7662, with the launch context echoed (SMART App Launch 2.2). The caller shows a live token or authenticates. */
async function introspect(
  request: Request,
  { grants, fhirBase }: SmartRoutesOptions,
  authenticate: ClientAuthenticator,
): Promise<Record<string, unknown>> {
  const form = textFields(request.body);
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const caller = bearer === undefined ? (await authenticate(form)).id : grants.findAccessToken(bearer)?.grant.clientId;
  if (caller === undefined) throw new OAuthError(401, 'invalid_client', 'client authentication is required');
  const found = grants.findAccessToken(form['token'] ?? '');
  if (!found || found.grant.clientId !== caller) return { active: false };
  const { practitioner, patient, encounter } = found.grant.context;
  return {
    active: true,
    scope: found.scopes.join(' '),
    client_id: found.grant.clientId,
    exp: Math.floor(found.expiresAt / 1000),
    iss: fhirBase,
    sub: practitioner,
    fhirUser: `${fhirBase}/Practitioner/${practitioner}`,
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
  };
}

function textFields(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

function oauthErrors(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof OAuthError)) {
    next(error);
    return;
  }
  response.status(error.status).json({ error: error.error, error_description: error.message });
}
