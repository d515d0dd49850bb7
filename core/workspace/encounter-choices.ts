import type { Chart } from '../chart/chart.ts';
import { type FactOf, factsOf } from '../chart/fact.ts';
import type { EncounterChoice, EncounterList } from './workspace-view.ts';

/** Visits that did not take place, or were entered by mistake: no note belongs to them. */
const NOT_HELD = new Set(['cancelled', 'entered-in-error']);
const MOST = 60;

/**
 * The visits a note written at `now` (ISO 8601) may be for, from the chart's Facts: today's first, then the newest, at most
 * 60. Visits of a later day are left out, as are called-off and mistaken ones; the day is that of the visit's own time zone.
 */
export function encounterChoices(chart: Chart, now: string): EncounterList {
  const choices = factsOf(chart.facts, 'encounter').flatMap((fact) => choiceOf(fact, now) ?? []);
  choices.sort(
    (a, b) =>
      Number(b.today) - Number(a.today) || newestFirst(a.start, b.start) || (a.reference < b.reference ? -1 : 1),
  );
  const unread = chart.missing.filter(({ resource }) => resource === 'Encounter');
  const pending = unread.some(({ what }) => chart.pending?.includes(what));
  return {
    choices: choices.slice(0, MOST),
    incomplete: (unread.length > 0 && !pending) || choices.length > MOST,
    pending,
  };
}

/** Whether `reference` names a visit of this patient that a note may be for. */
export function isVisitOf(chart: Chart, reference: unknown): reference is string {
  return factsOf(chart.facts, 'encounter').some(
    ({ source, value }) => source.from === 'ehr' && source.reference === reference && !NOT_HELD.has(value.status),
  );
}

function choiceOf({ source, value }: FactOf<'encounter'>, now: string): EncounterChoice | undefined {
  const day = value.start?.slice(0, 10);
  const today = dayOf(now, value.start);
  if (source.from !== 'ehr' || NOT_HELD.has(value.status) || (day !== undefined && day > today)) return undefined;
  return {
    reference: source.reference,
    status: value.status,
    today: day === today,
    ...(value.start !== undefined && { start: value.start }),
    ...(value.end !== undefined && { end: value.end }),
    ...(value.type !== undefined && { type: value.type }),
  };
}

/** Undated visits come last. */
function newestFirst(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? 1 : -1;
}

/** The day at the moment `now` where `like` was written: in the time zone offset that its text ends with, UTC without one. */
function dayOf(now: string, like: string | undefined): string {
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d):(\d\d)$/.exec(like ?? '') ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(Date.parse(now) + offset).toISOString().slice(0, 10);
}
