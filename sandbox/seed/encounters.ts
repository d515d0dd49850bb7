import type { Encounter } from 'fhir/r4';
import type { CaseFile, CaseSession } from './case-file.ts';
import { diagnosisId } from './conditions.ts';
import { concept, type RecordContext, systems } from './record.ts';

/** One Encounter for each session, the one that has no note yet included. */
export function encounters(caseFile: CaseFile, record: RecordContext): Encounter[] {
  return caseFile.sessions.map((session) => encounter(session, caseFile, record));
}

function encounter(session: CaseSession, caseFile: CaseFile, record: RecordContext): Encounter {
  const virtual = session.modality.startsWith('telehealth');
  const diagnoses = caseFile.conditions.filter(({ rank, status }) => rank !== undefined && status === 'active');
  const period = { start: record.at(session.date, session.start), end: record.at(session.date, session.end) };
  return {
    resourceType: 'Encounter',
    id: record.id(session.id),
    identifier: [{ system: `${systems.identifier}/visit`, value: record.id(session.id) }],
    status: 'finished',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: virtual ? 'VR' : 'AMB',
      display: virtual ? 'virtual' : 'ambulatory',
    },
    type: [concept(systems.cpt, session.cpt, undefined, visitText(session))],
    serviceType: { text: caseFile.setting.program },
    subject: record.patient,
    participant: [{ type: [{ text: 'primary performer' }], individual: record.clinician, period }],
    period,
    reasonCode: [{ text: session.chief_complaint }],
    diagnosis: diagnoses.map(({ code, rank }) => ({
      condition: { reference: `Condition/${diagnosisId(code, record)}` },
      rank: rank ?? 1,
    })),
    ...(session.client_location === undefined
      ? {}
      : { location: [{ location: { display: session.client_location } }] }),
    serviceProvider: record.organization,
  };
}

function visitText({ modality, participants }: CaseSession): string {
  const kind = participants.length > 1 ? 'Psychotherapy visit with family' : 'Psychotherapy visit';
  return `${kind}, ${modality.replaceAll('_', ' ')}`;
}
