import type { CarePlan, Condition, Encounter, FhirResource, ServiceRequest } from 'fhir/r4';
import { holdNotes } from './hold-notes.ts';
import { holdScores } from './hold-scores.ts';
import { noteNumber } from './note-record.ts';

/** Types of the seeded record that Epic would not have, or has in another form. */
const LEFT_OUT = new Set(['Binary', 'Consent', 'DocumentReference', 'Observation', 'QuestionnaireResponse']);

/** The seeded record as Epic would hold it (rules held-…). Ids, dates and labels stay. */
export function holdAsEpic(resources: readonly FhirResource[]): FhirResource[] {
  const kept = resources.filter(({ resourceType }) => !LEFT_OUT.has(resourceType));
  const own = kept.map((resource) => {
    if (resource.resourceType === 'CarePlan') return heldPlan(resource);
    if (resource.resourceType === 'Condition') return heldProblem(resource);
    if (resource.resourceType === 'ServiceRequest') return heldReferral(resource);
    return resource.resourceType === 'Encounter' ? heldVisit(resource) : resource;
  });
  const encounters = own.filter((one): one is Encounter => one.resourceType === 'Encounter');
  const withVisits = [...resources.filter(({ resourceType }) => resourceType !== 'Encounter'), ...encounters];
  return [...own, ...holdScores(resources), ...holdNotes(withVisits)];
}

/** ehr.md §3.2 CarePlan: the treatment plan of an outpatient is the longitudinal one. */
function heldPlan(plan: CarePlan): CarePlan {
  const longitudinal = { system: 'http://snomed.info/sct', code: '38717003', display: 'Longitudinal care plan' };
  return { ...plan, category: [...(plan.category ?? []), { coding: [longitudinal], text: 'Longitudinal' }] };
}

/** Rule held-forms: a referral does not name a consent that is not there. */
function heldReferral({ supportingInfo, ...referral }: ServiceRequest): ServiceRequest {
  const held = (supportingInfo ?? []).filter(({ reference }) => reference?.startsWith('Consent/') !== true);
  return { ...referral, ...(held.length > 0 ? { supportingInfo: held } : {}) };
}

/** Rule held-social-needs. */
function heldProblem(problem: Condition): Condition {
  const social = problem.category?.some(({ coding }) => coding?.some(({ code }) => code === 'sdoh')) === true;
  if (!social) return problem;
  const concern = {
    coding: [
      {
        system: 'http://hl7.org/fhir/us/core/CodeSystem/condition-category',
        code: 'health-concern',
        display: 'Health Concern',
      },
    ],
    text: 'Health Concern',
  };
  return { ...problem, category: [concern, ...(problem.category ?? []).slice(1)] };
}

/** Rule held-encounters: class by Epic's own number, which does not tell video; identifier a contact serial number. */
function heldVisit(visit: Encounter): Encounter {
  return {
    ...visit,
    identifier: [
      {
        use: 'usual',
        system: 'urn:oid:1.2.840.114350.1.13.0.1.7.3.698084.8',
        value: noteNumber(visit.id ?? '').slice(1),
      },
    ],
    class: {
      system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260',
      code: '13',
      display: 'Support OP Encounter',
    },
  };
}
