import type { DocumentReference, FhirResource } from 'fhir/r4';
import { grantsType, scopeGuard } from '../../fhir/access.ts';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Letter } from '../../fhir/repository.ts';
import type { Handling, PersonaRecord } from '../persona.ts';
import { answer, insufficientScope, notAcceptable, notFound, refusal } from './answers.ts';
import { checkSearch, understood } from './check-search.ts';
import { bareType, binaryOf, shownNote } from './note-content.ts';
import { type Page, paged, pageOf, plainQuery } from './paging.ts';

const pages = new WeakMap<FhirCall, Page>();

/** Handles a search: scope, then what is refused, then the page that is asked for. */
export function receiveSearch(call: FhirCall, type: string, record: PersonaRecord): Handling {
  if (!grantsType(call.scopes, 's', type)) return { answer: insufficientScope() };
  const query = understood(type, call.query);
  const refused = checkSearch(type, query);
  if (refused) return { answer: refused };
  if (query.has('_revinclude') && !grantsType(call.scopes, 's', 'Provenance')) return { answer: insufficientScope() };
  const page = pageOf(type, query);
  if (!page) return { answer: refusal('paging', 400, 'invalid', '-pageContext is not valid') };
  if (type === 'Appointment' || onlyOwnParameters(page.asked)) {
    // The record has no appointments, and nothing that the parameters of this EHR's own would find.
    const none = { resourceType: 'Bundle', type: 'searchset', total: 0, id: crypto.randomUUID() } as const;
    return { answer: answer(200, { body: paged(none, page, record.fhirBase) }) };
  }
  const plain: FhirCall = { ...call, path: `/${type}`, query: plainQuery(page) };
  pages.set(plain, page);
  return { call: plain };
}

function onlyOwnParameters(query: URLSearchParams): boolean {
  const criteria = [...query.keys()].filter(
    (name) => !name.startsWith('_') || name === '_id' || name === '_lastUpdated',
  );
  return criteria.length > 0 && criteria.every((name) => name.startsWith('-'));
}

/** The content of a document: by the address its DocumentReference gives, with the content type as Accept. */
export function readBinary(call: FhirCall, id: string, record: PersonaRecord): FhirAnswer {
  if (!grantsType(call.scopes, 'r', 'Binary') || !grantsType(call.scopes, 'r', 'DocumentReference'))
    return insufficientScope();
  const [prefix = '', ...rest] = id.split('-');
  const note = record.find(`DocumentReference/${rest.join('-')}`);
  const binary = note?.resourceType === 'DocumentReference' ? binaryOf(note, prefix) : undefined;
  if (!note || !binary) return notFound('binary');
  if (!permits(call, 'r', note, record) || !permits(call, 'r', binary, record)) return insufficientScope();
  const accepted = (call.headers['accept'] ?? '*/*').split(',').map(bareType);
  const isTaken = accepted.some((type) =>
    ['*/*', 'application/fhir+json', 'application/json', bareType(binary.contentType)].includes(type),
  );
  return isTaken ? answer(200, { body: binary }) : notAcceptable('binary');
}

/** The plain server's answer to a read or a search, in this EHR's words. */
export function giveRead(call: FhirCall, { status, headers, body }: FhirAnswer, record: PersonaRecord): FhirAnswer {
  const page = pages.get(call);
  if (body?.resourceType === 'Bundle' && page) {
    const shown = paged(body, page, record.fhirBase);
    const entry = shown.entry?.map((item) =>
      item.resource ? { ...item, resource: shownResource(item.resource as FhirResource, record) } : item,
    );
    return answer(status, { headers, body: { ...shown, ...(entry ? { entry } : {}) } });
  }
  return answer(status, { headers, ...(body ? { body: shownResource(body, record) } : {}) });
}

/** Tells whether the token permits this on the resource, the patient's compartment included. */
export function permits(call: FhirCall, letter: Letter, resource: FhirResource, record: PersonaRecord): boolean {
  const guard = scopeGuard(call.scopes, call.patient, (reference) => record.find(reference));
  return guard.permits(letter, resource);
}

function shownResource(resource: FhirResource, { fhirBase }: PersonaRecord): FhirResource {
  return resource.resourceType === 'DocumentReference' ? shownNote(resource as DocumentReference, fhirBase) : resource;
}
