import type { CarePlan, FhirResource, Goal } from 'fhir/r4';
import { html } from '../../html.ts';

/**
 * A plan as this EHR shows one: no activity, no goal references; everything it says is prose in `text.div`
 * (ehr.md §3.2 CarePlan; docs-examples/r4_care_plan_entry.json, whose layout this follows).
 */
export function heldPlan(plan: CarePlan, all: readonly FhirResource[]): CarePlan {
  const { id, meta, status, intent, category, title, subject, period, author } = plan;
  const rest = { id, meta, category, title, period, author };
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    resourceType: 'CarePlan',
    ...given,
    status,
    intent,
    subject,
    text: { status: 'additional', div: narrative(plan, goalsOf(plan, all)) },
  };
}

function goalsOf(plan: CarePlan, all: readonly FhirResource[]): Goal[] {
  const wanted = (plan.goal ?? []).map(({ reference = '' }) => reference);
  const goals = all.filter((resource): resource is Goal => resource.resourceType === 'Goal');
  return wanted.flatMap((reference) => goals.find(({ id = '' }) => `Goal/${id}` === reference) ?? []);
}

function narrative(plan: CarePlan, goals: readonly Goal[]): string {
  const interventions = (plan.activity ?? []).map(({ detail }) => detail?.description ?? '').filter(Boolean);
  const lines = [
    plan.description ?? '',
    'Goals and objectives',
    ...goals.map((goal) => `${goal.description.text ?? ''}${due(goal)}`),
    'Interventions',
    ...interventions,
    ...(plan.note ?? []).map(({ text }) => text),
  ].filter(Boolean);
  const row = (label: string, value: string | undefined) => (value ? html`<p><b>${label}</b>: ${value}</p>` : '');
  return html`<div xmlns="http://www.w3.org/1999/xhtml"><p><b>Care Plan</b></p>${row('Patient', plan.subject.display)}${row('Title', plan.title)}${row('Description', lines.join('\n'))}${row('Status', 'Active')}${row('Intent', 'Plan')}${row('Category', 'Assessment and Plan of Treatment')}${row('Author', plan.author?.display)}${row('Effective Period', [plan.period?.start, plan.period?.end].filter(Boolean).join(' - '))}</div>`
    .text;
}

function due({ target }: Goal): string {
  const date = target?.[0]?.dueDate;
  return date === undefined ? '' : ` (due ${date})`;
}
