import type { Address, CareTeam, CodeableConcept, Organization, Patient, Practitioner, RelatedPerson } from 'fhir/r4';
import type { CaseFile, CasePatient } from './case-file.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

/** Patient, emergency contact, clinician, organisation and care team of a case. */
export function people(
  caseFile: CaseFile,
  record: RecordContext,
): (Patient | RelatedPerson | Practitioner | Organization | CareTeam)[] {
  return [
    organization(caseFile, record),
    practitioner(caseFile),
    patient(caseFile.patient, record),
    relatedPerson(caseFile.patient, record),
    careTeam(caseFile, record),
  ];
}

function organization({ setting }: CaseFile, record: RecordContext): Organization {
  const type = concept(
    'http://terminology.hl7.org/CodeSystem/organization-type',
    'prov',
    'Healthcare Provider',
    setting.program,
  );
  return {
    resourceType: 'Organization',
    id: record.organization.reference?.slice('Organization/'.length) ?? '',
    active: true,
    name: setting.organization,
    type: [type],
  };
}

function practitioner({ clinician }: CaseFile): Practitioner {
  const { family, given } = splitName(clinician.name);
  const credentials = clinician.credentials.split(/,\s*/);
  return {
    resourceType: 'Practitioner',
    id: clinician.id,
    active: true,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: clinician.npi }],
    name: [
      { use: 'official', text: `${clinician.name}, ${clinician.credentials}`, family, given, suffix: credentials },
    ],
    qualification: credentials.map((text) => ({ code: { text } })),
  };
}

function patient(source: CasePatient, record: RecordContext): Patient {
  const official = splitName(source.legal_name);
  const address = source.address ?? source.mailing;
  return present<Patient>({
    resourceType: 'Patient',
    id: source.id,
    active: true,
    extension: extensions(source),
    identifier: [
      {
        use: 'usual',
        type: concept('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR', 'Medical record number'),
        system: `${systems.identifier}/mrn`,
        value: mrnOf(source.id),
      },
    ],
    name: [
      { use: 'official', text: source.legal_name, ...official },
      { use: 'nickname', text: source.preferred_name, given: [source.preferred_name] },
    ],
    telecom: [
      { system: 'phone', value: source.phone, use: 'mobile' },
      ...(source.email === undefined ? [] : [{ system: 'email' as const, value: source.email }]),
    ],
    gender: genderOf(source.sex),
    birthDate: source.birth_date,
    address: address === undefined ? undefined : [addressOf(address, source.address === null)],
    communication: [{ language: concept('urn:ietf:bcp:47', source.language, languageName(source)), preferred: true }],
    generalPractitioner: [record.clinician],
    managingOrganization: record.organization,
  });
}

/** US Core Interpreter Needed: SNOMED CT "Yes". */
const interpreterNeeded = {
  url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed',
  valueCoding: { system: 'http://snomed.info/sct', code: '373066001', display: 'Yes' },
};

/** Relatives by the words of a case, in HL7 v3 RoleCode. */
const roleCodes: Record<string, string> = {
  mother: 'MTH',
  father: 'FTH',
  sister: 'SIS',
  daughter: 'DAU',
  wife: 'WIFE',
  aunt: 'AUNT',
  cousin: 'COUSN',
};

function extensions(source: CasePatient): NonNullable<Patient['extension']> {
  const race = source.race_ethnicity;
  return [
    ...(race === undefined
      ? []
      : [
          {
            url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
            extension: [{ url: 'text', valueString: race }],
          },
        ]),
    ...(source.interpreter_needed === true ? [interpreterNeeded] : []),
    {
      url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns',
      extension: [{ url: 'value', valueCodeableConcept: { text: source.pronouns } }],
    },
  ];
}

function relatedPerson({ id, emergency_contact: contact }: CasePatient, record: RecordContext): RelatedPerson {
  return {
    resourceType: 'RelatedPerson',
    id: record.id('contact'),
    active: true,
    patient: { reference: `Patient/${id}` },
    relationship: [
      concept('http://terminology.hl7.org/CodeSystem/v2-0131', 'C', 'Emergency Contact'),
      relative(contact.relationship),
      ...(contact.legal_guardian === true ? [concept(roleSystem, 'GUARD', 'guardian')] : []),
    ],
    name: [{ text: contact.name, ...splitName(contact.name) }],
    telecom: [{ system: 'phone', value: contact.phone }],
  };
}

const roleSystem = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';

function relative(word: string): CodeableConcept {
  const code = roleCodes[word];
  return code === undefined ? { text: word } : concept(roleSystem, code, undefined, word);
}

function languageName({ language }: CasePatient): string | undefined {
  return language === 'en' ? undefined : new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
}

function careTeam(caseFile: CaseFile, record: RecordContext): CareTeam {
  return {
    resourceType: 'CareTeam',
    id: record.id('care-team'),
    status: 'active',
    name: 'Treatment team',
    subject: record.patient,
    participant: [
      { role: [{ text: 'Treating clinician' }], member: record.clinician, onBehalfOf: record.organization },
      ...caseFile.care_team.map(({ name, role, organization: display }) => ({
        role: [{ text: role }],
        member: { display: name },
        onBehalfOf: { display },
      })),
    ],
    managingOrganization: [record.organization],
  };
}

function addressOf(text: string, mailing: boolean): Address {
  const match = /^(.+), ([^,]+), ([A-Z]{2}) (\d{5})$/.exec(text);
  const kind: Address = mailing ? { type: 'postal', text } : { use: 'home', text };
  if (!match?.[1] || !match[2] || !match[3] || !match[4]) return kind;
  return { ...kind, line: [match[1]], city: match[2], state: match[3], postalCode: match[4], country: 'US' };
}

function splitName(name: string): { family: string; given: string[] } {
  const words = name.split(' ');
  return { family: words.at(-1) ?? name, given: words.slice(0, -1) };
}

function genderOf(sex: string): NonNullable<Patient['gender']> {
  return sex === 'female' || sex === 'male' || sex === 'other' ? sex : 'unknown';
}

/** A made-up but stable medical record number. */
function mrnOf(patientId: string): string {
  const sum = Buffer.from(patientId).reduce((total, byte) => (total * 31 + byte) % 900_000, 7);
  return `HV${String(100_000 + sum)}`;
}
