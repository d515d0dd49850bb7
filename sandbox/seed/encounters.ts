import type { Encounter } from 'fhir/r4';
import type { CaseFile, CaseSession } from './case-file.ts';
import { diagnosisId } from './conditions.ts';
import { concept, type RecordContext, systems } from './record.ts';

/** One Encounter for each session, the one that has no note yet included. */
export function encounters(caseFile: CaseFile, record: RecordContext): Encounter[] {
  return caseFile.sessions.map((session) => encounter(session, caseFile, record));
}

function encounter(session: CaseSession, caseFile: CaseFile, record: RecordContext): Encounter {
  const diagnoses = caseFile.conditions.filter(({ rank, status }) => rank !== undefined && status === 'active');
  const period = { start: record.at(session.date, session.start), end: record.at(session.date, session.end) };
  return {
    resourceType: 'Encounter',
    id: record.id(session.id),
    identifier: [{ system: `${systems.identifier}/visit`, value: record.id(session.id) }],
    status: 'finished',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      ...classOf(session),
    },
    type: [concept(systems.cpt, session.cpt, undefined, visitText(session))],
    serviceType: { text: caseFile.setting.program },
    subject: record.patient,
    participant: [
      { type: [{ text: 'primary performer' }], individual: record.clinician, period },
      ...others(session).map((who) => ({ type: [who === 'interpreter' ? translator : { text: who }], period })),
    ],
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

const translator = concept('http://terminology.hl7.org/CodeSystem/participant-type', 'translator', 'Translator');

function classOf({ modality }: CaseSession): { code: string; display: string } {
  if (modality.startsWith('telehealth') || modality === 'phone') return { code: 'VR', display: 'virtual' };
  if (modality === 'home_visit') return { code: 'HH', display: 'home health' };
  if (modality === 'community') return { code: 'FLD', display: 'field' };
  return { code: 'AMB', display: 'ambulatory' };
}

/** Those present beside patient and clinician, by role; the other members of a group are not named in a record. */
function others({ participants }: CaseSession): string[] {
  return participants.filter((who) => who !== 'client');
}

const kinds: Record<string, string> = {
  '90839': 'Crisis psychotherapy visit',
  '90853': 'Group psychotherapy visit',
  H2015: 'Community support visit',
  T1017: 'Case management visit',
};

function visitText(session: CaseSession): string {
  const relatives = others(session).filter((who) => who !== 'interpreter');
  const kind = kinds[session.cpt] ?? (relatives.length > 0 ? 'Psychotherapy visit with family' : 'Psychotherapy visit');
  const interpreted = session.language === undefined ? '' : ', interpreted';
  return `${kind}, ${session.modality.replaceAll('_', ' ')}${interpreted}`;
}
