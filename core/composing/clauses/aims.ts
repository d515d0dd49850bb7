import type { FactOf } from '../../chart/fact.ts';
import { citing, listed, type Phrase, say } from '../phrase.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/** The goals of the plan that the work of the session served; said to be missing where none was entered. */
export const aims: Clauses = (material, refer) => {
  const served = [...servedAims(material)].flatMap(([localId, works]) => {
    const named = refer.aim(localId);
    return named === undefined ? [] : [say`${named}${citing(works)}`];
  });
  if (served.length === 0)
    return [
      {
        rule: 'no-aim',
        phrase: say`no goal or objective of a treatment plan was named for the work of this session${citing([material.session])}`,
      },
    ];
  const goals: Phrase = listed(served);
  return [
    {
      rule: 'aims',
      phrase: vary(material, 'aims', [
        say`the session served ${goals}`,
        say`the work of this session was toward ${goals}`,
        say`this session addressed ${goals}`,
      ]),
    },
  ];
};

/** What the session served, by local id in the order of the plan: the goal, or the objective where it has no goal. */
function servedAims(material: Material): Map<string, FactOf<'intervention'>[]> {
  const served = new Map<string, FactOf<'intervention'>[]>();
  for (const work of enteredOf(material, 'intervention')) {
    const id = work.value.objectiveLocalId;
    if (id === undefined) continue;
    const objective = material.objectives.find(({ value }) => value.localId === id);
    const goal = material.goals.find((one) => one.id === objective?.value.goalFactId || one.value.localId === id);
    const aim = goal?.value.localId ?? objective?.value.localId;
    if (aim !== undefined) served.set(aim, [...(served.get(aim) ?? []), work]);
  }
  const places = [...material.goals, ...material.objectives].map(({ value }) => value.localId);
  return new Map([...served].toSorted(([a], [b]) => places.indexOf(a) - places.indexOf(b)));
}
