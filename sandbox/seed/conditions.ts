import type { Condition } from 'fhir/r4';
import type { CaseCondition, CaseFile } from './case-file.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

const clinicalSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const categorySystem = 'http://terminology.hl7.org/CodeSystem/condition-category';

const clinicalStatus: Record<string, string> = {
  active: 'active',
  resolved: 'resolved',
  remission: 'remission',
  history: 'inactive',
  ruled_out: 'inactive',
};

/** The problem list: diagnoses, then social needs (category sdoh), each with its ICD-10-CM code where there is one. */
export function conditions(caseFile: CaseFile, record: RecordContext): Condition[] {
  const diagnoses = caseFile.conditions.map((source) => diagnosis(source, caseFile, record));
  return [...diagnoses, ...caseFile.sdoh.map((source, index) => socialNeed(source, index, record))];
}

/** The resource id of a diagnosis, from its code: "F33.2" of patient pt-c1 is "c1-dx-F33.2". */
export function diagnosisId(code: string, record: RecordContext): string {
  return record.id(`dx-${code}`);
}

/** The resource id of the n-th social need of a case. */
export function socialNeedId(index: number, record: RecordContext): string {
  return record.id(`need-${index + 1}`);
}

function diagnosis(source: CaseCondition, caseFile: CaseFile, record: RecordContext): Condition {
  return present<Condition>({
    resourceType: 'Condition',
    id: diagnosisId(source.code, record),
    clinicalStatus: concept(clinicalSystem, clinicalStatus[source.status] ?? 'active'),
    verificationStatus: concept(verificationSystem, source.status === 'ruled_out' ? 'refuted' : 'confirmed'),
    category: [concept(categorySystem, 'problem-list-item', 'Problem List Item')],
    code: concept(systems.icd10, source.code, source.display, source.dsm),
    subject: record.patient,
    onsetDateTime: source.onset,
    abatementDateTime: source.abated,
    recordedDate: caseFile.sessions[0]?.date,
    recorder: record.clinician,
    asserter: record.clinician,
    note: source.note === undefined ? undefined : [{ text: source.note }],
  });
}

function socialNeed(source: CaseFile['sdoh'][number], index: number, record: RecordContext): Condition {
  const code = source.icd10 === null ? { text: source.display } : concept(systems.icd10, source.icd10, source.display);
  return present<Condition>({
    resourceType: 'Condition',
    id: socialNeedId(index, record),
    clinicalStatus: concept(clinicalSystem, source.to === null ? 'active' : 'resolved'),
    verificationStatus: concept(verificationSystem, 'confirmed'),
    category: [
      concept(categorySystem, 'problem-list-item', 'Problem List Item'),
      concept(systems.usCoreCategory, 'sdoh', 'SDOH'),
      concept(systems.sdohCategory, source.domain),
    ],
    code,
    subject: record.patient,
    onsetDateTime: source.from,
    abatementDateTime: source.to ?? undefined,
    recordedDate: source.from,
    recorder: record.clinician,
    note: [{ text: `Source: ${source.source}` }],
  });
}
