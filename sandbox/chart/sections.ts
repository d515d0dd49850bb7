import type { CarePlan, DocumentReference, Encounter, Goal } from 'fhir/r4';
import { html, type Markup } from '../html.ts';
import { wordsOfMarkup } from '../words-of-markup.ts';
import type { ChartData } from './chart-data.ts';
import { scoresSection } from './scores-section.ts';
import { day, dayTime, words } from './wording.ts';

/** A part of the chart: its key in addresses, its title, and how to draw it. */
export interface Section {
  key: string;
  title: string;
  render: (chart: ChartData) => Markup;
}

export const sections: Section[] = [
  { key: 'problems', title: 'Problems', render: problems },
  { key: 'scores', title: 'Scores', render: scoresSection },
  { key: 'plans', title: 'Plans', render: plans },
  { key: 'notes', title: 'Notes', render: notes },
  { key: 'medications', title: 'Medications', render: medications },
  { key: 'encounters', title: 'Encounters', render: encounters },
];

function problems(chart: ChartData): Markup {
  const list = chart.of('Condition');
  const rows = list.map((condition) => {
    const coding = condition.code?.coding?.[0];
    const social = condition.category?.some(({ coding: codes }) => codes?.some(({ code }) => code === 'sdoh'));
    const state =
      condition.verificationStatus?.coding?.[0]?.code === 'refuted' ? 'ruled out' : words(condition.clinicalStatus);
    return html`<tr><td class="wrap">${words(condition.code)}${social && html` <span class="tag">social need</span>`}</td><td class="code">${coding?.code ?? '–'}</td><td>${state}</td><td>${day(condition.onsetDateTime)}</td><td>${day(condition.abatementDateTime)}</td></tr>`;
  });
  return table(['Problem', 'ICD-10-CM', 'Status', 'Onset', 'Resolved'], rows, 'Problem list');
}

function medications(chart: ChartData): Markup {
  const rows = chart
    .of('MedicationRequest')
    .map(
      (order) =>
        html`<tr><td class="wrap">${words(order.medicationCodeableConcept)}</td><td>${order.dosageInstruction?.[0]?.text ?? ''}</td><td>${order.status}${order.statusReason && html` <span class="quiet">(${words(order.statusReason)})</span>`}</td><td>${day(order.authoredOn)}</td><td>${order.requester?.display ?? ''}</td></tr>`,
    );
  return table(['Medication', 'Directions', 'Status', 'Started', 'Ordered by'], rows, 'Medications');
}

function encounters(chart: ChartData): Markup {
  const rows = newestEncounters(chart).map(
    (visit) =>
      html`<tr><td>${dayTime(visit.period?.start)}</td><td>${words(visit.type?.[0])}</td><td>${visit.class.display ?? visit.class.code ?? ''}</td><td>${visit.participant?.[0]?.individual?.display ?? ''}</td><td>${words(visit.reasonCode?.[0])}</td></tr>`,
  );
  return table(['Date', 'Type', 'Class', 'Clinician', 'Reason'], rows, 'Encounters');
}

/** The patient's encounters, newest first. */
export function newestEncounters(chart: ChartData): Encounter[] {
  return chart.of('Encounter').sort((a, b) => (b.period?.start ?? '').localeCompare(a.period?.start ?? ''));
}

function notes(chart: ChartData): Markup {
  const list = chart.of('DocumentReference').sort((a, b) => Date.parse(noteDate(b)) - Date.parse(noteDate(a)));
  const rows = list.map((note) => {
    const address = `${chart.address}/notes/${note.id ?? ''}`;
    const title = note.content[0]?.attachment.title ?? words(note.type);
    return html`<tr data-testid="note-row"><td>${dayTime(noteDate(note))}</td><td><a href="${address}" data-note>${title}</a></td><td>${chart.authorsOf(note)}</td><td>${statusOf(note)}</td><td>${chart.version(note)}</td></tr>`;
  });
  return table(['Date', 'Note', 'Author', 'Status', 'Version'], rows, 'Notes, newest first');
}

function noteDate(note: DocumentReference): string {
  return note.date ?? note.meta?.lastUpdated ?? '';
}

function statusOf({ status, docStatus }: DocumentReference): string {
  return status === 'current' ? (docStatus ?? status) : status.replaceAll('-', ' ');
}

function plans(chart: ChartData): Markup {
  const list = chart
    .of('CarePlan')
    .sort((a, b) => (b.meta?.lastUpdated ?? '').localeCompare(a.meta?.lastUpdated ?? ''));
  if (list.length === 0) return html`<p class="quiet">No plans.</p>`;
  return html`${list.map((plan) => planCard(plan, chart))}`;
}

function planCard(plan: CarePlan, chart: ChartData): Markup {
  const goals = (plan.goal ?? []).flatMap(({ reference }) => chart.goal(reference, plan) ?? []);
  const parentOf = (goal: Goal): string | undefined =>
    goal.extension?.find(({ url }) => url.endsWith('/resource-pertainsToGoal'))?.valueReference?.reference;
  const leading = goals.filter((goal) => parentOf(goal) === undefined);
  const under = (goal: Goal): Goal[] => goals.filter((other) => parentOf(other)?.split(/[/#]/).at(-1) === goal.id);
  const activities = (plan.activity ?? []).flatMap(({ detail }) => detail?.description ?? []);
  const isProse = goals.length === 0 && activities.length === 0;
  const prose = isProse && wordsOfMarkup(plan.text?.div ?? '');
  return html`<article class="plan" data-testid="plan"><h3>${plan.title ?? 'Care plan'}</h3>
<p class="quiet">${plan.status} · version ${chart.version(plan)} · ${day(plan.period?.start)} to ${day(plan.period?.end)} · ${plan.author?.display ?? ''}</p>
${plan.description && html`<p>${plan.description}</p>`}
${prose && html`<p class="prose">${prose}</p>`}
${leading.length > 0 && html`<ul>${leading.map((goal) => html`<li>${goalLine(goal)}<ul>${under(goal).map((objective) => html`<li>${goalLine(objective)}</li>`)}</ul></li>`)}</ul>`}
${activities.length > 0 && html`<p><strong>Interventions:</strong> ${activities.join('; ')}</p>`}</article>`;
}

function goalLine(goal: Goal): Markup {
  const state = words(goal.achievementStatus);
  return html`${goal.description.text ?? ''}${state && html` <span class="tag">${state}</span>`}`;
}

function table(headings: string[], rows: Markup[], caption: string): Markup {
  if (rows.length === 0) return html`<p class="quiet">Nothing recorded.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="hidden">${caption}</caption><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
