import { derived, from, listed, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';

/** What the clinician said was not assessed, and the mental status where she entered no observation. */
export const notAssessed: Clauses = (material) => {
  const absent = enteredOf(material, 'not-assessed');
  if (absent.length === 0) return [];
  const what = listed(absent.map((fact) => from(fact, (value) => value.what)));
  return [
    {
      rule: 'not-assessed',
      phrase:
        absent.length > 1 ? say`${what} were not assessed this session` : say`${what} was not assessed this session`,
    },
  ];
};

/** What could not be read from the EHR, and that nothing is stated about it. */
export const unread: Clauses = ({ unread: facts, ehrName }) => {
  const [first, ...rest] = facts;
  if (first === undefined) return [];
  const what = listed(facts.map((fact) => from(fact, (value) => value.what)));
  const ehr = derived([first, ...rest], ehrName);
  return [
    { rule: 'unread', phrase: say`not read from ${ehr} for this note, so nothing that rests on it is stated: ${what}` },
  ];
};
