import type { MissingRead } from '../chart/chart.ts';
import { dayOf } from '../chart/dates.ts';
import { type Fact, type FactOf, factsOf, type InstrumentId } from '../chart/fact.ts';
import { concernsNote, missingWhy, readInPart } from '../chart/missing-words.ts';
import { isSessionNote, newScores } from '../chart/new-scores.ts';
import type { NoteStyle } from './note-style.ts';

/** The Facts of one session note, chosen and grouped: what the clauses work on. */
export interface Material {
  readonly style: NoteStyle;
  readonly date: string;
  /** The days of the notes on record before this session, oldest first, each once. */
  readonly course: readonly string[];
  readonly patient?: FactOf<'patient'>;
  readonly session: FactOf<'session'>;
  /** The encounter this note belongs to, where the launch named one. */
  readonly encounter?: FactOf<'encounter'>;
  /** Facts of the session, all of them. */
  readonly entered: readonly Fact[];
  /** Active diagnoses on the day of the session: behavioural ones where there are any, else all. */
  readonly diagnoses: readonly FactOf<'condition'>[];
  readonly socialNeeds: readonly FactOf<'condition'>[];
  /** Social circumstances that had ended by that day. */
  readonly endedNeeds: readonly FactOf<'condition'>[];
  readonly medications: readonly FactOf<'medication'>[];
  readonly stopped: readonly FactOf<'medication'>[];
  readonly carePlan?: FactOf<'care-plan'>;
  readonly goals: readonly FactOf<'goal'>[];
  /** Every objective up to this day, in the order of the record. */
  readonly objectives: readonly FactOf<'objective'>[];
  /** Scores up to this day by instrument, oldest first. */
  readonly scores: ReadonlyMap<InstrumentId, readonly FactOf<'score'>[]>;
  /** Scores of that day or since the last note. */
  readonly newScores: readonly FactOf<'score'>[];
  /** Drug screens up to this day, oldest first. */
  readonly toxicology: readonly FactOf<'toxicology'>[];
  readonly lastNote?: FactOf<'prior-note'>;
  /** Referrals made up to this day, oldest first. */
  readonly referrals: readonly FactOf<'referral'>[];
  /** Reads that failed, as Facts that can be cited. */
  readonly unread: readonly FactOf<'not-assessed'>[];
  readonly missing: readonly MissingRead[];
}

/** Days after which a stopped medication is no longer news. */
const STOP_IS_NEWS_DAYS = 60;

/** Whole days from one ISO day to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);
}

/** The chart as it was on `date`: Facts dated later are left out. */
export function chartOn(facts: readonly Fact[], date: string): Fact[] {
  return facts.filter((fact) => {
    const days = [whenTrue(fact), startOf(fact)].filter((day) => day !== undefined).map(dayOf);
    return days.every((day) => !(day.slice(0, date.length) > date.slice(0, day.length)));
  });
}

/** A medication may carry the day it stopped as its date; before that day it was taken. */
function whenTrue(fact: Fact): string | undefined {
  return fact.kind === 'medication' && fact.value.stop !== undefined ? undefined : fact.when;
}

function startOf(fact: Fact): string | undefined {
  if (fact.kind === 'condition') return fact.value.onset;
  if (fact.kind === 'referral') return fact.value.authored;
  return fact.kind === 'medication' || fact.kind === 'care-plan' || fact.kind === 'encounter'
    ? fact.value.start
    : undefined;
}

/** A read that failed, as a Fact: it can be cited, and the note says why and what is therefore not stated. */
export function factsFromMissing(missing: readonly MissingRead[]): FactOf<'not-assessed'>[] {
  return missing.filter(concernsNote).map(({ resource, what, reason }, index) => ({
    id: `not-assessed:${resource}#${index + 1}`,
    kind: 'not-assessed',
    value: { what, because: missingWhy(reason, 'note'), ...(readInPart(reason) && { inPart: true }) },
    polarity: 'not-assessed',
    whose: 'patient',
    source: { from: 'ehr', reference: resource, path: resource, excerpt: `not read: ${reason}` },
  }));
}

