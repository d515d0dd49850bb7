import type { Bundle } from 'fhir/r4';
import { grantsType } from '../../fhir/access.ts';
import { isServed } from '../../fhir/definitions.ts';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Letter } from '../../fhir/repository.ts';
import type { Handling, Persona, PersonaRecord } from '../persona.ts';
import { epicCapabilityStatement } from './capability.ts';
import { holdAsEpic } from './hold.ts';
import { inFormat } from './negotiate.ts';
import type { EpicOptions } from './options.ts';
import { BAD_TOKEN, epicRefusal, NOT_ADVERTISED, NOT_GRANTED, WEB_SERVER_404 } from './outcomes.ts';
import { PagingContexts } from './paging.ts';
import { breakTheGlass, read } from './read.ts';
import { idOf, withoutVersion } from './resource.ts';
import { continuedPage, epicSearchset, plainSearch, type SearchPlan } from './search.ts';
import { searchRefusal } from './search-rules.ts';
import { EPIC_SMART } from './smart.ts';
import { EPIC_TYPES } from './types.ts';
import { write, written } from './write.ts';

export type { EpicOptions } from './options.ts';

export interface EpicPersona extends Persona {
  /** Replaces the options. */
  set(options: EpicOptions): void;
}

/** An EHR that asks, refuses, answers and holds its record as Epic does. The rules are in rules.ts. */
export function createEpic(): EpicPersona {
  let options: EpicOptions = {};
  const contexts = new PagingContexts();
  const plans = new WeakMap<FhirCall, SearchPlan>();

  async function receive(call: FhirCall, record: PersonaRecord): Promise<Handling> {
    const route = routeOf(call);
    if ('answer' in route) return route;
    const { type, letter } = route;
    if (!grantsType(call.scopes, letter, type)) return { answer: NOT_GRANTED };
    if (letter === 'r') return read(call, record, options);
    return letter === 's' ? search(call, type, record) : write(call, type, record, options);
  }

  function search(call: FhirCall, type: string, record: PersonaRecord): Handling {
    if (call.query.has('sessionID')) return { answer: continuedPage(call, record, contexts, options) };
    const asked = call.method === 'POST' ? formOf(call.body) : call.query;
    const named = asked.get('patient') ?? asked.get('subject') ?? asked.get('beneficiary');
    const patient = named === null ? undefined : idOf(named);
    const refusal =
      searchRefusal(type, asked, patient, options) ?? patientRefusal(type, patient ?? asked.get('_id'), record);
    if (refusal) return { answer: refusal };
    const plan: SearchPlan = { type, patient, asked, call };
    if (!isServed(type)) {
      const nothing: Bundle = { resourceType: 'Bundle', type: 'searchset' };
      return { answer: epicSearchset(plan, nothing, record, contexts, options) };
    }
    const plain = plainSearch(plan);
    plans.set(plain, plan);
    return { call: plain };
  }

  function patientRefusal(type: string, patient: string | null, record: PersonaRecord): FhirAnswer | undefined {
    if (patient === null) return undefined;
    if (options.merged?.[patient] !== undefined) return epicRefusal('merged', 400, ['4107']);
    const closed = breakTheGlass(type, patient, options);
    if (closed || type === 'Patient' || record.find(`Patient/${patient}`)) return closed;
    return isServed(type) && record.find(`${type}/${patient}`)
      ? undefined
      : epicRefusal('patient-unknown', 400, ['59102', 'Invalid patient', 'patient']);
  }

  function give(call: FhirCall, answer: FhirAnswer, record: PersonaRecord): FhirAnswer {
    const plan = plans.get(call);
    if (plan && answer.body?.resourceType === 'Bundle')
      return inFormat(plan.call, epicSearchset(plan, answer.body, record, contexts, options));
    return inFormat(plan?.call ?? call, spoken(call, answer));
  }

  return {
    id: 'epic',
    name: 'Epic-like',
    prefix: '/epic',
    smart: EPIC_SMART,
    hold: holdAsEpic,
    capabilityStatement: epicCapabilityStatement,
    receive: async (call, record) => {
      const handling = await receive(call, record);
      return 'answer' in handling ? { answer: inFormat(call, handling.answer) } : handling;
    },
    give,
    set: (wanted) => {
      options = wanted;
    },
  };
}

/** Rules unknown-type, no-bundles, no-versions, not-advertised: what is routed at all, and by which SMART letter. */
function routeOf({ method, path }: FhirCall): { answer: FhirAnswer } | { type: string; letter: Letter } {
  const [type = '', id, ...rest] = path.split('/').filter(Boolean);
  const known = EPIC_TYPES[type];
  const isSearch = id === '_search' && method === 'POST';
  if (!known || rest.length > 0 || (id?.startsWith('$') ?? false) || (id?.startsWith('_') === true && !isSearch))
    return { answer: WEB_SERVER_404 };
  const letter = letterOf(method, id, isSearch);
  return letter !== undefined && known.letters.includes(letter) ? { type, letter } : { answer: NOT_ADVERTISED };
}

function letterOf(method: string, id: string | undefined, isSearch: boolean): Letter | undefined {
  if (isSearch) return 's';
  if (method === 'GET') return id === undefined ? 's' : 'r';
  if (method === 'POST' && id === undefined) return 'c';
  return method === 'PUT' && id !== undefined ? 'u' : undefined;
}

function formOf(body: unknown): URLSearchParams {
  const form = new URLSearchParams();
  if (typeof body !== 'object' || body === null) return form;
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) form.append(name, String(one));
  return form;
}

/** What the plain server says, in Epic's words. */
function spoken(call: FhirCall, answer: FhirAnswer): FhirAnswer {
  const { status, body } = answer;
  if (status === 401) return BAD_TOKEN;
  if (status === 403) return epicRefusal('user-not-authorised', 403, ['4118']);
  if (status === 404 || status === 410)
    return epicRefusal('id-not-found', 404, ['59008', 'Invalid FHIR ID provided', 'id']);
  if (status >= 400) {
    const said = body?.resourceType === 'OperationOutcome' ? body.issue[0] : undefined;
    const number = said?.code === 'structure' ? '59105' : '59102';
    return epicRefusal('broken-body', status, [number, said?.diagnostics, said?.expression?.[0]]);
  }
  if (body === undefined || body.resourceType === 'CapabilityStatement')
    return { status, headers: {}, ...(body ? { body } : {}) };
  return written(call, { status, headers: {}, body: withoutVersion(body) });
}
