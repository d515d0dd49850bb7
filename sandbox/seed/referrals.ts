import type { ServiceRequest } from 'fhir/r4';
import type { CaseFile, CaseReferral } from './case-file.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

const status: Record<string, ServiceRequest['status']> = {
  completed: 'completed',
  sent: 'active',
  accepted: 'active',
  draft: 'draft',
  declined: 'revoked',
  cancelled: 'revoked',
};
const social = new Set(['housing', 'benefits', 'vocational', 'food', 'transportation', 'legal']);

/** Referrals as ServiceRequests; the date a follow-up is due ends the occurrence period. */
export function referrals(caseFile: CaseFile, record: RecordContext): ServiceRequest[] {
  const objectives = caseFile.treatment_plan.goals.flatMap((goal) => goal.objectives);
  return caseFile.referrals.map((source) =>
    referral(
      source,
      objectives.filter((objective) => objective.referral === source.id).map(({ id }) => id),
      record,
    ),
  );
}

function referral(source: CaseReferral, objectives: string[], record: RecordContext): ServiceRequest {
  const kind = source.kind.replaceAll('_', ' ');
  const due = source.follow_up_due;
  return present<ServiceRequest>({
    resourceType: 'ServiceRequest',
    id: record.id(source.id),
    identifier: [{ system: `${systems.identifier}/referral`, value: record.id(source.id) }],
    extension: objectives.length === 0 ? undefined : objectives.map((id) => pertainsToGoal(record.id(id))),
    status: status[source.status] ?? 'active',
    intent: 'order',
    category: social.has(source.kind) ? [concept(systems.usCoreCategory, 'sdoh', 'SDOH')] : undefined,
    priority: source.urgency === 'soon' ? 'urgent' : source.urgency === undefined ? undefined : 'routine',
    code: concept(
      `${systems.local}/referral-kind`,
      source.kind,
      undefined,
      `Referral for ${kind === 'vocational' ? 'vocational rehabilitation' : kind}`,
    ),
    subject: record.patient,
    occurrencePeriod: present({ start: source.date, end: due }),
    authoredOn: source.date,
    requester: record.clinician,
    performer: [{ display: source.to }],
    reasonCode: source.reason === undefined ? undefined : [{ text: source.reason }],
    supportingInfo: source.consent === undefined ? undefined : [{ reference: `Consent/${record.id(source.consent)}` }],
    note: [
      { text: `Referral status: ${source.status}` },
      ...(due === undefined ? [] : [{ text: `Follow-up due ${due}` }]),
    ],
  });
}

function pertainsToGoal(id: string) {
  return {
    url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
    valueReference: { reference: `Goal/${id}` },
  };
}
