import type { DocumentReference } from 'fhir/r4';
import type { Answer, Manners } from './words-ehr.ts';

const CODES = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369';
const TAKEN_TYPES = ['11506-3', '11488-4', '34117-2', '34108-1'];

/**
 * Epic's clinical notes as ehr.md §4.2 and ehr-samples/epic/sandbox/write-probe-2026-04-28 tell of them: a visit or nothing,
 * text/plain alone, an empty 201 with a relative Location, identifiers and formatting of its own, no Provenance, no Device.
 */
export const EPIC_MANNERS: Manners = {
  create({ type, body }, shelf) {
    if (type !== 'DocumentReference') return { status: 403 };
    const note = body as unknown as DocumentReference;
    if (note.subject?.reference !== 'Patient/p1') return fatal(400, '59159', 'Invalid subject received');
    if (note.context?.encounter?.length !== 1 || note.context.encounter[0]?.reference !== 'Encounter/e1')
      return fatal(400, '59159', 'Valid encounter required');
    const attachment = note.content[0]?.attachment;
    if (!/^text\/plain(; charset=utf-8)?$/.test(attachment?.contentType ?? '')) return fatal(422, '59012');
    if (note.docStatus !== 'final' && note.docStatus !== 'preliminary') return fatal(422, '59012');
    if ('modifierExtension' in note) return fatal(422, '59012');
    const coding = note.type?.coding?.find(({ code }) => TAKEN_TYPES.includes(code ?? ''));
    if (!coding) return fatal(422, '59012');
    const number = shelf.next();
    const id = `eNote.${number}-x3`;
    shelf.content.set(`html${number}`, { type: 'text/html', content: html(attachment?.data ?? '') });
    shelf.content.set(`rtf${number}`, { type: 'text/rtf', content: '{\\rtf1}' });
    shelf.held.push({
      resourceType: 'DocumentReference',
      id,
      identifier: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.727879', value: String(197_408 + number) }],
      status: 'current',
      docStatus: note.docStatus,
      type: { coding: [coding] },
      subject: { reference: 'Patient/p1' },
      date: '2026-11-20T15:00:30Z',
      author: [{ reference: 'Practitioner/pr1' }],
      content: [
        { attachment: { contentType: 'text/html', url: `Binary/html${number}` } },
        { attachment: { contentType: 'text/rtf', url: `Binary/rtf${number}` } },
      ],
      context: { encounter: note.context.encounter, period: { start: '2026-11-20T14:00:00Z' } },
    });
    return { status: 201, headers: { location: `DocumentReference/${id}` } };
  },
  refuseSearch: ({ type, query }) =>
    type !== 'DocumentReference'
      ? { status: 403 }
      : query.get('patient') !== 'p1' || query.get('category') !== 'clinical-note'
        ? fatal(400, '59108')
        : undefined,
};

/** Blank lines and spacing are lost, and what is no ASCII becomes an entity. */
function html(data: string): string {
  const lines = Buffer.from(data, 'base64').toString('utf8').split('\n').filter(Boolean);
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '“': '&ldquo;', '”': '&rdquo;' };
  const escaped = (line: string) =>
    line.replace(/[&<>“”]|[^ -~]/g, (one) => named[one] ?? `&#${one.codePointAt(0) ?? 0};`);
  return `<!DOCTYPE html><html><head><style>.f{}</style></head><body>${lines.map((line) => `<div class="f">${escaped(line)}</div>`).join('')}</body></html>`;
}

/** A refusal as Epic words it. */
export function fatal(status: number, code: string, diagnostics = ''): Answer {
  const details = { coding: [{ system: CODES, code }] };
  return {
    status,
    resource: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'fatal', code: 'business-rule', details, diagnostics }],
    },
  };
}
