import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type ClientSecrets, readClientSecrets } from './client-secrets.ts';
import { Registrations } from './registration.ts';
import { SANDBOX_SECRETS, sandboxRegistration } from './sandbox-registration.ts';
import { siteCodeFaults } from './site-code-faults.ts';

/** The checked configuration of one server process. */
export interface Config {
  readonly mode: 'development' | 'production';
  readonly port: number;
  /** Public address without a trailing slash; redirect, launch and JWKS addresses come from it, never from a request. */
  readonly publicUrl: string;
  readonly dataFolder: string;
  readonly keysFolder: string;
  readonly keysGenerated: boolean;
  readonly registrations: Registrations;
  /** By name of the EHR; only those that authenticate by client_secret_basic. */
  readonly clientSecrets: ClientSecrets;
  readonly logLevel: string;
}

/** Every fault of the configuration at once, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s); nothing was started.\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const LOOPBACK = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/;

/**
 * Reads and checks the environment. Throws ConfigError that lists every fault; reads only the registration file and the
 * secret files it names.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const mode = env['THROUGHLINE_MODE'] ?? 'development';
  if (mode !== 'development' && mode !== 'production')
    faults.push('THROUGHLINE_MODE must be "development" or "production"');
  const port = portFrom(env['PORT'], 3000, 'PORT', faults);
  const sandboxPort = portFrom(env['SANDBOX_PORT'], 4000, 'SANDBOX_PORT', faults);
  const sandboxAuthPort = portFrom(env['SANDBOX_AUTH_PORT'], sandboxPort + 1, 'SANDBOX_AUTH_PORT', faults);
  const publicUrl = (env['THROUGHLINE_URL'] ?? `http://localhost:${port}`).replace(/\/$/, '');
  const address = URL.parse(publicUrl);
  if (!address || !/^https?:$/.test(address.protocol) || address.pathname !== '/')
    faults.push('THROUGHLINE_URL must be an http(s) address without a path');
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].includes(logLevel))
    faults.push('LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent');
  if (env['DATABASE_URL'])
    faults.push('DATABASE_URL is set, but this release stores in SQLite only (docs/decisions/0003); unset it');
  const dataFolder = env['THROUGHLINE_DATA'] ?? '.data';
  const file = env['THROUGHLINE_EHRS'];
  const registrations = file
    ? registrationsFrom(file, faults)
    : sandboxRegistration(`http://127.0.0.1:${sandboxPort}`, `http://127.0.0.1:${sandboxAuthPort}`);
  const clientSecrets = file ? readClientSecrets(registrations?.ehrs ?? [], dirname(file), faults) : SANDBOX_SECRETS;
  if (mode === 'production') checkProduction(publicUrl, env, registrations, faults);
  if (faults.length > 0 || !registrations) throw new ConfigError(faults);
  return {
    mode: mode as Config['mode'],
    port,
    publicUrl,
    dataFolder,
    keysFolder: env['THROUGHLINE_KEYS'] ?? `${dataFolder}/keys`,
    keysGenerated: !env['THROUGHLINE_KEYS'],
    registrations,
    clientSecrets,
    logLevel,
  };
}

function portFrom(text: string | undefined, standard: number, name: string, faults: string[]): number {
  if (text === undefined || text === '') return standard;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) faults.push(`${name} must be a port number, 0 to 65535`);
  return port;
}

function registrationsFrom(file: string, faults: string[]): Registrations | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    faults.push(`THROUGHLINE_EHRS: the file cannot be read as JSON (${error instanceof Error ? error.name : 'error'})`);
    return undefined;
  }
  const ajv = new Ajv({ allErrors: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const validate = ajv.compile<Registrations>(Registrations);
  if (!validate(value)) {
    for (const fault of validate.errors ?? [])
      faults.push(`THROUGHLINE_EHRS ${fault.instancePath || '/'} ${fault.message ?? 'is wrong'}`);
    return undefined;
  }
  for (const key of ['issuer', 'name'] as const) {
    const seen = value.ehrs.map((ehr) => ehr[key]);
    if (new Set(seen).size !== seen.length) faults.push(`THROUGHLINE_EHRS: two EHRs have the same ${key}`);
  }
  faults.push(...crossFaults(value));
  return value;
}

/** Faults that a schema cannot see: names that clash, auditors of nobody, addresses with more than an origin. */
function crossFaults({ ehrs, auditors }: Registrations): string[] {
  const faults: string[] = [];
  const clients = auditors.map((auditor) => auditor.clientId);
  if (new Set(clients).size !== clients.length) faults.push('THROUGHLINE_EHRS: two auditors have the same clientId');
  for (const { clientId, tenant } of auditors) {
    if (!ehrs.some((ehr) => ehr.tenant === tenant))
      faults.push(`THROUGHLINE_EHRS: auditor ${clientId} has a tenant without an EHR`);
  }
  for (const { name, tenant, frameAncestors, allowedOrigins, codes, timeZone } of ehrs) {
    faults.push(...siteCodeFaults(codes).map((fault) => `THROUGHLINE_EHRS: ${name}: ${fault}`));
    if (timeZone !== undefined && !isTimeZone(timeZone))
      faults.push(`THROUGHLINE_EHRS: ${name}: "${timeZone}" is no time zone`);
    // Refusals that belong to no tenant are kept under this name.
    if (tenant === 'none') faults.push(`THROUGHLINE_EHRS: ${name}: the tenant name "none" is reserved`);
    for (const [index, address] of [...frameAncestors, ...allowedOrigins].entries()) {
      if (URL.parse(address)?.origin === address) continue;
      const list = index < frameAncestors.length ? 'frameAncestors' : 'allowedOrigins';
      faults.push(`THROUGHLINE_EHRS: ${name}: an entry of ${list} is more than an origin (https://host[:port])`);
    }
  }
  return faults;
}

function checkProduction(
  publicUrl: string,
  env: Readonly<Record<string, string | undefined>>,
  registrations: Registrations | undefined,
  faults: string[],
): void {
  const addresses: [string, string][] = [['THROUGHLINE_URL', publicUrl]];
  for (const ehr of registrations?.ehrs ?? []) {
    addresses.push([`issuer of ${ehr.name}`, ehr.issuer]);
    for (const origin of ehr.allowedOrigins) addresses.push([`allowed origin of ${ehr.name}`, origin]);
    if (ehr.roles.length === 0)
      faults.push(`production: ${ehr.name} has an empty role table, so nobody could do anything`);
  }
  for (const [name, text] of addresses) {
    const address = URL.parse(text);
    if (address?.protocol !== 'https:') faults.push(`production: ${name} must be https`);
    if (address && LOOPBACK.test(address.hostname)) faults.push(`production: ${name} must not be a loopback address`);
  }
  if (!env['THROUGHLINE_KEYS'])
    faults.push('production: THROUGHLINE_KEYS must name a folder of keys; generated keys are for trying out');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
