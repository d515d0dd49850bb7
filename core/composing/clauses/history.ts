import type { HistoryArea } from '../../chart/session-terms.ts';
import { derived, from, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';

const AREAS: Readonly<Record<HistoryArea, string>> = {
  'present-illness': 'history of the present illness',
  'past-psychiatric': 'past psychiatric history',
  'substance-use': 'substance use history',
  medical: 'medical history',
  family: 'family history',
  social: 'social history',
  trauma: 'trauma history',
  strengths: 'strengths',
  capacity: 'capacity to take part in treatment',
};

/** The history taken at an intake, area by area in the clinician's words. An area she left empty is not spoken of. */
export const history: Clauses = (material) =>
  enteredOf(material, 'history').map((fact) => ({
    rule: 'history',
    phrase: say`${derived([fact], AREAS[fact.value.area])}: ${from(fact, ({ text }) => text)}`,
  }));

/** Circumstances of life that came up today, by area in the words they were entered; no code is decided here. */
export const circumstances: Clauses = (material) =>
  enteredOf(material, 'circumstance').map((fact) => ({
    rule: 'circumstance',
    phrase: say`brought up this session, ${from(fact, ({ domain }) => domain)}: ${from(fact, ({ words }) => words)}`,
  }));
