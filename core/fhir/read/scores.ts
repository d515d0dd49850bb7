import type { FactOf, InstrumentId } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { scoreItems } from '../../instruments/score-items.ts';
import { cleanText, type JsonObject, objectsAt, textAt } from './json.ts';
import { relativeReference } from './reference.ts';
import { type DropReason, factFrom, type ReadResource } from './resource.ts';
import { readScoreElement, type ScoreReading, scoredAt } from './score-reading.ts';

/** The score Facts of a chart's Observations, and the Observations that were of a scale but not usable. */
export interface ReadScores {
  readonly facts: FactOf<'score'>[];
  readonly dropped: { reference: string; reason: DropReason }[];
}

/** One Observation about a scale, with the readings of itself and of its components. */
interface Scored {
  readonly resource: ReadResource;
  readonly when: string | undefined;
  readonly readings: readonly ScoreReading[];
  /** References in hasMember and derivedFrom. */
  readonly linked: readonly string[];
}

/** One administration of a scale, gathered from one or more Observations. */
interface Administration {
  readonly instrument: InstrumentId;
  readonly when: string | undefined;
  readonly parts: Scored[];
}

const VOID = new Set(['entered-in-error', 'cancelled', 'registered']);

/**
 * Observations → one `score` Fact for each administration of a scale. Parts belong together when a panel or a total
 * links them, when they are components of one Observation, or, unlinked, when they were recorded at the same time (else
 * on the same day) and do not contradict each other. Totals and items are as recorded: nothing is filled in.
 */
export function readScores(observations: readonly ReadResource[], baseUrl?: string): ReadScores {
  const dropped: ReadScores['dropped'] = [];
  const scored = observations.flatMap((resource): Scored[] => {
    const readings = readingsOf(resource.json);
    if (readings.length === 0) return [];
    const status = textAt(resource.json, 'status', 40) ?? '';
    const reason = VOID.has(status)
      ? status === 'entered-in-error'
        ? 'entered-in-error'
        : 'not-in-force'
      : outOfRange(readings);
    if (reason !== undefined) {
      dropped.push({ reference: resource.reference, reason });
      return [];
    }
    return [{ resource, when: scoredAt(resource.json), readings, linked: links(resource.json, baseUrl) }];
  });
  const facts = gather(scored)
    .map(factOf)
    .filter((fact) => fact !== undefined);
  return { facts, dropped };
}

function readingsOf(json: JsonObject): ScoreReading[] {
  const own = readScoreElement(json, '');
  const components = objectsAt(json, 'component')
    .slice(0, 60)
    .map((one, at) => readScoreElement(one, `component[${at}].`));
  return [own, ...components].filter((reading) => reading !== undefined);
}

function links(json: JsonObject, baseUrl: string | undefined): string[] {
  return [...objectsAt(json, 'hasMember'), ...objectsAt(json, 'derivedFrom')]
    .slice(0, 200)
    .flatMap((one) => relativeReference(textAt(one, 'reference', 600), baseUrl) ?? []);
}

function outOfRange(readings: readonly ScoreReading[]): DropReason | undefined {
  const bad = readings.some((one) => {
    if (one.role === 'level' || one.value === undefined) return false;
    const scale = one.role === 'item' ? scalesOfItem(one.code)[0] : one.instrument;
    if (scale === undefined) return false;
    const [low, high] = INSTRUMENTS[scale][one.role === 'item' ? 'itemRange' : 'totalRange'];
    return one.value < low || one.value > high;
  });
  return bad ? 'out-of-range' : undefined;
}

function scalesOfItem(code: string): InstrumentId[] {
  return Object.values(INSTRUMENTS)
    .filter((one) => one.items.includes(code))
    .map((one) => one.id);
}

/** The scale that a panel, a total or a risk level names; undefined for an Observation of items only. */
function namedScale(one: Scored): InstrumentId | undefined {
  for (const reading of one.readings) if (reading.role !== 'item') return reading.instrument;
  return undefined;
}

function gather(scored: readonly Scored[]): Administration[] {
  const byReference = new Map(scored.map((one) => [one.resource.reference, one]));
  const claimed = new Set<Scored>();
  const found: Administration[] = [];
  // Panels first, so that a panel's own total is not taken for another administration.
  const heads = [...scored.filter((one) => one.readings.some((r) => r.role === 'panel')), ...scored.filter(isTotal)];
  for (const head of heads) {
    const instrument = namedScale(head);
    if (claimed.has(head) || instrument === undefined) continue;
    const members = head.linked.flatMap((reference) => byReference.get(reference) ?? []);
    const parts = [head, ...members.filter((one) => one !== head && !claimed.has(one) && belongs(one, instrument))];
    for (const part of parts) claimed.add(part);
    found.push({ instrument, when: head.when ?? parts.find((one) => one.when)?.when, parts });
  }
  for (const one of scored) if (!claimed.has(one)) place(one, found, claimed);
  return found;
}

