import type { FactOf } from '../../chart/fact.ts';
import { from, listed, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';

/** Aspects in one sentence. */
const TOGETHER = 3;

/** What the clinician saw, aspect by aspect in her words; nothing is said of an aspect she did not enter. */
export const observations: Clauses = (material) => {
  const seen = enteredOf(material, 'observation');
  const groups = Array.from({ length: Math.ceil(seen.length / TOGETHER) }, (_, at) =>
    seen.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
  return groups.map((group, at) => {
    const aspects = listed(
      group.map((fact) => say`${from(fact, aspectName)}: ${from(fact, ({ finding }) => bare(finding))}`),
      'semicolon',
    );
    return { rule: 'observations', phrase: at === 0 ? say`observed ${aspects}` : aspects };
  });
};

/** `thought_process`, `thoughtProcess` → `thought process`. */
function aspectName({ aspect }: FactOf<'observation'>['value']): string {
  return aspect
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}
