import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../server/config/read-config.ts';

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
  const smart = await fetchJson(`${ehr.issuer}/.well-known/smart-configuration`);
  report(smart !== undefined, 'smart-configuration can be read');
  if (smart) {
    const origins = new Set([...ehr.allowedOrigins.map((text) => new URL(text).origin), new URL(ehr.issuer).origin]);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      const address = addressOf(smart[name]);
      report(address !== null && origins.has(address.origin), `${name} lies within the allowed origins`);
    }
    report(listOf(smart['code_challenge_methods_supported']).includes('S256'), 'PKCE S256 is offered');
    const methods = listOf(smart['token_endpoint_auth_methods_supported']);
    report(
      ehr.authentication === 'public' || methods.length === 0 || methods.includes(ehr.authentication),
      `${ehr.authentication} is offered`,
    );
    const jwksAddress = addressOf(smart['jwks_uri']);
    if (jwksAddress && origins.has(jwksAddress.origin))
      report(
        (await fetchJson(jwksAddress.href))?.['keys'] !== undefined,
        'the EHR’s keys can be read without a redirect',
      );
  }
  const metadata = await fetchJson(`${ehr.issuer}/metadata`);
  report(metadata !== undefined, 'CapabilityStatement can be read');
  if (metadata) reportScopes(ehr.scopes, metadata);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError || error instanceof Error ? error.message : 'unknown fault'}\n`);
  process.exit(2);
}
process.exit(worst);

/** Compares the scopes we ask for with the interactions the EHR states. */
function reportScopes(scopes: readonly string[], metadata: Record<string, unknown>): void {
  const rest = (
    metadata['rest'] as { resource?: { type?: string; interaction?: { code?: string }[] }[] }[] | undefined
  )?.[0];
  const words = { c: 'create', r: 'read', u: 'update', d: 'delete', s: 'search-type' } as const;
  for (const scope of scopes) {
    const [, type, letters] = /^(?:patient|user|system)\/([A-Za-z]+)\.([cruds]+)$/.exec(scope) ?? [];
    if (!type || !letters) continue;
    const stated =
      rest?.resource?.find((resource) => resource.type === type)?.interaction?.map((one) => one.code) ?? [];
    const lacking = letters
      .split('')
      .map((letter) => words[letter as keyof typeof words])
      .filter((word) => !stated.includes(word));
    report(
      lacking.length === 0 ? true : 'note',
      `${scope}${lacking.length > 0 ? `: the EHR does not state ${lacking.join(', ')}` : ''}`,
    );
  }
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
