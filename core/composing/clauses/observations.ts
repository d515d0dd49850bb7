import type { FactOf } from '../../chart/fact.ts';
import { from, listed, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';

/** What the clinician saw, aspect by aspect in her words; nothing is said of an aspect she did not enter. */
export const observations: Clauses = (material) => {
  const seen = enteredOf(material, 'observation');
  if (seen.length === 0) return [];
  const aspects = seen.map((fact) => say`${from(fact, aspectName)}: ${from(fact, ({ finding }) => finding)}`);
  return [{ rule: 'observations', phrase: say`observed ${listed(aspects, 'semicolon')}` }];
};

/** `thought_process`, `thoughtProcess` → `thought process`. */
function aspectName({ aspect }: FactOf<'observation'>['value']): string {
  return aspect
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}
