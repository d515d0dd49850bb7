import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { PersonaId } from '../personas/persona.ts';
import type { RunningSandbox } from '../start-sandbox.ts';

/** What a token response holds, as far as tests look at it. */
export interface TokenResponse {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  scope: string;
  patient?: string;
  encounter?: string;
  need_patient_banner?: boolean | string;
  error?: string;
}

/** An app under registration `sample-app` (public) that goes through the launch by HTTP alone. */
export interface LaunchedApp {
  code: string;
  verifier: string;
  redirectUri: string;
  exchange(
    overrides?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: TokenResponse; headers: Headers }>;
}

/** Logs in, launches from the chart, and authorizes; the code is not yet exchanged. */
export async function openApp(
  sandbox: RunningSandbox,
  options: {
    scope: string;
    patient?: string;
    encounter?: string;
    narrowScopes?: string;
    clientId?: string;
    redirectUri?: string;
    persona?: PersonaId;
  },
): Promise<LaunchedApp> {
  const { clientId = 'sample-app', patient = 'pt-c1', redirectUri = `${sandbox.url}/sample-app/index.html` } = options;
  const launch = await launchFromChart(sandbox, { app: clientId, patient, ...options });
  const verifier = randomBytes(32).toString('base64url');
  const { persona = 'plain' } = options;
  const request = { clientId, redirectUri, scope: options.scope, launch, verifier };
  const address = authorizeAddress(sandbox, request, { aud: sandbox.fhirBase(persona) }, persona);
  const response = await fetch(address, { redirect: 'manual' });
  const code = new URL(response.headers.get('location') ?? 'http://none').searchParams.get('code') ?? '';
  return {
    code,
    verifier,
    redirectUri,
    exchange: (overrides = {}, headers = {}) => {
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        client_id: clientId,
        ...overrides,
      };
      return askForToken(sandbox, form, persona, headers);
    },
  };
}

/** A token for the scopes, in one step. */
export async function tokenFor(
  sandbox: RunningSandbox,
  scope: string,
  options: { patient?: string; narrowScopes?: string; persona?: PersonaId; clientId?: string; encounter?: string } = {},
): Promise<TokenResponse> {
  const app = await openApp(sandbox, { scope: `launch openid fhirUser ${scope}`, ...options });
  return (await app.exchange()).body;
}

/** Posts a form to the token endpoint. */
export async function askForToken(
  sandbox: RunningSandbox,
  form: Record<string, string>,
  persona: PersonaId = 'plain',
  headers: Record<string, string> = {},
): Promise<{ status: number; body: TokenResponse; headers: Headers }> {
  const response = await fetch(`${authBase(sandbox, persona)}/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as TokenResponse, headers: response.headers };
}

/** The header of client_secret_basic (RFC 6749 §2.3.1). */
export function basic(id: string, secret: string): { authorization: string } {
  const form = (text: string) => new URLSearchParams({ _: text }).toString().slice(2);
  return { authorization: `Basic ${Buffer.from(`${form(id)}:${form(secret)}`).toString('base64')}` };
}

/** The launch value that the chart hands to an app. */
export async function launchFromChart(
  sandbox: RunningSandbox,
  options: { app: string; patient: string; encounter?: string; narrowScopes?: string; persona?: PersonaId },
): Promise<string> {
  const chart = chartBase(sandbox, options.persona);
  const login = await fetch(`${chart}/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ username: 'icalloway', password: 'sandbox' }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { patient, persona: _persona, ...body } = options;
  const response = await fetch(`${chart}/patients/${patient}/launch`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { launchUrl } = (await response.json()) as { launchUrl: string };
  return new URL(launchUrl).searchParams.get('launch') ?? '';
}

/** A complete authorize address; `overrides` replaces parameters, an empty value removes one. */
export function authorizeAddress(
  sandbox: RunningSandbox,
  request: { clientId: string; redirectUri: string; scope: string; launch: string; verifier: string },
  overrides: Record<string, string> = {},
  persona: PersonaId = 'plain',
): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scope,
    state: 'a-state-value',
    nonce: 'a-nonce',
    aud: `${sandbox.url}/fhir/R4`,
    launch: request.launch,
    code_challenge: createHash('sha256').update(request.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  for (const [name, value] of Object.entries(overrides)) {
    if (value === '') parameters.delete(name);
    else parameters.set(name, value);
  }
  return `${authBase(sandbox, persona)}/oauth2/authorize?${parameters.toString()}`;
}

function chartBase(sandbox: RunningSandbox, persona: PersonaId = 'plain'): string {
  return sandbox.fhirBase(persona).replace(/\/fhir\/R4$/, '');
}

function authBase(sandbox: RunningSandbox, persona: PersonaId): string {
  return persona === 'oracle' ? `${sandbox.authUrl}/oracle` : chartBase(sandbox, persona);
}

/** A confidential app's key server and assertion maker, on its own address. */
export async function startKeyServer(): Promise<{
  appUrl: string;
  rotate(): Promise<void>;
  assertion(tokenUrl: string, overrides?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}> {
  let kid = 0;
  let pair = await generateKeyPair('ES384');
  const server = createServer((_request, response) => {
    void exportJWK(pair.publicKey).then((jwk) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [{ ...jwk, kid: `key-${kid}`, alg: 'ES384', use: 'sig' }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    appUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async rotate() {
      kid += 1;
      pair = await generateKeyPair('ES384');
    },
    assertion(tokenUrl, overrides = {}) {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: 'throughline',
        sub: 'throughline',
        aud: tokenUrl,
        exp: now + 240,
        jti: crypto.randomUUID(),
        ...overrides,
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES384', kid: `key-${kid}`, typ: 'JWT' })
        .sign(pair.privateKey);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Sends FHIR requests with a token. */
export function fhirClient(sandbox: RunningSandbox, token: string, persona: PersonaId = 'plain') {
  return async function send<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T; headers: Headers }> {
    const response = await fetch(`${sandbox.fhirBase(persona)}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/fhir+json',
        accept: 'application/fhir+json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: bodyOf(text) as T, headers: response.headers };
  };
}

/** JSON where it is JSON, else the text; undefined for an empty body. */
function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  return /^[[{"]/.test(text) ? JSON.parse(text) : text;
}
