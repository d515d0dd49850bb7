import type { Consent, Coverage, Reference } from 'fhir/r4';
import type { CaseConsent, CaseFile } from './case-file.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

const status: Record<string, Consent['status']> = {
  active: 'active',
  expired: 'inactive',
  revoked: 'inactive',
  refused: 'rejected',
};

/** Consents, each with a local category code that names its kind (ai_drafting among them), and the coverage. */
export function consents(caseFile: CaseFile, record: RecordContext): (Consent | Coverage)[] {
  return [
    ...caseFile.consents.map((source) => consent(source, giver(caseFile, record), record)),
    coverage(caseFile, record),
  ];
}

/** Who gives consent: the patient, or the legal guardian that the case names. */
function giver({ patient }: CaseFile, record: RecordContext): Reference {
  const { legal_guardian: isGuardian, name } = patient.emergency_contact;
  return isGuardian === true ? { reference: `RelatedPerson/${record.id('contact')}`, display: name } : record.patient;
}

function consent(source: CaseConsent, performer: Reference, record: RecordContext): Consent {
  const isTreatment = source.type === 'treatment' || source.type === 'telehealth';
  const isDate = source.expires !== undefined && /^\d{4}-/.test(source.expires);
  const scopes = [source.scope ?? []].flat();
  return {
    resourceType: 'Consent',
    id: record.id(source.id),
    identifier: [{ system: `${systems.identifier}/consent`, value: record.id(source.id) }],
    status: status[source.status] ?? 'active',
    scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', isTreatment ? 'treatment' : 'patient-privacy'),
    category: [concept(`${systems.local}/consent-kind`, source.type, undefined, source.type.replaceAll('_', ' '))],
    patient: record.patient,
    dateTime: source.signed,
    performer: [performer],
    organization: [record.organization],
    policyRule: { text: 'Clinic consent policy' },
    provision: present<NonNullable<Consent['provision']>>({
      type: source.status === 'refused' ? 'deny' : 'permit',
      period: present({ start: source.signed, end: isDate ? source.expires : undefined }),
      actor:
        source.recipient === undefined
          ? undefined
          : [{ role: { text: 'recipient' }, reference: { display: source.recipient } }],
      purpose:
        source.purpose === undefined
          ? undefined
          : [{ system: `${systems.local}/consent-purpose`, code: 'stated', display: source.purpose }],
      code: scopes.length === 0 ? undefined : scopes.map((text) => ({ text })),
      provision:
        source.excludes === undefined ? undefined : [{ type: 'deny', code: source.excludes.map((text) => ({ text })) }],
    }),
  };
}

function coverage({ payer, sessions }: CaseFile, record: RecordContext): Coverage {
  const isOnParents = /\(subscriber: (mother|father)\)/.test(payer.name);
  const member = payer.member_id ?? payer.authorization;
  return present<Coverage>({
    resourceType: 'Coverage',
    id: record.id('coverage'),
    status: 'active',
    type: concept(`${systems.local}/payer-type`, payer.type, undefined, payer.name),
    subscriberId: member,
    beneficiary: record.patient,
    relationship: concept(
      'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
      isOnParents ? 'child' : 'self',
    ),
    period: present({ start: sessions[0]?.date }),
    payor: [{ display: payer.name }],
    class: [
      {
        type: concept('http://terminology.hl7.org/CodeSystem/coverage-class', 'plan'),
        value: payer.type,
        name: payer.name,
      },
    ],
  });
}
