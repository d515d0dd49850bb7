import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Handling, Persona, PersonaRecord } from '../persona.ts';
import { answer, insufficientScope, notAcceptable, notFound, refusal, unprocessable } from './answers.ts';
import { giveBatch, receiveBatch } from './batch.ts';
import { capabilityOf } from './capability.ts';
import { hold } from './hold.ts';
import { giveRead, readBinary, receiveSearch } from './read.ts';
import { SERVED } from './served-types.ts';
import { ORACLE_SMART } from './smart.ts';
import { receiveWrite } from './write.ts';

/** What a test may switch on: states a site is in, beyond the rules that always hold. */
export interface OracleOptions {
  /**
   * Requests of this method on this type are answered 504, as after some 57 s (ehr.md §3.1, §4.4). A write is kept all
   * the same if `kept`. `times` ends it; absent: until the options are replaced.
   */
  gatewayTimeout?: { method: 'GET' | 'POST' | 'PUT'; type: string; kept?: boolean; times?: number };
}

export interface OraclePersona extends Persona {
  /** Replaces the options. */
  set(options: OracleOptions): void;
}

/** An EHR that asks, refuses and holds its record as Oracle Health does. */
export function createOracle(): OraclePersona {
  let options: OracleOptions = {};
  let left = 0;
  const timesOut = (call: FhirCall, type: string): boolean => {
    const { gatewayTimeout } = options;
    if (gatewayTimeout?.type !== type || gatewayTimeout.method !== call.method || left < 1) return false;
    left -= 1;
    return true;
  };
  return {
    id: 'oracle',
    name: 'Oracle-like',
    prefix: '/oracle',
    smart: ORACLE_SMART,
    hold,
    capabilityStatement: capabilityOf,
    async receive(call, record) {
      const type = call.path.split('/').find(Boolean) ?? '';
      if (!timesOut(call, type)) return receive(call, type, record);
      const isWrite = call.method !== 'GET';
      if (isWrite && options.gatewayTimeout?.kept) await receive(call, type, record);
      return { answer: answer(504, { rule: 'gateway-504' }) };
    },
    give,
    set(next) {
      options = next;
      left = next.gatewayTimeout?.times ?? Number.POSITIVE_INFINITY;
    },
  };
}

async function receive(call: FhirCall, type: string, record: PersonaRecord): Promise<Handling> {
  const [, second, third] = call.path.split('/').filter(Boolean);
  if (type === 'Binary' && call.method === 'GET' && second !== undefined && third === undefined)
    return { answer: readBinary(call, second, record) };
  if (!takesJson(call)) return { answer: notAcceptable('accept-json') };
  if (type === '' && call.method === 'POST') return receiveBatch(call, record, receive);
  if (!SERVED[type]) return { answer: notFound('absent-types') };
  // Versions cannot be read, and POST _search is not documented (GET through X-HTTP-Method-Override is).
  if (third !== undefined || (call.method === 'POST' && second !== undefined)) return { answer: notFound() };
  if (call.method !== 'GET') return { answer: await receiveWrite(call, type, record) };
  if (second === undefined) return receiveSearch(call, type, record);
  return type === 'Appointment' ? { answer: notFound() } : { call };
}

/** What the plain server refuses, in this EHR's words (ehr.md §4.4). */
function give(call: FhirCall, plain: FhirAnswer, record: PersonaRecord): FhirAnswer {
  if (!takesJson(call)) return notAcceptable('accept-json');
  switch (plain.status) {
    case 401:
      return { ...refusal('bad-token', 401, 'login', 'Unauthorized'), headers: plain.headers };
    case 403:
      return insufficientScope();
    case 404:
    case 410:
      return notFound();
    case 422:
      return unprocessable('invalid-r4');
    default:
      if (plain.status >= 400) return refusal('invalid-r4', plain.status, 'invalid', 'Bad Request');
      return giveBatch(call, plain, record, give) ?? giveRead(call, plain, record);
  }
}

/** JSON only (ehr.md §3.1; cerner/cerner-conventions.yml, content_negotiation). */
function takesJson({ headers }: FhirCall): boolean {
  const accept = headers['accept'] ?? '*/*';
  return accept.split(',').some((one) => /^\s*(\*\/\*|application\/\*|application\/(fhir\+)?json)\s*(;|$)/i.test(one));
}
