import type { FactOf } from '../../chart/fact.ts';
import { modalityName } from '../modality-names.ts';
import { citing, from, type Phrase, type Sayable, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';

/** What the clinician did: kind of work, technique in her words, and the objective or goal of the plan it served. */
export const interventions: Clauses = (material, refer) => {
  const done = enteredOf(material, 'intervention');
  if (done.length === 0)
    return [
      {
        rule: 'no-intervention',
        phrase: say`no intervention was entered for this session${citing([material.session])}`,
      },
    ];
  return done.map((fact, index) => {
    const { objectiveLocalId } = fact.value;
    const aim = objectiveLocalId === undefined ? undefined : refer.aim(objectiveLocalId);
    const work = workOf(fact);
    const lead: Phrase = index === 0 ? say`the clinician provided ${work}` : say`the clinician also provided ${work}`;
    return { rule: 'intervention', phrase: aim === undefined ? lead : say`${lead}, toward ${aim}` };
  });
};

/** The kind of work and the technique; the kind alone is left out where the technique already names it. */
function workOf(fact: FactOf<'intervention'>): Sayable {
  const { modality, technique } = fact.value;
  const words = from(fact, () => technique.replace(/\.\s*$/, ''));
  if (modality === undefined) return words;
  const name = modalityName(modality);
  if (name === 'assessment' || technique.toLowerCase().includes(name.toLowerCase())) return words;
  const kind = from(fact, () => name);
  return technique.includes(':') ? say`${kind} (${words})` : say`${kind}: ${words}`;
}
