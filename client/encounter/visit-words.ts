import type { EncounterChoice } from '../../core/workspace/workspace-view.ts';
import { plainDate } from '../components/dates.ts';

/** FHIR's encounter-status codes in a clinician's words; what is over needs none. */
const STATUS: Readonly<Record<string, string>> = {
  planned: 'planned',
  arrived: 'arrived',
  triaged: 'arrived',
  'in-progress': 'under way',
  onleave: 'on leave',
  unknown: 'state not known',
};

/** A visit as one line: `Today, 10:00–10:53 · Psychotherapy · under way`. Times are those of the visit's own time zone. */
export function visitWords({ start, end, type, status, today }: EncounterChoice): string {
  const [from, to] = [clock(start), clock(end)];
  const times = from === undefined ? '' : `, ${from}${to === undefined || to === from ? '' : `–${to}`}`;
  const day = start === undefined ? 'No date' : today ? 'Today' : plainDate(start);
  return [`${day}${times}`, type, STATUS[status]].filter(Boolean).join(' · ');
}

function clock(iso: string | undefined): string | undefined {
  return iso?.match(/T(\d\d:\d\d)/)?.[1];
}
