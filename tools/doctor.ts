import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../server/config/read-config.ts';
import { fhirBase } from '../server/launch/find-registration.ts';
import { allows } from '../server/launch/scopes.ts';
import { dialectFindings } from './doctor-dialect.ts';
import { unmappedCodesOf } from './doctor-unmapped.ts';

// What will work with a registered EHR and what will not, before a clinician finds out. Reads only public documents.
const { values } = parseArgs({ options: { ehr: { type: 'string' } } });
let worst = 0;
const report = (ok: boolean | 'note', what: string): void => {
  if (ok === false) worst = 1;
  process.stdout.write(`${ok === true ? 'ok  ' : ok === 'note' ? 'note' : 'FAIL'}  ${what}\n`);
};

try {
  const config = readConfig(process.env);
  const ehr = config.registrations.ehrs.find(
    (candidate) => candidate.name === (values.ehr ?? config.registrations.ehrs[0]?.name),
  );
  if (!ehr)
    throw new Error(
      `No EHR named "${values.ehr}" is registered. Registered: ${config.registrations.ehrs.map((one) => one.name).join(', ')}.`,
    );
  report('note', `${ehr.displayName}: redirect address to register there: ${config.publicUrl}/callback`);
  report('note', `launch address: ${config.publicUrl}/launch.html · keys: ${config.publicUrl}/.well-known/jwks.json`);
  const smart = await fetchJson(`${fhirBase(ehr)}/.well-known/smart-configuration`);
  report(smart !== undefined, 'smart-configuration can be read');
  if (smart) {
    const origins = new Set([...ehr.allowedOrigins.map((text) => new URL(text).origin), new URL(ehr.issuer).origin]);
    for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      const address = addressOf(smart[name]);
      report(address !== null && origins.has(address.origin), `${name} lies within the allowed origins`);
    }
    reportPkce(smart['code_challenge_methods_supported'], ehr.pkceNotAdvertised === true);
    const methods = listOf(smart['token_endpoint_auth_methods_supported']);
    report(
      ehr.authentication === 'public' || methods.length === 0 || methods.includes(ehr.authentication),
      `${ehr.authentication} is offered${methods.length === 0 ? ' (the EHR names no method)' : ''}`,
    );
    const basic = methods.includes('client_secret_basic');
    if (ehr.authentication !== 'client_secret_basic')
      report('note', `client_secret_basic is ${basic ? 'offered too' : 'not offered'}`);
    const capabilities = listOf(smart['capabilities']);
    if (capabilities.length > 0 && !capabilities.includes('context-standalone-patient'))
      report('note', 'a start without a chart will not work: the EHR does not offer context-standalone-patient');
    const jwksAddress = addressOf(smart['jwks_uri']);
    if (jwksAddress && origins.has(jwksAddress.origin))
      report(
        (await fetchJson(jwksAddress.href))?.['keys'] !== undefined,
        'the EHR’s keys can be read without a redirect',
      );
  }
  const metadata = await fetchJson(`${fhirBase(ehr)}/metadata`);
  report(metadata !== undefined, 'CapabilityStatement can be read');
  if (metadata) {
    reportScopes(ehr.scopes, metadata);
    for (const finding of dialectFindings(ehr, metadata)) report(...finding);
  }
  reportUnmapped(unmappedCodesOf(ehr, config.dataFolder), config.dataFolder);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError || error instanceof Error ? error.message : 'unknown fault'}\n`);
  process.exit(2);
}
process.exit(worst);

function reportPkce(methods: unknown, knownMissing: boolean): void {
  if (listOf(methods).includes('S256')) report(true, 'PKCE S256 is offered');
  else if (methods === undefined && knownMissing) report('note', 'PKCE S256 is not stated, as registered; it is sent');
  else
    report(
      false,
      `PKCE S256 is ${methods === undefined ? 'not stated: ask the EHR, then register pkceNotAdvertised' : 'not offered'}`,
    );
}

/** Compares the scopes we ask for, of either grammar, with the interactions the EHR states. */
function reportScopes(scopes: readonly string[], metadata: Record<string, unknown>): void {
  const rest = (
    metadata['rest'] as { resource?: { type?: string; interaction?: { code?: string }[] }[] }[] | undefined
  )?.[0];
  const words = { c: 'create', r: 'read', u: 'update', d: 'delete', s: 'search-type' } as const;
  for (const scope of scopes) {
    const [, type] = /^(?:patient|user|system)\/([A-Za-z]+)\./.exec(scope) ?? [];
    if (!type) continue;
    const stated =
      rest?.resource?.find((resource) => resource.type === type)?.interaction?.map((one) => one.code) ?? [];
    const whole = scope.replace(/\?.*$/, '');
    const lacking = (['c', 'r', 'u', 'd', 's'] as const)
      .filter((letter) => allows([whole], type, letter))
      .map((letter) => words[letter])
      .filter((word) => !stated.includes(word));
    report(
      lacking.length === 0 ? true : 'note',
      `${scope}${lacking.length > 0 ? `: the EHR does not state ${lacking.join(', ')}` : ''}`,
    );
  }
}

/** What our own audit chain remembers of results that looked like scores and had no meaning in the site's code map. */
function reportUnmapped(codes: [string, number][] | undefined, dataFolder: string): void {
  if (codes === undefined) report('note', `unmapped codes: there is no store in ${dataFolder} to look in`);
  else if (codes.length === 0) report(true, 'no code that looks like a score’s was left unmapped so far');
  for (const [code, results] of codes ?? [])
    report('note', `unmapped: ${code}, seen ${results === 1 ? 'once' : `${results} times`}; map it under codes.scores`);
}

function addressOf(value: unknown): URL | null {
  return typeof value === 'string' ? URL.parse(value) : null;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

async function fetchJson(address: string): Promise<Record<string, unknown> | undefined> {
  try {
    const began = Date.now();
    const answer = await fetch(address, {
      redirect: 'error',
      headers: { accept: 'application/json, application/fhir+json' },
      signal: AbortSignal.timeout(8000),
    });
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isFinite(date) && Math.abs(date - began) > 60_000)
      report(false, `clock differs from the EHR’s by ${Math.round(Math.abs(date - began) / 1000)} s`);
    return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
