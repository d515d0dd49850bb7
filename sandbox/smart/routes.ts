import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { page } from '../chart/layout.ts';
import { html } from '../html.ts';
import { answerAuthorize } from './authorize.ts';
import { clientAuthenticator } from './client-authentication.ts';
import { smartConfiguration } from './discovery.ts';
import type { LaunchContext } from './grants.ts';
import type { IdentityIssuer } from './identity.ts';
import { introspect } from './introspect.ts';
import { explained, OAuthError } from './oauth-error.ts';
import { choicePage, chosenContext, type StandaloneDependencies } from './standalone.ts';
import { answerTokenRequest } from './token.ts';

export interface SmartRoutesOptions extends StandaloneDependencies {
  identity: IdentityIssuer;
}

/** The SMART authorization server below /oauth2: authorize, token, jwks, introspect, revoke, as the persona has them. */
export function smartRoutes(options: SmartRoutesOptions): Router {
  const { authUrl, fhirBase, grants, identity, persona } = options;
  const { smart } = persona;
  const authenticate = clientAuthenticator(options.clients, `${authUrl}/oauth2/token`, smart.methods);
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', pragma: 'no-cache' });
    next();
  });
  router.get('/jwks', (_request, response) => {
    response.json(identity.jwks);
  });
  router.get(
    ['/.well-known/openid-configuration', '/tenants/:tenant/.well-known/openid-configuration'],
    (_request, response) => {
      response.json(smartConfiguration(authUrl, fhirBase, smart));
    },
  );
  if (smart.errorUri) {
    // Who is shown an error_uri may open it.
    router.get('/errors/:error/instances/:instance', (request, response) => {
      const body = html`<h1>This app could not be let in</h1><p>The authorization server says <code>${request.params.error}</code>. Instance ${request.params.instance}.</p>`;
      response.send(page({ title: 'This app could not be let in', body, owner: options }));
    });
  }
  router.get('/authorize', (request, response) => {
    authorize(textFields(request.query), undefined, request, response, options);
  });
  router.post('/authorize', (request, response) => {
    const fields = textFields(request.body);
    authorize(fields, chosenContext(fields, request, response, options), request, response, options);
  });
  router.post('/token', async (request, response) => {
    const { authorization } = request.headers;
    const tools = { authenticate, grants, identity, smart };
    response.json(await answerTokenRequest(textFields(request.body), authorization, tools));
  });
  router.post('/introspect', async (request, response) => {
    const tools = { authenticate, grants, fhirBase, issuer: identity.issuer };
    response.json(await introspect(textFields(request.body), request.headers.authorization, tools));
  });
  router.post('/revoke', async (request, response) => {
    const form = textFields(request.body);
    const client = await authenticate(form, request.headers.authorization);
    if (!form['token']) throw new OAuthError(400, 'invalid_request', 'token is required');
    // RFC 7009 §2.1: a token of another client is refused; an unknown one is as good as revoked (§2.2).
    if (!grants.revoke(form['token'], client.id))
      throw new OAuthError(400, 'invalid_grant', 'the token was not issued to this client');
    response.status(200).end();
  });
  router.use(oauthErrors(options));
  return router;
}

function authorize(
  query: Record<string, string>,
  chosen: LaunchContext | undefined,
  request: Request,
  response: Response,
  options: SmartRoutesOptions,
): void {
  const answer = answerAuthorize(query, options, chosen);
  if (answer.kind === 'redirect') {
    response.redirect(302, answer.to);
  } else if (answer.kind === 'refused') {
    const body = html`<h1>The app cannot be opened</h1><p>${answer.reason}</p>`;
    response.status(400).send(page({ title: 'The app cannot be opened', body, owner: options }));
  } else {
    response.send(choicePage(answer, query, request, options));
  }
}

function textFields(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

function oauthErrors({ persona: { smart }, authUrl }: SmartRoutesOptions): ErrorRequestHandler {
  const errorUri = smart.errorUri?.bind(smart);
  return (error: unknown, request, response, next) => {
    if (!(error instanceof OAuthError)) {
      next(error);
      return;
    }
    // RFC 6749 §5.2: who tried an Authorization header is told by it.
    const scheme = /^(Basic|Bearer) /i.exec(request.headers.authorization ?? '')?.[1];
    if (error.status === 401 && scheme !== undefined) response.set('www-authenticate', `${scheme} realm="sandbox"`);
    const body = explained(error.error, error.message, errorUri && ((code) => errorUri(code, authUrl)));
    response.status(error.status).json(body);
  };
}
