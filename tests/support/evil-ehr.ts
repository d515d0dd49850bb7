import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { type EhrKeys, honest, makeEhrKeys } from './evil-ehr-tokens.ts';

/** What the EHR does differently from an honest one. Reset between tests with `behave({})`. */
export interface Behaviour {
  configuration?: (honest: Record<string, unknown>) => unknown;
  /** Raw body of the smart-configuration. */
  rawConfiguration?: string;
  configurationStatus?: number;
  idToken?: (claims: JWTPayload, keys: EhrKeys) => string | Promise<string>;
  claims?: (honest: JWTPayload) => JWTPayload;
  token?: (honest: Record<string, unknown>) => Record<string, unknown>;
  /** The token endpoint answers 307 to this address. */
  tokenRedirect?: string;
  refreshError?: string;
  refreshStatus?: number;
  /** Milliseconds before a refresh is answered. */
  refreshDelay?: number;
  jwks?: () => { keys: JWK[] };
}

export interface EvilEhr {
  readonly url: string;
  readonly issuer: string;
  readonly keys: EhrKeys;
  /** Requests seen, by name. */
  readonly seen: Record<'discovery' | 'authorize' | 'token' | 'refresh' | 'jwks' | 'stolen', number>;
  /** The last token request's form. */
  lastForm: URLSearchParams;
  /** Every request since `behave`, with the Authorization header it brought. */
  readonly requests: readonly { path: string; authorization: string | undefined }[];
  /** Forgets requests seen and sets how the EHR behaves from now on. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string | null;
  readonly redirectUri: string;
  readonly patient: string;
}

/**
 * A small SMART server over real HTTP that checks what an honest one checks (PKCE, one use of a code, redirect URI, client
 * assertion against the app's public keys) and misbehaves on demand. The launch parameter names the patient.
 */
export async function startEvilEhr(options: {
  now: () => Date;
  clientKeys: () => JWK[];
  /** The client authenticates by this secret instead of an assertion. */
  basic?: { id: string; secret: string };
}): Promise<EvilEhr> {
  const keys = await makeEhrKeys();
  const grants = new Map<string, Grant>();
  const refreshTokens = new Set<string>();
  let behaviour: Behaviour = {};
  const requests: { path: string; authorization: string | undefined }[] = [];
  const seen = { discovery: 0, authorize: 0, token: 0, refresh: 0, jwks: 0, stolen: 0 };

  const server: Server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      res.writeHead(400, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ error: error instanceof OAuthRefusal ? error.message : 'server_error' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/fhir/R4`;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const address = new URL(req.url ?? '/', url);
    requests.push({ path: address.pathname, authorization: req.headers.authorization });
    if (address.pathname === '/fhir/R4/.well-known/smart-configuration') return discovery(res);
    if (address.pathname === '/authorize') return authorize(address.searchParams, res);
    if (address.pathname === '/token')
      return token(new URLSearchParams(await bodyOf(req)), res, req.headers.authorization);
    if (address.pathname === '/jwks') {
      seen.jwks += 1;
      return json(res, behaviour.jwks?.() ?? { keys: [keys.publicJwk] });
    }
    if (address.pathname === '/stolen') seen.stolen += 1;
    res.writeHead(404).end();
  }

  function discovery(res: ServerResponse): void {
    seen.discovery += 1;
    const plain = {
      issuer: `${url}/oauth2`,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      code_challenge_methods_supported: ['S256'],
      capabilities: ['launch-ehr'],
    };
    res.writeHead(behaviour.configurationStatus ?? 200, { 'content-type': 'application/json' });
    res.end(behaviour.rawConfiguration ?? JSON.stringify(behaviour.configuration?.(plain) ?? plain));
  }

  function authorize(query: URLSearchParams, res: ServerResponse): void {
    seen.authorize += 1;
    const code = `${randomUUID()}+/=&x=1`;
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('aud') !== issuer || query.get('code_challenge_method') !== 'S256')
      throw new OAuthRefusal('invalid_request');
    grants.set(code, {
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce'),
      redirectUri,
      patient: query.get('launch') ?? 'standalone-patient',
    });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    res.writeHead(302, { location: back.href }).end();
  }

  async function authenticate(form: URLSearchParams, authorization: string | undefined): Promise<void> {
    if (options.basic) {
      const [scheme, text = ''] = (authorization ?? '').split(' ');
      const [id, secret] = Buffer.from(text, 'base64').toString('utf8').split(':').map(formDecoded);
      if (scheme !== 'Basic' || id !== options.basic.id || secret !== options.basic.secret)
        throw new OAuthRefusal('invalid_client');
      return;
    }
    await jwtVerify(form.get('client_assertion') ?? '', createLocalJWKSet({ keys: options.clientKeys() }), {
      issuer: 'throughline',
      subject: 'throughline',
      audience: `${url}/token`,
      maxTokenAge: 300,
      requiredClaims: ['jti', 'exp'],
      currentDate: options.now(),
    }).catch(() => {
      throw new OAuthRefusal('invalid_client');
    });
  }

  async function token(form: URLSearchParams, res: ServerResponse, authorization: string | undefined): Promise<void> {
    ehr.lastForm = form;
    if (behaviour.tokenRedirect) {
      res.writeHead(307, { location: behaviour.tokenRedirect }).end();
      return;
    }
    await authenticate(form, authorization);
    if (form.get('grant_type') === 'refresh_token') return refresh(form, res);
    seen.token += 1;
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri'))
      throw new OAuthRefusal('invalid_grant');
    const refreshToken = randomUUID();
    refreshTokens.add(refreshToken);
    const plain = {
      ...accessToken(),
      refresh_token: refreshToken,
      scope: 'launch openid fhirUser patient/*.cruds',
      patient: grant.patient,
      encounter: 'enc-1',
      need_patient_banner: true,
      id_token: await idToken(grant.nonce),
    };
    json(res, behaviour.token?.(plain) ?? plain);
  }

  async function refresh(form: URLSearchParams, res: ServerResponse): Promise<void> {
    seen.refresh += 1;
    await new Promise((resolve) => setTimeout(resolve, behaviour.refreshDelay ?? 0));
    if (behaviour.refreshError) throw new OAuthRefusal(behaviour.refreshError);
    if (behaviour.refreshStatus) {
      res.writeHead(behaviour.refreshStatus).end();
      return;
    }
    if (!refreshTokens.has(form.get('refresh_token') ?? '')) throw new OAuthRefusal('invalid_grant');
    json(res, behaviour.token?.(accessToken()) ?? accessToken());
  }

  function idToken(nonce: string | null): string | Promise<string> {
    const at = Math.floor(options.now().getTime() / 1000);
    const plain: JWTPayload = {
      iss: `${url}/oauth2`,
      aud: options.basic?.id ?? 'throughline',
      sub: 'dr-1',
      iat: at,
      exp: at + 300,
      fhirUser: `${issuer}/Practitioner/dr-1`,
      name: 'Dana Reyes, LCSW',
      ...(nonce !== null && { nonce }),
    };
    const claims = behaviour.claims?.(plain) ?? plain;
    return behaviour.idToken?.(claims, keys) ?? honest(keys, claims);
  }

  const ehr: EvilEhr = {
    url,
    issuer,
    keys,
    seen,
    lastForm: new URLSearchParams(),
    requests,
    behave(next) {
      behaviour = next;
      requests.length = 0;
      for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return ehr;
}

class OAuthRefusal extends Error {}

/** One half of Basic credentials as RFC 6749 section 2.3.1 encodes it. */
const formDecoded = (text: string): string => new URLSearchParams(`x=${text}`).get('x') ?? '';

const accessToken = () => ({ access_token: randomUUID(), token_type: 'bearer', expires_in: 600 });

function json(res: ServerResponse, value: unknown): void {
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
