import { type FactOf, INSTRUMENT_IDS } from '../../chart/fact.ts';
import { isDoubtful } from '../../instruments/doubtful-total.ts';
import { citing, from, listed, type Phrase, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import type { Refer } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';
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

/** Ratings in one sentence. */
const TOGETHER = 3;

/** Progress on each objective as the clinician rated it, then what was worked on unrated, then what was not touched. */
export const objectives: Clauses = (material, refer) => [
  ...ratings(material, refer),
  ...unrated(material, refer),
  ...untouched(material, refer),
];

function ratings(material: Material, refer: Refer): Statement[] {
  const rated = enteredOf(material, 'progress').filter(
    (fact) => !saysUntouched(fact) || !toldAsUntouched(material, fact),
  );
  const start = vary(material, 'progress', [0, 1, 2]);
  return inGroups(rated).map((group, at) => {
    const way = (start + at) % 3;
    const told = group.map((fact) => {
      const aim = refer.aim(fact.value.objectiveLocalId) ?? say`an objective that is not on the plan as read`;
      return { aim, status: say`${from(fact, ({ status }) => statusWords(status))}${basisOf(fact, material)}` };
    });
    const [only] = told;
    const phrase = told.length === 1 && only !== undefined ? oneRating(only, way) : moreRatings(told, way);
    return { rule: 'progress', phrase };
  });
}

/** What the rating rests on, and between which baseline and target of the plan it stands; of a scale the scores tell that. */
function basisOf(fact: FactOf<'progress'>, material: Material): Phrase {
  const objective = material.objectives.find(({ value }) => value.localId === fact.value.objectiveLocalId);
  const { evidence } = fact.value;
  const { baseline, target } = objective?.value ?? {};
  const parts = [
    ...(evidence === undefined ? [] : [from(fact, () => bare(evidence))]),
    ...(objective === undefined || baseline === undefined || target === undefined || isMeasured(objective)
      ? []
      : [say`baseline ${from(objective, () => bare(baseline))}; target ${from(objective, () => bare(target))}`]),
  ];
  return parts.length === 0 ? say`` : say` (${listed(parts, 'semicolon')})`;
}

function isMeasured(objective: FactOf<'objective'>): boolean {
  return INSTRUMENT_IDS.some((instrument) => measures(objective, instrument));
}

interface Rating {
  readonly aim: Phrase;
  readonly status: Phrase;
}

/** `way` goes round, so that no two sentences of a note begin alike. */
function oneRating({ aim, status }: Rating, way: number): Phrase {
  if (way === 0) return say`progress on ${aim}: ${status}`;
  return way === 1 ? say`the clinician rated ${aim} as ${status}` : say`${aim} was rated as ${status}`;
}

function moreRatings(told: readonly Rating[], way: number): Phrase {
  if (way === 0)
    return say`by the rating of the clinician, ${listed(told.map(({ aim, status }) => say`${aim} is ${status}`))}`;
  if (way === 1) return say`the clinician rated ${listed(told.map(({ aim, status }) => say`${aim} as ${status}`))}`;
  return say`progress as the clinician rated it: ${listed(told.map(({ aim, status }) => say`${aim} ${status}`))}`;
}

/** Two or three ratings together, in their order; one whose basis names a number of a scale stands alone. */
function inGroups(rated: readonly FactOf<'progress'>[]): FactOf<'progress'>[][] {
  const groups: FactOf<'progress'>[][] = [];
  for (const fact of rated) {
    const last = groups.at(-1);
    const joins = last !== undefined && last.length < TOGETHER && ![...last, fact].some(namesScale);
    if (joins) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

function namesScale({ value }: FactOf<'progress'>): boolean {
  return /\b[A-Z]{2,}[A-Z-]*\d*\b/.test(value.evidence ?? '');
}

function saysUntouched({ value }: FactOf<'progress'>): boolean {
  return /^not[\s_-]addressed$/i.test(value.status.trim()) && value.evidence === undefined;
}

function toldAsUntouched(material: Material, { value }: FactOf<'progress'>): boolean {
  return untouchedObjectives(material).some((one) => one.value.localId === value.objectiveLocalId);
}

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
  return new Set(
    enteredOf(material, 'progress').flatMap((fact) => (saysUntouched(fact) ? [] : [fact.value.objectiveLocalId])),
  );
}

/** Objectives that were worked on, with neither a rating nor a new score of their instrument. */
function unrated(material: Material, refer: Refer): Statement[] {
  const rated = ratedIds(material);
  const fresh = material.newScores;
  const worked = enteredOf(material, 'intervention').filter(({ value }, index, all) => {
    const id = value.objectiveLocalId;
    return id !== undefined && !rated.has(id) && all.findIndex((one) => one.value.objectiveLocalId === id) === index;
  });
  const open = worked.flatMap((fact) => {
    const objective = material.objectives.find(({ value }) => value.localId === fact.value.objectiveLocalId);
    if (objective === undefined || fresh.some(({ value }) => measures(objective, value.instrument))) return [];
    return [{ objective, fact }];
  });
  if (open.length === 0) return [];
  const named = say`${refer.numbered(open.map(({ objective }) => objective))}${citing(open.map(({ fact }) => fact))}`;
  return [
    {
      rule: 'progress-not-rated',
      phrase: vary(material, 'progress-not-rated', [
        say`no rating of progress was entered for ${named}`,
        say`worked on and not rated this session: ${named}`,
      ]),
    },
  ];
}

/** Live objectives that no intervention, no rating and no new score concerns, by number: the plan holds their words. */
function untouched(material: Material, refer: Refer): Statement[] {
  const said = enteredOf(material, 'progress').filter(saysUntouched);
  const rest = untouchedObjectives(material);
  if (rest.length === 0) return [];
  const cited = citing([
    ...said.filter(({ value }) => rest.some((one) => one.value.localId === value.objectiveLocalId)),
    material.session,
  ]);
  const named = say`${refer.numbered(rest)}${cited}`;
  return [
    {
      rule: 'objectives-not-addressed',
      phrase: vary(material, 'objectives-not-addressed', [
        say`not addressed this session: ${named}`,
        rest.length > 1 ? say`${named} were not addressed this session` : say`${named} was not addressed this session`,
        say`live on the plan and not addressed this session: ${named}`,
      ]),
    },
  ];
}

function untouchedObjectives(material: Material): FactOf<'objective'>[] {
  const touched = touchedObjectives(material);
  return material.objectives.filter(
    (objective) =>
      objective.value.status === 'live' &&
      !touched.includes(objective) &&
      !material.newScores.some((score) => !isDoubtful(score) && measures(objective, score.value.instrument)),
  );
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

/** The objectives a session can be said to have addressed: worked on, rated, or measured by a score since the last note. */
export function addressedObjectives(material: Material): FactOf<'objective'>[] {
  const ids = new Set(enteredOf(material, 'intervention').map(({ value }) => value.objectiveLocalId));
  for (const id of ratedIds(material)) ids.add(id);
  return material.objectives.filter(
    (objective) =>
      ids.has(objective.value.localId) ||
      (objective.value.status === 'live' &&
        material.newScores.some((score) => !isDoubtful(score) && measures(objective, score.value.instrument))),
  );
}

/** The goals of those objectives, and those that an intervention names. */
export function addressedGoals(material: Material): FactOf<'goal'>[] {
  const ids = new Set(enteredOf(material, 'intervention').map(({ value }) => value.objectiveLocalId));
  const over = new Set(addressedObjectives(material).map(({ value }) => value.goalFactId));
  return material.goals.filter((goal) => over.has(goal.id) || ids.has(goal.value.localId));
}
