import type { Observation } from 'fhir/r4';
import { html, type Markup } from '../html.ts';
import { instrumentCodes } from '../seed/instrument-codes.ts';
import type { ChartData } from './chart-data.ts';
import { day, words } from './wording.ts';

const titles = Object.values(instrumentCodes).map(({ title }) => title);
const totals = new Set(Object.values(instrumentCodes).flatMap(({ total }) => total ?? []));

/** The total scores by instrument, oldest first, each with a small trend line; a form without a total is said to be open. */
export function scoresSection(chart: ChartData): Markup {
  const all = chart.of('Observation');
  const totalIds = new Set(all.filter(isTotal).map(({ id }) => `Observation/${id ?? ''}`));
  const open = all.filter(
    ({ hasMember = [] }) => hasMember.length > 0 && !hasMember.some(({ reference = '' }) => totalIds.has(reference)),
  );
  const shown = [...all.filter(isTotal), ...open];
  const byInstrument = Map.groupBy(shown, ({ code }) => nameOf(words(code)));
  if (byInstrument.size === 0) return html`<p class="quiet">Nothing recorded.</p>`;
  return html`<div class="scores">${[...byInstrument].map(([name, list]) => instrument(name, list))}</div>`;
}

/** The scale's name, however this EHR's codes word it. */
function nameOf(said: string): string {
  const title = titles.find((name) => said.toLowerCase().includes(name.toLowerCase()));
  return title ?? said.replace(/ (total score|risk level)$/, '');
}

function instrument(name: string, list: Observation[]): Markup {
  const ordered = list.sort((a, b) => (a.effectiveDateTime ?? '').localeCompare(b.effectiveDateTime ?? ''));
  const values = ordered.flatMap((score) => {
    const value = valueOf(score);
    return /^\d+$/.test(value) ? Number(value) : [];
  });
  return html`<section class="score"><h3>${name}</h3>${trend(values, name)}<table><caption class="hidden">${name} scores</caption>
<thead><tr><th scope="col">Date</th><th scope="col" class="number">Score</th></tr></thead>
<tbody>${ordered.map((score) => html`<tr><td>${day(score.effectiveDateTime)}</td><td class="number">${valueOf(score)}</td></tr>`)}</tbody></table></section>`;
}

function isTotal({ code, hasMember }: Observation): boolean {
  if (hasMember) return false;
  return (
    code.coding?.some((coding) => totals.has(coding.code ?? '')) === true || /\btotal( score)?$/i.test(words(code))
  );
}

function valueOf({ hasMember, valueQuantity, valueString, valueCodeableConcept }: Observation): string {
  if (hasMember) return `${hasMember.length} answers, no total`;
  return valueQuantity?.value === undefined
    ? (valueString ?? words(valueCodeableConcept))
    : String(valueQuantity.value);
}

function trend(values: number[], name: string): Markup | undefined {
  if (values.length < 2) return undefined;
  const top = Math.max(...values, 1);
  const points = values.map(
    (value, index) => `${Math.round((index / (values.length - 1)) * 116) + 2},${30 - Math.round((value / top) * 26)}`,
  );
  return html`<svg class="trend" viewBox="0 0 120 34" width="120" height="34" role="img" aria-label="${name} from ${values[0]} to ${values.at(-1)}"><polyline points="${points.join(' ')}" fill="none" stroke="#2f5d8a" stroke-width="2"/></svg>`;
}
