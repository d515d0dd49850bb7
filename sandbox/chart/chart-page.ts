import { html, type Markup } from '../html.ts';
import type { ChartData } from './chart-data.ts';
import { filedState } from './chart-data.ts';
import { type PageOwner, page } from './layout.ts';
import { newestEncounters, sections } from './sections.ts';
import { ageOn, day, dayTime, words } from './wording.ts';

/** One patient's chart, with the buttons that open apps inside it. */
export function chartPage(chart: ChartData, clinicianName: string, today: string, owner: PageOwner): string {
  const visits = newestEncounters(chart);
  const body = html`${banner(chart, today)}
<div class="workspace" id="workspace" data-address="${chart.address}" data-state="${filedState(chart)}">
<div class="chart">
<div class="bar">
<label>Visit <select id="encounter">${visits.map(
    (visit) => html`<option value="${visit.id}">${dayTime(visit.period?.start)}</option>`,
  )}<option value="">No visit</option></select></label>
<button type="button" class="primary" data-open="throughline">Open Throughline</button>
<button type="button" data-open="throughline" data-target="tab">Open in a new tab</button>
<button type="button" data-open="sample-app">Open sample app</button>
<button type="button" id="refresh">Refresh</button>
</div>
<p id="status" role="status" class="quiet"></p>
<div class="tabs" role="tablist" aria-label="Chart sections" hidden>${sections.map(
    ({ key, title }) =>
      html`<button type="button" role="tab" id="tab-${key}" aria-controls="section-${key}" aria-selected="false" tabindex="-1">${title}</button>`,
  )}</div>
${sections.map(
  ({ key, title, render }) =>
    html`<section class="panel" id="section-${key}" aria-labelledby="heading-${key}"><h2 id="heading-${key}">${title}</h2><div data-section="${key}">${render(chart)}</div></section>`,
)}
</div>
<section class="app" id="app" aria-label="App" hidden>
<div class="app-bar"><span id="app-name"></span><button type="button" id="close-app">Close app</button></div>
</section>
</div>
<dialog id="note" aria-label="Note"><form method="dialog"><button>Close</button></form><div id="note-body"></div></dialog>
<script src="/public/chart.js" type="module"></script>`;
  return page({ title: `Chart of ${nameOf(chart)}`, body, owner, clinicianName, wide: true });
}

/** One note in full. `fragment` leaves the page around it away. */
export function notePage(
  chart: ChartData,
  noteId: string,
  clinicianName: string,
  fragment: boolean,
  owner: PageOwner,
): string | undefined {
  const note = chart.of('DocumentReference').find(({ id }) => id === noteId);
  if (!note) return undefined;
  const title = note.content[0]?.attachment.title ?? words(note.type);
  const content = html`<h1>${title}</h1><p class="quiet">${dayTime(note.date)} · ${chart.authorsOf(note)} · ${note.docStatus ?? note.status} · version ${chart.version(note)}</p><pre class="note-text" data-testid="note-text" tabindex="0">${chart.textOf(note)}</pre>`;
  if (fragment) return content.text;
  return page({
    title,
    body: html`${content}<p><a href="${chart.address}">Back to the chart</a></p>`,
    owner,
    clinicianName,
  });
}

function nameOf({ patient }: ChartData): string {
  return patient.name?.find(({ use }) => use === 'official')?.text ?? patient.name?.[0]?.text ?? '';
}

function banner(chart: ChartData, today: string): Markup {
  const { patient } = chart;
  const nickname = patient.name?.find(({ use }) => use === 'nickname')?.text;
  const allergies = chart
    .of('AllergyIntolerance')
    .map(({ code, reaction }) => `${words(code)} (${words(reaction?.[0]?.manifestation[0])})`);
  const facts: [string, string][] = [
    ['DOB', `${day(patient.birthDate)} (${ageOn(patient.birthDate, today) ?? '–'} y)`],
    ['Sex', patient.gender ?? '–'],
    ['MRN', patient.identifier?.[0]?.value ?? '–'],
    ['Allergies', allergies.join('; ') || 'none recorded'],
    ...languageOf(chart),
  ];
  return html`<section class="banner" aria-label="Patient"><h1>${nameOf(chart)}${nickname && html` <span class="nick">“${nickname}”</span>`}</h1><dl>${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

/** Said where it is not English, with the interpreter that is needed (US Core Interpreter Needed). */
function languageOf({ patient }: ChartData): [string, string][] {
  const language = patient.communication?.find(({ preferred }) => preferred === true)?.language;
  if (language === undefined || language.coding?.[0]?.code === 'en') return [];
  const needed = patient.extension?.find(({ url }) => url.endsWith('/us-core-interpreter-needed'));
  const interpreter = needed?.valueCoding?.display === 'Yes' ? ', interpreter needed' : '';
  return [['Language', `${words(language)}${interpreter}`]];
}
