import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { asRecord, boundedFetch } from './bounded-fetch.ts';
import { allowedEndpoint, fhirBase } from './find-registration.ts';

/** The part of an EHR's smart-configuration that a launch uses, with every address already checked. */
export interface SmartConfiguration {
  /** Issuer of id_tokens; may differ from the FHIR base. */
  readonly issuer: string;
  readonly authorizationEndpoint: URL;
  readonly tokenEndpoint: URL;
  readonly jwksUri: URL;
  /** The EHR promises `iss` in the authorization response (RFC 9207), so its absence is a refusal. */
  readonly sendsIssuer: boolean;
  /** What the EHR says it can (SMART App Launch 2.2 section 2.3); undefined when it says nothing. */
  readonly capabilities: readonly string[] | undefined;
}

interface Cached {
  readonly until: number;
  readonly answer: Promise<SmartConfiguration>;
}

const KEEP_MS = 10 * 60_000;
const KEEP_FAILURE_MS = 5_000;
const caches = new WeakMap<Context, Map<string, Cached>>();

/**
 * Reads `<FHIR base>/.well-known/smart-configuration` (SMART App Launch 2.2). Kept for 10 minutes; a failure is kept for 5
 * seconds at most, so that one bad answer cannot lock an EHR out. Throws AppError DISCOVERY_FAILED or ENDPOINT_NOT_ALLOWED.
 */
export function discover(ctx: Context, ehr: EhrRegistration): Promise<SmartConfiguration> {
  const cache = caches.get(ctx) ?? new Map<string, Cached>();
  caches.set(ctx, cache);
  const now = ctx.now().getTime();
  const cached = cache.get(ehr.name);
  if (cached && now < cached.until) return cached.answer;
  const answer = load(ehr);
  cache.set(ehr.name, { until: now + KEEP_MS, answer });
  answer.catch(() => {
    if (cache.get(ehr.name)?.answer === answer)
      cache.set(ehr.name, { until: ctx.now().getTime() + KEEP_FAILURE_MS, answer });
  });
  return answer;
}

async function load(ehr: EhrRegistration): Promise<SmartConfiguration> {
  const failed = (detail: string) => new AppError('DISCOVERY_FAILED', { detail });
  let answer: Awaited<ReturnType<typeof boundedFetch>>;
  try {
    answer = await boundedFetch(new URL(`${fhirBase(ehr)}/.well-known/smart-configuration`));
  } catch (error) {
    throw failed(`smart-configuration ${error instanceof Error ? error.message : 'failed'}`);
  }
  const body = asRecord(answer.body);
  if (answer.status !== 200 || !body) throw failed(`smart-configuration answered ${answer.status}`);
  if (!offersS256(body['code_challenge_methods_supported'], ehr))
    throw failed('smart-configuration does not offer S256');
  const endpoint = (name: string): URL => {
    if (typeof body[name] !== 'string') throw failed(`smart-configuration names no ${name}`);
    const url = allowedEndpoint(ehr, body[name]);
    if (!url) throw new AppError('ENDPOINT_NOT_ALLOWED', { detail: name });
    return url;
  };
  endpoint('issuer');
  return {
    issuer: String(body['issuer']),
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    jwksUri: endpoint('jwks_uri'),
    sendsIssuer: body['authorization_response_iss_parameter_supported'] === true,
    capabilities: Array.isArray(body['capabilities'])
      ? body['capabilities'].filter((capability) => typeof capability === 'string')
      : undefined,
  };
}

/**
 * PKCE is always sent. A server that lists other methods only is refused; one that lists none is refused too, unless its
 * registration says that this is known: the code is then bound to the launch by the nonce and by our authentication.
 */
function offersS256(methods: unknown, ehr: EhrRegistration): boolean {
  if (methods === undefined) return ehr.pkceNotAdvertised === true && ehr.authentication !== 'public';
  return Array.isArray(methods) && methods.includes('S256');
}
