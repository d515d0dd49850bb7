import type { Patient } from 'fhir/r4';
import { type Draw, dayAfter } from './any-draw.ts';

/** Invented names of several cultures, some of which are also words. */
const GIVEN = [
  'Amara', 'Bexley', 'Chidi', 'Dagny', 'Eleni', 'Farhad', 'Gwenllian', 'Hạnh', 'Itzel', 'Jomo', 'Keala', 'Ludmila',
  'Marisol', 'Nayeli', 'Oisín', 'Priya', 'Quill', 'Rúben', 'Siobhán', 'Tevita', 'Ulla', 'Vasyl', 'Wanjiru', 'Xóchitl',
  'Yusra', 'Zbigniew', 'Will', 'May', 'Grace', 'Hope', 'Summer', 'J.', 'Mary-Kate', 'Ануш', 'ليلى', '美咲',
] as const; // biome-ignore format: a list of names
const FAMILY = [
  'Adeyemi-Roth', 'Brânză', 'Castellanos y Vega', "D'Aubigny", 'Eriksdóttir', 'Fonoti', 'Goldwater', 'Haddadi', 'Ilunga',
  'Jankauskas', 'Kealoha', 'Lindqvist', 'Mbeki-Stone', 'Nguyễn', 'Okonjo', 'Petrosyan', 'Quispe', "O'Rourke-Tan",
  'Szabó', 'Tsosie', 'Umarova', 'van der Velde', 'Whitehorse', 'Ximénez', 'Yamaguchi', 'Zelenko', 'Long', 'Young',
] as const; // biome-ignore format: a list of names
/** What records hold of pronouns; undefined is none. */
const PRONOUNS = [
  'she/her', 'she/her/hers', 'he/him', 'He, Him', 'they/them', undefined, 'xe/xem', 'ze/hir', 'she/they', 'any pronouns',
] as const; // biome-ignore format: a list of pronouns
const LANGUAGES = ['English', 'Spanish', 'Vietnamese', 'Haitian Creole', 'Dari', 'ASL', 'Navajo'] as const;

/** One patient of 6 to 95 years on `day`; about one in ten has no preferred name on record, one in twelve no birth date. */
export function anyPatient(draw: Draw, id: string, day: string): Patient {
  const given = draw.pick(GIVEN);
  const birthDate = dayAfter(day, -draw.between(6 * 366, 95 * 365));
  const pronouns = draw.pick(PRONOUNS);
  return {
    resourceType: 'Patient',
    id,
    ...(pronouns !== undefined && {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns',
          extension: [{ url: 'value', valueCodeableConcept: { text: pronouns } }],
        },
      ],
    }),
    identifier: draw.maybe(0.9, () => ({
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      value: `MR-${draw.between(10_000, 99_999)}`,
    })),
    name: [
      { use: 'official', given: [given], family: draw.pick(FAMILY) },
      ...draw.maybe(0.85, () => ({ use: 'usual' as const, text: draw.chance(0.7) ? given : draw.pick(GIVEN) })),
    ],
    gender: draw.pick(['female', 'male', 'other', 'unknown']),
    ...(draw.chance(0.92) && { birthDate }),
    communication: draw.maybe(0.7, () => ({ language: { text: draw.pick(LANGUAGES) }, preferred: true })),
  };
}
