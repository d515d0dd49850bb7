import type { CodeableConcept } from 'fhir/r4';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A FHIR date or dateTime as "12 Nov 2026", as precise as it is; an en dash if there is none. */
export function day(date: string | undefined): string {
  const [year, month, dayOfMonth] = (date ?? '').slice(0, 10).split('-');
  if (!year) return '–';
  return [dayOfMonth && String(Number(dayOfMonth)), month && monthNames[Number(month) - 1], year]
    .filter(Boolean)
    .join(' ');
}

/** A FHIR dateTime as "12 Nov 2026, 10:05", in the offset it was recorded with. */
export function dayTime(date: string | undefined): string {
  const time = /T(\d\d:\d\d)/.exec(date ?? '')?.[1];
  return time === undefined ? day(date) : `${day(date)}, ${time}`;
}

/** A concept in words: its text, display or code. Empty if there is none. */
export function words(concept: CodeableConcept | undefined): string {
  const coding = concept?.coding?.[0];
  return concept?.text ?? coding?.display ?? coding?.code?.replaceAll('-', ' ') ?? '';
}

/** Whole years between two YYYY-MM-DD dates. */
export function ageOn(birthDate: string | undefined, today: string): number | undefined {
  if (birthDate === undefined) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
