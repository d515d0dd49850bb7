import { DIALECTS } from './dialects/all-dialects.ts';
import type { Dialect, DialectId } from './dialects/dialect.ts';
import { GENERIC_R4 } from './dialects/generic-r4.ts';
import { fhirBase } from './fhir-base.ts';
import { parseFhirJson } from './fhir-json.ts';
import { readBody } from './read-body.ts';

/** The part of a registration that detection needs. */
export interface DetectableEhr {
  /** Its short name, for the log. */
  readonly name: string;
  /** Its FHIR base. */
  readonly issuer: string;
  /** Where the registration says it, nothing is asked. */
  readonly dialect?: DialectId | undefined;
}

/** The clock and the log of whoever asks; what was found is kept with this object. */
export interface DetectionOwner {
  now(): Date;
  readonly log: { warn(fields: { ehr: string; reason: string }, message: string): void };
}

const KEEP_MS = 6 * 3_600_000;
const KEEP_FAILURE_MS = 60_000;
const TIMEOUT_MS = 5_000;
/** CapabilityStatements of 720 kB are seen in the wild. */
const MAX_BYTES = 4 * 1024 * 1024;

const caches = new WeakMap<
  DetectionOwner,
  Map<string, { readonly until: number; readonly found: Promise<Dialect | undefined> }>
>();

/**
 * How this EHR reads and writes: as registered, else by its issuer's host, else by its CapabilityStatement (`/metadata`, asked
 * without a token, no redirect followed, at most 5 s and 4 MiB). What was found is kept for six hours, a failure for a minute.
 * Never throws: an EHR that cannot be told is read as plain R4, with a line in the log.
 */
export async function dialectOf(owner: DetectionOwner, ehr: DetectableEhr): Promise<Dialect> {
  return (await toldDialectOf(owner, ehr)) ?? GENERIC_R4;
}

/** As `dialectOf`, but undefined for an EHR that could not be asked: nothing is written on a guess. */
export function toldDialectOf(owner: DetectionOwner, ehr: DetectableEhr): Promise<Dialect | undefined> {
  const known = ehr.dialect === undefined ? byHost(ehr.issuer) : DIALECTS[ehr.dialect];
  if (known !== undefined) return Promise.resolve(known);
  const cache = caches.get(owner) ?? new Map<string, { until: number; found: Promise<Dialect | undefined> }>();
  caches.set(owner, cache);
  const now = owner.now().getTime();
  const cached = cache.get(ehr.issuer);
  if (cached !== undefined && now < cached.until) return cached.found;
  const found: Promise<Dialect | undefined> = askedOf(ehr.issuer).catch((error: unknown) => {
    owner.log.warn(
      { ehr: ehr.name, reason: error instanceof Error ? error.message : 'failed' },
      'the EHR did not say what it is; it is read as plain FHIR R4',
    );
    cache.set(ehr.issuer, { until: owner.now().getTime() + KEEP_FAILURE_MS, found });
    return undefined;
  });
  cache.set(ehr.issuer, { until: now + KEEP_MS, found });
  return found;
}

/** The dialect whose hosts cover the issuer's, or undefined. */
export function byHost(issuer: string): Dialect | undefined {
  const host = URL.parse(issuer)?.hostname ?? '';
  return Object.values(DIALECTS).find(({ detect }) =>
    detect.hosts.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
}

/** The dialect that a CapabilityStatement names by its software, or by its publisher where it names none. */
export function byCapabilityStatement(statement: unknown): Dialect | undefined {
  const { software, publisher } = members(statement);
  const name = words(members(software)['name']);
  const by = words(publisher);
  return Object.values(DIALECTS).find(({ detect }) =>
    name === ''
      ? (detect.publishers ?? []).some((one) => words(one) === by)
      : detect.software.some((one) => ` ${name} `.includes(` ${words(one)} `)),
  );
}

/** Asks the EHR. Throws an Error whose message is ours alone. */
async function askedOf(issuer: string): Promise<Dialect> {
  const url = fhirBase(issuer).below('metadata');
  if (url === undefined) throw new Error('no address');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let statement: unknown;
  let status = 0;
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      credentials: 'omit',
      headers: { Accept: 'application/fhir+json' },
    });
    ({ status } = response);
    statement = parseFhirJson(await readBody(response, MAX_BYTES));
  } catch {
    throw new Error(
      signal.aborted ? 'metadata timed out' : status === 0 ? 'metadata unreachable' : 'metadata too large',
    );
  }
  if (status !== 200) throw new Error(`metadata answered ${status}`);
  if (members(statement)['resourceType'] !== 'CapabilityStatement') throw new Error('metadata unreadable');
  return byCapabilityStatement(statement) ?? GENERIC_R4;
}

/** Lower case, runs of other characters as one space, so that "Smile CDR" is found in "SMILE-CDR 2026". */
function words(value: unknown): string {
  return typeof value === 'string'
    ? value
        .slice(0, 200)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    : '';
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