/** Chooses and groups the Facts for the note of one session. `chart` is already the chart on that day. */
export function select(options: {
  chart: readonly Fact[];
  entered: readonly Fact[];
  session: FactOf<'session'>;
  missing: readonly MissingRead[];
  unread: readonly FactOf<'not-assessed'>[];
  style: NoteStyle;
  encounterFactId?: string | undefined;
}): Material {
  const { chart: all, entered, session, missing, unread, style } = options;
  const encounter = factsOf(all, 'encounter').find((fact) => fact.id === options.encounterFactId);
  const chart = all.filter((fact) => fact.whose === 'patient');
  const { date } = session.value;
  const conditions = factsOf(chart, 'condition').filter((fact) => isActive(fact, date));
  const medical = distinct(conditions.filter(({ value }) => value.category !== 'sdoh' && !isZCode(value.code)));
  const behavioural = medical.filter(({ value }) => /^F\d/.test(value.code ?? ''));
  const medications = factsOf(chart, 'medication');
  const stopDay = (fact: FactOf<'medication'>): string | undefined => fact.value.stop && dayOf(fact.value.stop);
  const patient = factsOf(chart, 'patient')[0];
  const carePlan =
    factsOf(chart, 'care-plan').findLast(({ value }) => value.status === 'active') ??
    factsOf(chart, 'care-plan').at(-1);
  const notes = factsOf(chart, 'prior-note')
    .filter(({ when, value }) => when !== undefined && dayOf(when) < date && isSessionNote(value))
    .toSorted((a, b) => compare(a.when, b.when) || compare(a.id, b.id));
  const lastNote = notes.at(-1);
  return {
    style,
    date,
    course: [...new Set(notes.map(({ when = '' }) => dayOf(when)))],
    session,
    entered,
    diagnoses: behavioural.length > 0 ? behavioural : medical,
    socialNeeds: distinct(conditions.filter(({ value }) => value.category === 'sdoh' || isZCode(value.code))),
    endedNeeds: factsOf(chart, 'condition').filter(
      ({ value, polarity }) =>
        polarity === 'affirmed' &&
        (value.category === 'sdoh' || isZCode(value.code)) &&
        value.abatement !== undefined &&
        dayOf(value.abatement) <= date,
    ),
    medications: medications.filter((fact) => wasTaken(fact, date)),
    stopped: medications.filter((fact) => {
      const stop = stopDay(fact);
      return stop !== undefined && stop <= date && daysBetween(stop, date) <= STOP_IS_NEWS_DAYS;
    }),
    goals: factsOf(chart, 'goal'),
    objectives: factsOf(chart, 'objective'),
    scores: scoreSeries(factsOf(chart, 'score')),
    newScores: newScores(chart, date),
    toxicology: factsOf(chart, 'toxicology').toSorted((a, b) => compare(a.when, b.when) || compare(a.id, b.id)),
    referrals: factsOf(chart, 'referral').toSorted(
      (a, b) => compare(a.value.authored, b.value.authored) || compare(a.id, b.id),
    ),
    unread,
    missing,
    ...(encounter !== undefined && { encounter }),
    ...(patient !== undefined && { patient }),
    ...(carePlan !== undefined && { carePlan }),
    ...(lastNote !== undefined && { lastNote }),
  };
}

/** The day of the last note, and whether something dated `day` is news to it; without a last note everything is. */
export function isNews({ lastNote }: Pick<Material, 'lastNote'>, day: string | undefined): boolean {
  const last = lastNote?.when;
  return last === undefined || (day !== undefined && dayOf(day).slice(0, 10) > dayOf(last).slice(0, day.length));
}

/** The entered Facts of one kind. */
export function enteredOf<K extends Fact['kind']>(material: Material, kind: K): FactOf<K>[] {
  return factsOf(material.entered, kind);
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A Z code names a circumstance, not a disorder; Z55–Z65 are the social ones. */
function isZCode(code: string | undefined): boolean {
  return /^Z(5[5-9]|6[0-5])/.test(code ?? '');
}

/** Active on that day: a later abatement does not make it resolved before it happened. */
function isActive({ value, polarity }: FactOf<'condition'>, date: string): boolean {
  if (polarity !== 'affirmed') return false;
  if (value.abatement !== undefined) return value.status !== 'remission' && dayOf(value.abatement) > date;
  return value.status === 'active';
}

function wasTaken({ value, polarity }: FactOf<'medication'>, date: string): boolean {
  if (polarity !== 'affirmed') return false;
  if (value.stop !== undefined) return dayOf(value.stop) > date;
  return value.status === 'active';
}

function distinct(conditions: readonly FactOf<'condition'>[]): FactOf<'condition'>[] {
  const seen = new Set<string>();
  return conditions.filter(({ value }) => {
    const key = value.code ?? value.display;
    return seen.has(key) ? false : seen.add(key) && true;
  });
}

function scoreSeries(scores: readonly FactOf<'score'>[]): Map<InstrumentId, FactOf<'score'>[]> {
  const series = new Map<InstrumentId, FactOf<'score'>[]>();
  for (const score of scores.toSorted((a, b) => compare(a.when, b.when) || compare(a.id, b.id))) {
    if (score.when === undefined || score.polarity !== 'affirmed') continue;
    const { instrument } = score.value;
    series.set(instrument, [...(series.get(instrument) ?? []), score]);
  }
  return series;
}