function isTotal(one: Scored): boolean {
  return one.readings.some((reading) => reading.role === 'total' || reading.role === 'level');
}

function belongs(one: Scored, instrument: InstrumentId): boolean {
  const named = namedScale(one);
  return named === undefined
    ? one.readings.some((reading) => reading.role === 'item' && INSTRUMENTS[instrument].items.includes(reading.code))
    : named === instrument;
}

/** Puts an Observation of items that nothing links with an administration of the same moment or day, or begins one. */
function place(one: Scored, found: Administration[], claimed: Set<Scored>): void {
  claimed.add(one);
  const today = day(one.when);
  const free = found.filter(
    (admin) =>
      (admin.when === one.when || (today !== undefined && day(admin.when) === today)) &&
      belongs(one, admin.instrument) &&
      !repeats(one, admin),
  );
  const home =
    free.find((admin) => admin.when !== undefined && admin.when === one.when) ??
    free.find((admin) => admin.when !== undefined);
  if (home !== undefined) {
    home.parts.push(one);
    return;
  }
  const codes = one.readings.flatMap((reading) => (reading.role === 'item' ? [reading.code] : []));
  const scale = namedScale(one) ?? (codes[0] === undefined ? undefined : scalesOfItem(codes[0])[0]);
  if (scale !== undefined) found.push({ instrument: scale, when: one.when, parts: [one] });
}

/** True when an item of this Observation is in the administration already. */
function repeats(one: Scored, admin: Administration): boolean {
  const present = new Set(
    admin.parts.flatMap((part) => part.readings.flatMap((r) => (r.role === 'item' ? [r.code] : []))),
  );
  return one.readings.some((reading) => reading.role === 'item' && present.has(reading.code));
}

function day(when: string | undefined): string | undefined {
  return when !== undefined && when.length >= 10 ? when.slice(0, 10) : undefined;
}

function factOf(admin: Administration): FactOf<'score'> | undefined {
  const { when, parts } = admin;
  const instrument = onlyFirstTwo(admin) ? 'PHQ-2' : admin.instrument;
  const scale = INSTRUMENTS[instrument];
  const readings = parts.flatMap((part) => part.readings.map((reading) => ({ reading, resource: part.resource })));
  const items = scale.items.map((code) =>
    readings.find(({ reading }) => reading.role === 'item' && reading.code === code),
  );
  const answers = items.map((item) => (item?.reading.role === 'item' ? (item.reading.value ?? null) : null));
  const totals = readings.filter(({ reading }) => reading.role === 'total' || reading.role === 'panel');
  const total =
    totals.find(({ reading }) => reading.role === 'total' && reading.value !== undefined) ??
    totals.find(({ reading }) => reading.role === 'panel' && reading.value !== undefined);
  const level = readings.find(({ reading }) => reading.role === 'level');
  const answered = answers.some((answer) => answer !== null);
  const anchor = total ?? level ?? totals[0] ?? items.find((item) => item !== undefined);
  if (anchor === undefined || (total === undefined && level === undefined && !answered)) return undefined;
  return factFrom('score', anchor.resource, {
    value: {
      instrument,
      total: total && total.reading.role !== 'level' ? (total.reading.value ?? null) : null,
      items: answered ? answers : [],
      itemSum: scoreItems(instrument, answers),
      narrative: narrativeOf(parts, level?.reading.words),
    },
    unit: scale.summed ? '{score}' : undefined,
    when,
    path: anchor.reading.path,
    excerpt: anchor.reading.words,
  });
}

/** The first two items of the PHQ-9 and nothing else of it: that is a PHQ-2. */
function onlyFirstTwo({ instrument, parts }: Administration): boolean {
  const readings = parts.flatMap((part) => part.readings);
  const two = INSTRUMENTS['PHQ-2'].items;
  return (
    instrument === 'PHQ-9' &&
    readings.length === 2 &&
    readings.every((one) => one.role === 'item' && two.includes(one.code))
  );
}

/** What the record says about the score in words: a note or an interpretation, or the level where there is no total. */
function narrativeOf(parts: readonly Scored[], level: string | undefined): string | undefined {
  const notes = parts.flatMap(({ resource }) =>
    objectsAt(resource.json, 'note').map((note) => textAt(note, 'text', 600)),
  );
  const readings = parts.flatMap(({ resource }) =>
    objectsAt(resource.json, 'interpretation').map((one) => textAt(one, 'text', 300)),
  );
  return cleanText([level, ...notes, ...readings].filter((words) => words).join('; '));
}
