import type { DocumentReference, Provenance } from 'fhir/r4';
import type { Answer, Manners, Shelf } from './words-ehr.ts';

const UNPROCESSABLE: Answer = {
  status: 422,
  headers: { 'x-request-id': 'req-4711' },
  resource: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text: 'Unprocessable entity' } }],
  },
};
const REFUSED_ELEMENTS = ['contained', 'modifierExtension', 'implicitRules', 'authenticator', 'relatesTo'];

/**
 * Oracle Health's documents and Provenance as ehr.md §4.2 and §4.3 and its documented examples tell of them: docStatus final,
 * the end of the service with a time, one author who holds the token, XHTML without styles and links, and for anything else
 * a bare 422; 201 without a body, with an absolute Location and an ETag.
 */
export const ORACLE_MANNERS: Manners = {
  create: ({ type, body }, shelf) =>
    type === 'DocumentReference'
      ? createNote(body as unknown as DocumentReference, shelf)
      : type === 'Provenance'
        ? createProvenance(body as unknown as Provenance, shelf)
        : { status: 404 },
  refuseSearch: ({ type, query }) =>
    type === 'DocumentReference' && !query.has('patient') && !query.has('_id') ? { status: 400 } : undefined,
};

function createNote(note: DocumentReference, shelf: Shelf): Answer {
  const attachment = note.content?.[0]?.attachment;
  const data = Buffer.from(attachment?.data ?? '', 'base64').toString('utf8');
  const takes =
    note.docStatus === 'final' &&
    note.subject?.reference === 'Patient/p1' &&
    note.author?.length === 1 &&
    note.author[0]?.reference === 'Practitioner/pr1' &&
    /T\d\d:\d\d/.test(note.context?.period?.end ?? '') &&
    (note.context?.encounter?.length ?? 0) <= 1 &&
    note.content.length === 1 &&
    attachment?.contentType === 'application/xhtml+xml;charset=utf-8' &&
    Boolean(attachment.title) &&
    /T\d\d:\d\d/.test(attachment.creation ?? '') &&
    note.type?.coding?.every(({ system }) => system === 'http://loinc.org') === true &&
    !REFUSED_ELEMENTS.some((element) => element in note) &&
    isWellFormed(data) &&
    !/<(style|script|iframe|link|a)\b|style=/i.test(data);
  if (!takes) return UNPROCESSABLE;
  const number = 198_381_923 + shelf.next();
  shelf.content.set(`XR-${number}`, { type: 'application/pdf', content: '%PDF-1.4' });
  shelf.content.set(`TR-${number}`, { type: 'text/html;charset=utf-8', content: `<div>${data}</div>` });
  shelf.held.push({
    resourceType: 'DocumentReference',
    id: String(number),
    meta: { versionId: '1' },
    identifier: [{ system: 'https://fhir.cerner.com/ceuuid', value: `CE-${number}` }],
    status: 'current',
    docStatus: 'final',
    ...(note.type ? { type: note.type } : {}),
    subject: { reference: 'Patient/p1' },
    date: '2026-11-20T15:00:30Z',
    author: note.author,
    authenticator: { reference: 'Practitioner/pr1' },
    content: ['XR', 'TR'].map((form) => ({
      attachment: {
        contentType: form === 'XR' ? 'application/pdf' : 'text/html;charset=utf-8',
        url: `${shelf.base}/Binary/${form}-${number}`,
        title: attachment.title ?? '',
      },
    })),
    ...(note.context ? { context: note.context } : {}),
  });
  return created(shelf, `DocumentReference/${number}`);
}

function createProvenance(provenance: Provenance, shelf: Shelf): Answer {
  const allowed = new Set(['resourceType', 'target', 'recorded', 'agent', 'entity']);
  const takes =
    Object.keys(provenance).every((element) => allowed.has(element)) &&
    provenance.target?.length === 1 &&
    Boolean(provenance.recorded) &&
    provenance.agent?.every((agent) => agent.type && agent.role && agent.who?.reference && !agent.onBehalfOf) &&
    provenance.entity?.every((entity) => entity.role === 'source') === true;
  if (!takes) return UNPROCESSABLE;
  const id = `doc-${shelf.next()}`;
  shelf.held.push({ ...provenance, id });
  return created(shelf, `Provenance/${id}`);
}

function created(shelf: Shelf, reference: string): Answer {
  return { status: 201, headers: { location: `${shelf.base}/${reference}`, etag: 'W/"1"', 'content-length': '0' } };
}

/** Whether tags nest, empty elements close themselves, and no bare `&` or `<` is left. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, end = '', name = '', empty = ''] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return false;
    } else if (!empty) open.push(name);
  }
  const rest = xml.replace(/<\/?[a-z]+[^<>]*>/g, '').replace(/&(amp|lt|gt);/g, '');
  return open.length === 0 && !/[<>&]/.test(rest);
}
