import { type Fact, type FactOf, factsOf } from '../chart/fact.ts';
import { lookingFor, mentionOf, type Named, type NoteWords, wordsOfWork } from './mentions.ts';
import { referenceOf, servedBy } from './plan-links.ts';
import type { SessionThread, Work } from './thread.ts';

/** The parts of the plan a session can be found to have served. */
export interface PlanParts {
  readonly goals: readonly FactOf<'goal'>[];
  readonly objectives: readonly FactOf<'objective'>[];
  readonly planned: readonly FactOf<'planned-intervention'>[];
}

type Told = Pick<SessionThread, 'day' | 'notes' | 'entered'>;

/** A goal or objective with what to look for, and the planned interventions that serve it. */
interface Aim {
  readonly fact: FactOf<'goal'> | FactOf<'objective'>;
  readonly named: Named;
  readonly planned: readonly Planned[];
}

/** A planned intervention with what to look for, and the aims that a mention of it counts for. */
interface Planned {
  readonly fact: FactOf<'planned-intervention'>;
  readonly named: Named;
  readonly counts: readonly string[];
}

/**
 * Finds what a session worked on, by the id of the goal or objective Fact, with the strongest evidence there is: entered
 * before tied before mentioned. `mayRead`: whether the text of its notes is searched.
 */
export function worksFinder(parts: PlanParts): (session: Told, mayRead: boolean) => Map<string, Work> {
  const planned = parts.planned.map((fact) => plannedOf(fact, parts));
  const aims = [...parts.objectives, ...parts.goals].map(
    (fact): Aim => ({
      fact,
      named: lookingFor(fact.kind === 'goal' ? fact.value.statement : fact.value.text, fact.value.localId),
      planned: planned.filter((one) => servedBy(one.fact, fact)),
    }),
  );
  return (session, mayRead) => {
    const works = new Map<string, Work>();
    const keep = (aimId: string, work: Omit<Work, 'day'>): void => {
      if (works.has(aimId)) return;
      works.set(aimId, { ...work, ...(session.day === undefined ? {} : { day: session.day }) });
    };
    if (session.entered.length > 0) for (const aim of aims) enteredWork(aim, session.entered, keep);
    for (const note of session.notes) tiedWork(aims, note, keep);
    if (mayRead) for (const note of session.notes) mentionedWork(aims, planned, note, keep);
    return works;
  };
}

type Keep = (aimId: string, work: Omit<Work, 'day'>) => void;

/** A mention of an intervention counts for its objective where it serves a single one, and for its goals. */
function plannedOf(fact: FactOf<'planned-intervention'>, { goals, objectives }: PlanParts): Planned {
  const served = objectives.filter((one) => servedBy(fact, one));
  const over = goals.filter((one) => servedBy(fact, one) || served.some(({ value }) => value.goalFactId === one.id));
  const counts = [...(served.length === 1 ? served : []), ...over].map(({ id }) => id);
  return { fact, named: lookingFor(fact.value.text), counts };
}

function enteredWork({ fact: aim }: Aim, entered: readonly Fact[], keep: Keep): void {
  const by = factsOf(entered, 'intervention').filter((one) => one.value.objectiveLocalId === aim.value.localId);
  const rating = factsOf(entered, 'progress').find(
    ({ value }) => value.objectiveLocalId === aim.value.localId && ratesWork(value.status),
  );
  const fact = by[0] ?? rating;
  if (fact !== undefined) keep(aim.id, { evidence: 'entered', by, fact });
}

/** True for a rating of progress that shows work: every one but "not addressed". */
export function ratesWork(status: string): boolean {
  return !/^not[-_ ]addressed$/i.test(status.trim());
}

function tiedWork(aims: readonly Aim[], note: FactOf<'prior-note'>, keep: Keep): void {
  const { pertainsTo = [] } = note.value;
  if (pertainsTo.length === 0) return;
  for (const aim of aims) {
    const reference = referenceOf(aim.fact);
    if (reference === undefined || !pertainsTo.includes(reference)) continue;
    const words = wordsIn(note);
    const sentence = mentionOf(aim.named, words);
    const by = namedInterventions(aim, words);
    keep(aim.fact.id, { evidence: 'tied', by, fact: note, ...(sentence && { sentence: sentence.text }) });
  }
}

function mentionedWork(
  aims: readonly Aim[],
  planned: readonly Planned[],
  note: FactOf<'prior-note'>,
  keep: Keep,
): void {
  const words = wordsIn(note);
  for (const aim of aims) {
    const sentence = mentionOf(aim.named, words);
    if (sentence === undefined) continue;
    const by = namedInterventions(aim, words);
    keep(aim.fact.id, { evidence: 'mentioned', by, fact: note, sentence: sentence.text });
  }
  for (const { fact, named, counts } of planned) {
    const sentence = mentionOf(named, words);
    if (sentence === undefined) continue;
    for (const aimId of counts) keep(aimId, { evidence: 'mentioned', by: [fact], fact: note, sentence: sentence.text });
  }
}

function namedInterventions({ planned }: Aim, words: NoteWords): FactOf<'planned-intervention'>[] {
  return planned.filter((one) => mentionOf(one.named, words) !== undefined).map(({ fact }) => fact);
}

/** Words of a note, kept while the note Fact lives: the thread is built anew as the clinician types. */
const kept = new WeakMap<FactOf<'prior-note'>, NoteWords>();

function wordsIn(note: FactOf<'prior-note'>): NoteWords {
  const known = kept.get(note) ?? wordsOfWork(note.value);
  kept.set(note, known);
  return known;
}
