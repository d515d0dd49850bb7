import type { Binary, DocumentReference } from 'fhir/r4';
import { html } from '../../html.ts';

const FORMAT = {
  system: 'http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem',
  code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
  display: 'mimeType Sufficient',
};

/** Rule note-formats: the two Binary resources that hold a note's text, HTML first. Spacing and blank lines are lost. */
export function noteBinaries(text: string, id: string, patient: string): [Binary, Binary] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const body = html`<html><head><title>Note</title></head><body>${lines.map((line) => html`<div>${line}</div>`)}</body></html>`;
  const rtf = `{\\rtf1\\ansi ${lines.map((line) => `${rtfText(line)}\\par `).join('')}}`;
  const securityContext = { reference: `Patient/${patient}` };
  const binary = (kind: 'html' | 'rtf', content: string): Binary => ({
    resourceType: 'Binary',
    id: `${id}-${kind}`,
    contentType: `text/${kind}`,
    securityContext,
    data: Buffer.from(content, 'utf8').toString('base64'),
  });
  return [binary('html', body.text), binary('rtf', rtf)];
}

/** The content of a note as its DocumentReference shows it: addresses only, relative to the base. */
export function noteContent(binaries: readonly Binary[]): DocumentReference['content'] {
  return binaries.map(({ id = '', contentType }) => ({
    attachment: { contentType, url: `Binary/${id}` },
    format: FORMAT,
  }));
}

function rtfText(line: string): string {
  return line
    .replace(/[\\{}]/g, '\\$&')
    .split('')
    .map((unit) => (unit.charCodeAt(0) < 128 ? unit : `\\u${(unit.charCodeAt(0) << 16) >> 16}?`))
    .join('');
}
