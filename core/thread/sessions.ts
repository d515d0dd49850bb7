import { type Fact, type FactOf, factsOf } from '../chart/fact.ts';
import { dayOf } from './days.ts';
import { mentionOf, type NoteWords, wordsOfWork } from './mentions.ts';
import { referenceOf, servedBy } from './plan-links.ts';
import type { SessionThread, Work } from './thread.ts';

type Aim = FactOf<'goal'> | FactOf<'objective'>;

/** The parts of the plan a session can be found to have served. */
export interface PlanParts {
  readonly goals: readonly FactOf<'goal'>[];
  readonly objectives: readonly FactOf<'objective'>[];
  readonly planned: readonly FactOf<'planned-intervention'>[];
}

/** Documents that are not the note of a session, where the site's code map says so. */
const SESSION_NOTES = new Set([undefined, 'progress-note', 'assessment']);

/** The newest sessions whose notes are searched for mentions; the text of older ones says nothing of today's plan. */
const SESSIONS_READ = 40;

/** The sessions that the chart shows, newest first, each with what it worked on. Notes of one day are one session. */
export function sessionsOf(known: readonly Fact[], parts: PlanParts): SessionThread[] {
  const notes = factsOf(known, 'prior-note').filter((note) => SESSION_NOTES.has(note.value.documentKind));
  const entered = known.filter((fact) => fact.source.from === 'clinician');
  const days = new Set([
    ...notes.map((note) => (note.when === undefined ? undefined : dayOf(note.when))),
    ...factsOf(entered, 'session').map((session) => dayOf(session.value.date)),
  ]);
  const dated = [...days]
    .filter((day) => day !== undefined)
    .sort()
    .reverse();
  const order = days.has(undefined) ? [...dated, undefined] : dated;
  return order.map((day, at) =>
    sessionOf(
      day,
      notes.filter((note) => (note.when === undefined ? undefined : dayOf(note.when)) === day),
      entered.filter((fact) => fact.when !== undefined && dayOf(fact.when) === day),
      factsOf(known, 'score').filter((score) => score.when !== undefined && dayOf(score.when) === day),
      parts,
      at < SESSIONS_READ,
    ),
  );
}

function sessionOf(
  day: string | undefined,
  notes: readonly FactOf<'prior-note'>[],
  entered: readonly Fact[],
  scores: readonly FactOf<'score'>[],
  parts: PlanParts,
  mayRead: boolean,
): SessionThread {
  const works = new Map<string, Work>();
  // The strongest evidence goes first and is kept.
  const keep = (aim: Aim, work: Omit<Work, 'day'>): void => {
    if (!works.has(aim.id)) works.set(aim.id, { ...work, ...(day === undefined ? {} : { day }) });
  };
  const aims: readonly Aim[] = [...parts.objectives, ...parts.goals];
  for (const aim of aims) enteredWork(aim, entered, keep);
  for (const aim of aims) for (const note of notes) tiedWork(aim, note, parts, keep);
  if (mayRead) for (const note of notes) mentionedWork(note, parts, keep);
  const spoken = works.size > 0 || notes.some((note) => (note.value.pertainsTo ?? []).length > 0);
  return { ...(day === undefined ? {} : { day }), notes, entered, works, speaksOfPlan: spoken, scores };
}

type Keep = (aim: Aim, work: Omit<Work, 'day'>) => void;

function enteredWork(aim: Aim, entered: readonly Fact[], keep: Keep): void {
  const by = factsOf(entered, 'intervention').filter((one) => one.value.objectiveLocalId === aim.value.localId);
  const rating = factsOf(entered, 'progress').find(
    ({ value }) => value.objectiveLocalId === aim.value.localId && !/^not[-_ ]addressed$/i.test(value.status.trim()),
  );
  const fact = by[0] ?? rating;
  if (fact !== undefined) keep(aim, { evidence: 'entered', by, fact });
}

function tiedWork(aim: Aim, note: FactOf<'prior-note'>, parts: PlanParts, keep: Keep): void {
  const reference = referenceOf(aim);
  if (reference === undefined || !(note.value.pertainsTo ?? []).includes(reference)) return;
  const words = wordsIn(note);
  const sentence = mentionOf(namedBy(aim), words);
  keep(aim, {
    evidence: 'tied',
    by: namedInterventions(aim, parts, words),
    fact: note,
    ...(sentence && { sentence: sentence.text }),
  });
}

/** An intervention that the note names counts for its one objective, else for its goal alone. */
function mentionedWork(note: FactOf<'prior-note'>, parts: PlanParts, keep: Keep): void {
  const words = wordsIn(note);
  for (const aim of [...parts.objectives, ...parts.goals]) {
    const sentence = mentionOf(namedBy(aim), words);
    if (sentence === undefined) continue;
    keep(aim, {
      evidence: 'mentioned',
      by: namedInterventions(aim, parts, words),
      fact: note,
      sentence: sentence.text,
    });
  }
  for (const planned of parts.planned) {
    const sentence = mentionOf({ words: planned.value.text }, words);
    if (sentence === undefined) continue;
    const objectives = parts.objectives.filter((one) => servedBy(planned, one));
    const goals = parts.goals.filter(
      (one) => servedBy(planned, one) || objectives.some(({ value }) => value.goalFactId === one.id),
    );
    for (const aim of objectives.length === 1 ? [...objectives, ...goals] : goals)
      keep(aim, { evidence: 'mentioned', by: [planned], fact: note, sentence: sentence.text });
  }
}

function namedInterventions(aim: Aim, { planned }: PlanParts, words: NoteWords) {
  return planned.filter((one) => servedBy(one, aim) && mentionOf({ words: one.value.text }, words) !== undefined);
}

function namedBy(aim: Aim): { words: string; localId: string } {
  return { words: aim.kind === 'goal' ? aim.value.statement : aim.value.text, localId: aim.value.localId };
}

/** Words of a note, kept while the note Fact lives: the thread is built anew as the clinician types. */
const kept = new WeakMap<FactOf<'prior-note'>, NoteWords>();

function wordsIn(note: FactOf<'prior-note'>): NoteWords {
  const known = kept.get(note) ?? wordsOfWork(note.value);
  kept.set(note, known);
  return known;
}
