import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Handling, PersonaRecord } from '../persona.ts';
import { answer, refusal } from './answers.ts';

type Receive = (call: FhirCall, type: string, record: PersonaRecord) => Promise<Handling>;
type Give = (call: FhirCall, plain: FhirAnswer, record: PersonaRecord) => FhirAnswer;

const batches = new WeakMap<FhirCall, Handling[]>();

/**
 * Handles a batch: each entry by itself, as if it came alone; what the plain server answers goes on to it as one batch. A
 * transaction is refused: the CapabilityStatement lists batch alone.
 */
export async function receiveBatch(call: FhirCall, record: PersonaRecord, receive: Receive): Promise<Handling> {
  const bundle = call.body as Partial<Bundle> | undefined;
  if (bundle?.resourceType !== 'Bundle' || bundle.type !== 'batch')
    return { answer: refusal('batch', 422, 'not-supported', 'Unprocessable entity') };
  if (!isReadable(bundle.entry)) return { answer: refusal('batch', 400, 'structure', 'Bad Request') };
  const handlings: Handling[] = [];
  for (const item of bundle.entry ?? []) {
    const inner = callOf(call, item);
    const type = inner.path.split('/').find(Boolean) ?? '';
    handlings.push(
      type === '' ? { answer: refusal('batch', 400, 'invalid', 'Bad Request') } : await receive(inner, type, record),
    );
  }
  const passed = handlings.flatMap((one) => ('call' in one ? [requestOf(one.call)] : []));
  const plain: FhirCall = { ...call, body: { resourceType: 'Bundle', type: 'batch', entry: passed } };
  batches.set(plain, handlings);
  return { call: plain };
}

/** The batch's answer, its entries in their order and in this EHR's words; undefined if the call was no batch. */
export function giveBatch(
  call: FhirCall,
  plain: FhirAnswer,
  record: PersonaRecord,
  give: Give,
): FhirAnswer | undefined {
  const handlings = batches.get(call);
  if (!handlings || plain.body?.resourceType !== 'Bundle') return undefined;
  const answered = [...(plain.body.entry ?? [])];
  const entry = handlings.map((one) =>
    entryOf('answer' in one ? one.answer : give(one.call, answerOf(answered.shift()), record)),
  );
  return answer(200, { body: { resourceType: 'Bundle', type: 'batch-response', entry } });
}

function isReadable(entry: unknown): boolean {
  if (entry === undefined) return true;
  const isItem = (item: unknown): boolean =>
    typeof item === 'object' &&
    item !== null &&
    'request' in item &&
    typeof item.request === 'object' &&
    item.request !== null &&
    'url' in item.request &&
    typeof item.request.url === 'string' &&
    'method' in item.request &&
    typeof item.request.method === 'string';
  return Array.isArray(entry) && entry.every(isItem);
}

function callOf(call: FhirCall, { request, resource }: BundleEntry): FhirCall {
  const [path = '', query = ''] = (request?.url ?? '').split('?');
  const { 'if-match': _outer, ...headers } = call.headers;
  return {
    ...call,
    method: request?.method ?? 'GET',
    path: `/${path.replace(/^\//, '')}`,
    query: new URLSearchParams(query),
    headers: { ...headers, ...(request?.ifMatch ? { 'if-match': request.ifMatch } : {}) },
    body: resource,
  };
}

function requestOf({ method, path, query }: FhirCall): BundleEntry {
  const words = query.size > 0 ? `?${query.toString()}` : '';
  return { request: { method: method as 'GET', url: `${path.replace(/^\//, '')}${words}` } };
}

function answerOf(entry: BundleEntry | undefined): FhirAnswer {
  const body = (entry?.resource ?? entry?.response?.outcome) as FhirResource | undefined;
  return { status: Number.parseInt(entry?.response?.status ?? '500', 10), headers: {}, ...(body ? { body } : {}) };
}

function entryOf({ status, headers, body }: FhirAnswer): BundleEntry {
  const { location, etag } = headers;
  const response = { status: String(status), ...(location ? { location } : {}), ...(etag ? { etag } : {}) };
  if (body?.resourceType === 'OperationOutcome') return { response: { ...response, outcome: body } };
  return { ...(body ? { resource: body } : {}), response };
}
