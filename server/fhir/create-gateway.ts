import { decodeText } from './decode-text.ts';
import type { Dialect } from './dialects/dialect.ts';
import { GENERIC_R4 } from './dialects/generic-r4.ts';
import { type FhirBase, fhirBase } from './fhir-base.ts';
import { type FhirJson, parseFhirJson } from './fhir-json.ts';
import { FhirRequestError } from './fhir-request-error.ts';
import type { ReadPort } from './read-port.ts';
import { queryOf } from './search-pages.ts';
import { searchWithFallbacks } from './search-with-fallbacks.ts';
import { type AccessTokenSource, createTransport, type Transport, type TransportLimits } from './transport.ts';
import type { Created, WritePort } from './write-port.ts';

/** One launch's way to its EHR. */
export interface GatewayOptions {
  /** The registration's FHIR base. */
  readonly baseUrl: string;
  readonly getAccessToken: AccessTokenSource;
  readonly limits?: TransportLimits;
  /** How this EHR reads and answers; absent means plain R4. */
  readonly dialect?: Dialect;
}

/** Reading from one EHR with one launch's token. */
export function createReadPort(options: GatewayOptions): ReadPort {
  return readPort(connect(options));
}

/** Writing to one EHR with one launch's token. */
export function createWritePort(options: GatewayOptions): WritePort {
  const connection = connect(options);
  const { base, transport } = connection;
  return {
    ...readPort(connection),
    async create(resource, { ifNoneExist } = {}) {
      const type = resource.resourceType;
      const url = base.below(type);
      if (url === undefined) throw new FhirRequestError('refused', { method: 'POST', resource: type });
      const response = await transport({
        method: 'POST',
        url,
        resource: type,
        body: JSON.stringify(resource),
        headers: {
          'Content-Type': 'application/fhir+json',
          Prefer: 'return=representation',
          ...(ifNoneExist === undefined ? {} : { 'If-None-Exist': queryOf(ifNoneExist) }),
        },
      });
      const created = createdFrom(base, type, response.headers.get('Location'), parseFhirJson(response.bytes));
      if (created !== undefined) return { ...created, existed: response.status === 200 };
      throw new FhirRequestError('unreadable', {
        method: 'POST',
        resource: type,
        status: response.status,
        mayHaveHappened: true,
      });
    },
  };
}

interface Connection {
  readonly base: FhirBase;
  readonly transport: Transport;
  readonly dialect: Dialect;
}

function connect(options: GatewayOptions): Connection {
  const base = fhirBase(options.baseUrl);
  const { dialect = GENERIC_R4 } = options;
  return { base, dialect, transport: createTransport({ ...options, base, meanings: dialect.meanings }) };
}

function readPort({ base, transport, dialect }: Connection): ReadPort {
  return {
    baseUrl: base.url,
    search: (resource, params, options) => searchWithFallbacks(base, transport, dialect, resource, params, options),
    async read(reference, { signal } = {}) {
      const [, resource, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? [];
      const url = base.below(reference);
      if (url === undefined || resource === undefined)
        throw new FhirRequestError('refused', { method: 'GET', resource: 'resource' });
      const { bytes, status } = await transport({ method: 'GET', url, resource, on: 'read', signal });
      const found = parseFhirJson(bytes);
      if (found?.resourceType === resource && found['id'] === id) return found;
      throw new FhirRequestError('unreadable', { method: 'GET', resource, status });
    },
    async binaryText(address, contentType, { signal } = {}) {
      const url = base.accept(address);
      if (url === undefined) throw new FhirRequestError('refused', { method: 'GET', resource: 'Binary' });
      const { bytes, headers, status } = await transport({
        method: 'GET',
        url,
        resource: 'Binary',
        on: 'read',
        signal,
        accept: contentType,
      });
      const text = contentText(bytes, headers.get('Content-Type') ?? contentType, contentType);
      if (text !== undefined) return text;
      throw new FhirRequestError('unreadable', { method: 'GET', resource: 'Binary', status });
    },
  };
}

/** The content itself, or the data of a Binary resource where the EHR answers with one. */
function contentText(bytes: Uint8Array, answered: string, asked: string): string | undefined {
  if (!/json/i.test(answered)) return decodeText(bytes, /charset/i.test(answered) ? answered : asked);
  const binary = parseFhirJson(bytes);
  const data = binary?.resourceType === 'Binary' ? binary['data'] : undefined;
  if (typeof data !== 'string') return undefined;
  return decodeText(Buffer.from(data, 'base64'), asked);
}

/** The new resource's reference from its body, else from the Location header below the base. */
function createdFrom(
  base: FhirBase,
  type: string,
  location: string | null,
  body: FhirJson | undefined,
): Omit<Created, 'existed'> | undefined {
  const tail = location === null ? undefined : base.accept(location)?.href.slice(base.url.length + 1);
  const [, id, version] =
    new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})(?:/_history/([A-Za-z0-9.-]{1,64}))?$`).exec(tail ?? '') ?? [];
  const meta = body?.['meta'] as { versionId?: unknown } | undefined;
  const ownId = body?.resourceType === type && typeof body['id'] === 'string' ? body['id'] : undefined;
  const found = ownId ?? id;
  if (found === undefined) return undefined;
  const versionId = ownId !== undefined && typeof meta?.versionId === 'string' ? meta.versionId : version;
  return { reference: `${type}/${found}`, ...(versionId === undefined ? {} : { versionId }) };
}
