import { createHash } from 'node:crypto';
import type { Binary, DocumentReference } from 'fhir/r4';
import type { CaseFile, CaseSession } from './case-file.ts';
import { noteText } from './note-text.ts';
import { concept, type RecordContext, systems } from './record.ts';

/** The earlier notes: a DocumentReference and its Binary for every session but the last, which is not documented yet. */
export function notes(caseFile: CaseFile, record: RecordContext): (DocumentReference | Binary)[] {
  return caseFile.sessions.slice(0, -1).flatMap((session) => note(session, caseFile, record));
}

function note(session: CaseSession, caseFile: CaseFile, record: RecordContext): [Binary, DocumentReference] {
  const bytes = Buffer.from(noteText(session, caseFile), 'utf8');
  const contentType = 'text/plain; charset=utf-8';
  const id = record.id(`note-${session.id}`);
  const binary: Binary = {
    resourceType: 'Binary',
    id: record.id(`text-${session.id}`),
    contentType,
    securityContext: { reference: `Patient/${caseFile.patient.id}` },
    data: bytes.toString('base64'),
  };
  const written = record.at(session.date, session.end);
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    id,
    identifier: [{ system: `${systems.identifier}/document`, value: id }],
    status: 'current',
    docStatus: 'final',
    type: concept(systems.loinc, '11506-3', 'Progress note'),
    category: [
      concept(
        'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
        'clinical-note',
        'Clinical Note',
      ),
    ],
    subject: record.patient,
    date: written,
    author: [record.clinician],
    authenticator: record.clinician,
    custodian: record.organization,
    content: [
      {
        attachment: {
          contentType,
          url: `Binary/${binary.id ?? ''}`,
          size: bytes.length,
          hash: createHash('sha1').update(bytes).digest('base64'),
          title: 'Progress note',
          creation: written,
        },
      },
    ],
    context: {
      encounter: [{ reference: `Encounter/${record.id(session.id)}` }],
      period: { start: record.at(session.date, session.start), end: record.at(session.date, session.end) },
    },
  };
  return [binary, document];
}
