import type { FactOf } from '../../chart/fact.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { citing, derived, from, listed, type Sayable, say } from '../phrase.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { measures } from './scores.ts';

/** A clinician's rating of progress, by the value of its chip, in words. */
const STATUS_WORDS: ReadonlyMap<string, string> = new Map([
  ['started', 'started'],
  ['partial', 'partly met'],
  ['met', 'met'],
  ['no-change', 'no change'],
  ['worse', 'worse'],
  ['not-addressed', 'not addressed'],
]);

/** Progress on each objective as the clinician rated it, then the live objectives that this session did not touch. */
export const objectives: Clauses = (material, refer) => {
  const rated = enteredOf(material, 'progress');
  const stated = rated.map((fact) => {
    const aim = refer.aim(fact.value.objectiveLocalId) ?? say`an objective that is not on the plan as read`;
    const status = from(fact, (value) => statusWords(value.status));
    const { evidence } = fact.value;
    const basis = evidence === undefined ? say`` : say` (${from(fact, () => evidence)})`;
    return { rule: 'progress', phrase: say`progress on ${aim}: ${status}${basis}` };
  });
  return [...stated, ...unrated(material, (id) => refer.aim(id)), ...untouched(material, (id) => refer.aim(id))];
};

function statusWords(status: string): string {
  return (
    STATUS_WORDS.get(
      status
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-'),
    ) ?? status
  );
}

function ratedIds(material: Material): Set<string> {
  return new Set(enteredOf(material, 'progress').map(({ value }) => value.objectiveLocalId));
}

/** Objectives that were worked on, with neither a rating nor a new score of their instrument. */
function unrated(material: Material, aim: (id: string) => Sayable | undefined): Statement[] {
  const rated = ratedIds(material);
  const fresh = material.newScores;
  const worked = enteredOf(material, 'intervention').filter(({ value }, index, all) => {
    const id = value.objectiveLocalId;
    return id !== undefined && !rated.has(id) && all.findIndex((one) => one.value.objectiveLocalId === id) === index;
  });
  const open = worked.flatMap((fact) => {
    const id = fact.value.objectiveLocalId ?? '';
    const objective = material.objectives.find(({ value }) => value.localId === id);
    const named = objective === undefined ? undefined : aim(id);
    if (objective === undefined || named === undefined) return [];
    return fresh.some(({ value }) => measures(objective, value.instrument)) ? [] : [say`${named}${citing([fact])}`];
  });
  if (open.length === 0) return [];
  return [
    { rule: 'progress-not-rated', phrase: say`worked on and not rated this session: ${listed(open, 'semicolon')}` },
  ];
}

/** Live objectives that no intervention, no rating and no new score concerns. */
function untouched(material: Material, aim: (id: string) => Sayable | undefined): Statement[] {
  const touched = touchedObjectives(material);
  const rest = material.objectives.filter(
    (objective) =>
      objective.value.status === 'live' &&
      !touched.includes(objective) &&
      !material.newScores.some((score) => !isDoubtful(score) && measures(objective, score.value.instrument)),
  );
  const named = rest.flatMap((objective) => {
    const phrase = aim(objective.value.localId);
    return phrase === undefined ? [] : [phrase];
  });
  if (named.length === 0) return [];
  const session = derived([material.session], '');
  return [
    {
      rule: 'objectives-not-addressed',
      phrase: say`live and not addressed this session: ${listed(named, 'semicolon')}${session}`,
    },
  ];
}

/** The objectives of the plan that the session worked on or rated; a goal named stands for its objectives. */
export function touchedObjectives(material: Material): FactOf<'objective'>[] {
  const goals = new Map(material.goals.map((goal) => [goal.value.localId, goal.id]));
  const ids = new Set(enteredOf(material, 'intervention').map(({ value }) => value.objectiveLocalId));
  for (const id of ratedIds(material)) ids.add(id);
  const goalIds = new Set([...ids].map((id) => (id === undefined ? undefined : goals.get(id))));
  return material.objectives.filter(
    ({ value }) => ids.has(value.localId) || (value.goalFactId !== undefined && goalIds.has(value.goalFactId)),
  );
}
