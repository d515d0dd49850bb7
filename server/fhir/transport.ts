import { answeredError, heardIn } from './answered-words.ts';
import type { Meaning, Signal } from './dialects/dialect.ts';
import type { FhirBase } from './fhir-base.ts';
import { type FhirFailureKind, FhirRequestError } from './fhir-request-error.ts';
import { outcomeCodes } from './outcome-codes.ts';
import { BodyTooLarge, type ByteBudget, readBody } from './read-body.ts';
import { meaningOfError } from './read-meanings.ts';

/** Limits of one request. */
export interface TransportLimits {
  /** Milliseconds from sending to the last byte. */
  readonly timeout: number;
  /** Largest body after decompression, in bytes. */
  readonly bytes: number;
  /** Most bytes of all bodies that this transport reads in its life; absent means no such limit. */
  readonly total?: number;
}

export const DEFAULT_LIMITS: TransportLimits = { timeout: 15_000, bytes: 10 * 1024 * 1024 };

/** Gives the launch's access token; `force` asks for a fresh one after the EHR answered 401. */
export type AccessTokenSource = (force?: boolean) => Promise<string>;

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  /** An address that the FHIR base accepted. */
  readonly url: URL;
  /** What error messages call it: a resource type. */
  readonly resource: string;
  /** What kind of reading it is, for what its refusal means. */
  readonly on?: 'read' | 'search';
  /** What to listen for in a refusal, besides the dialect's meanings. */
  readonly signals?: readonly Signal[];
  /** Ends the request; a request is not sent after that. */
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Sends one request to the EHR. Throws FhirRequestError for everything but a 2xx answer within the limits. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/**
 * The only HTTP to an EHR. Bearer token to one base; no redirect is followed; each request ends at the time limit; a body
 * is counted as it is decoded. Connections are kept alive by the runtime's own pool. A 401 is answered once with a
 * fresh token, where there is one. Throws what `getAccessToken` throws when there is no token at all.
 */
export function createTransport(options: {
  base: FhirBase;
  getAccessToken: AccessTokenSource;
  limits?: TransportLimits;
  meanings?: readonly Meaning[];
}): Transport {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const budget: ByteBudget | undefined = limits.total === undefined ? undefined : { left: limits.total };
  const once = async (request: TransportRequest, token: string): Promise<TransportResponse> => {
    if (options.base.accept(request.url.href) === undefined) throw failure('refused', request);
    const late = AbortSignal.timeout(limits.timeout);
    const signal = request.signal === undefined ? late : AbortSignal.any([late, request.signal]);
    let response: Response;
    try {
      response = await fetch(request.url, {
        method: request.method,
        headers: {
          Accept: request.accept ?? 'application/fhir+json',
          Authorization: `Bearer ${token}`,
          'Cache-Control': 'no-cache',
          ...request.headers,
        },
        redirect: 'manual',
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
    } catch (cause) {
      throw failure(signal.aborted ? 'timed-out' : 'failed', request, { mayHaveHappened: !neverSent(cause), cause });
    }
    return answer(request, response, signal);
  };

  const answer = async (
    request: TransportRequest,
    response: Response,
    signal: AbortSignal,
  ): Promise<TransportResponse> => {
    const { status, headers } = response;
    let bytes: Uint8Array;
    try {
      bytes = await readBody(response, limits.bytes, budget);
    } catch (cause) {
      // A 2xx whose body was lost may well have been carried out; a refusal stays a refusal without its body.
      if (!response.ok) throw failure(kindOf(status), request, { status, cause });
      const kind = cause instanceof BodyTooLarge ? 'too-large' : signal.aborted ? 'timed-out' : 'failed';
      throw failure(kind, request, { status, mayHaveHappened: true, cause });
    }
    if (response.ok) return { status, headers, bytes };
    const answered = answeredError(status, request.on, bytes, headers.get('Content-Type'));
    throw failure(kindOf(status), request, {
      status,
      outcome: outcomeCodes(bytes),
      mayHaveHappened: status >= 500 || status === 408,
      means: meaningOfError(answered, options.meanings ?? []),
      heard: heardIn(answered, request.signals ?? []),
      requestId: requestIdOf(headers),
    });
  };

  return async (request) => {
    if (request.signal?.aborted) throw failure('timed-out', request);
    const token = await options.getAccessToken();
    try {
      return await once(request, token);
    } catch (error) {
      if (!(error instanceof FhirRequestError) || error.status !== 401) throw error;
      // Some EHRs say 401 where they mean 403: a launch that cannot renew its token has its answer already.
      const fresh = await options.getAccessToken(true).catch(() => token);
      if (fresh === token) throw error;
      return once(request, fresh);
    }
  };
}

/** Only what looks like an id: a header must not carry words into a log. */
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get('X-Request-Id') ?? headers.get('opc-request-id') ?? '';
  return /^[A-Za-z0-9/_-]{1,128}$/.test(id) ? id : undefined;
}

/** 408 and 429 pass in time, and so do 5xx; any other 4xx, and a redirect, is a refusal. */
function kindOf(status: number): FhirFailureKind {
  if (status === 408 || status === 504) return 'timed-out';
  return status >= 500 || status === 429 ? 'failed' : 'refused';
}

/** The connection was never made, so the EHR cannot have acted on the request. */
function neverSent(cause: unknown): boolean {
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = typeof inner === 'object' && inner !== null && 'code' in inner ? inner.code : undefined;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(
    String(code),
  );
}

function failure(
  kind: FhirFailureKind,
  request: TransportRequest,
  more: Omit<ConstructorParameters<typeof FhirRequestError>[1], 'method' | 'resource'> = {},
): FhirRequestError {
  const { mayHaveHappened = false, ...rest } = more;
  const { method, resource } = request;
  return new FhirRequestError(kind, {
    method,
    resource,
    ...rest,
    mayHaveHappened: method === 'POST' && mayHaveHappened,
  });
}
