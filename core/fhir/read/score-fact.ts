import { type FactOf, INSTRUMENT_IDS } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { scoreItems } from '../../instruments/score-items.ts';
import { cleanText, objectsAt, textAt } from './json.ts';
import { byCodeUnit, naturalOrder } from './natural-order.ts';
import { orAbsent, pertainsToGoals } from './pertains-to-goal.ts';
import { factFrom, type ReadResource } from './resource.ts';
import type { Administration } from './score-joining.ts';
import type { ScoreReading } from './score-reading.ts';
import type { SettledEvidence } from './score-scales.ts';

/** One reading with the part it comes from. */
interface Told {
  readonly reading: ScoreReading;
  readonly part: SettledEvidence;
}

/**
 * Administrations → `score` Facts. The source is the total, else the risk level, the panel, the first answer; of several
 * equal ones an Observation before a form, LOINC before the site's map, a time before a mere day, then by id. An administration that tells neither
 * a total nor a level nor an answer gives none. Two Facts of one resource are told apart by a number in their ids.
 */
export function scoreFacts(administrations: readonly Administration[], baseUrl?: string): FactOf<'score'>[] {
  const anchored = administrations.flatMap((one) => {
    const anchor = anchorOf(one);
    return anchor === undefined ? [] : [{ one, anchor }];
  });
  const order = anchored.toSorted(
    (a, b) =>
      naturalOrder(a.anchor.part.resource.reference, b.anchor.part.resource.reference) ||
      INSTRUMENT_IDS.indexOf(a.one.instrument) - INSTRUMENT_IDS.indexOf(b.one.instrument) ||
      byCodeUnit(a.anchor.reading.path, b.anchor.reading.path),
  );
  const taken = new Map<string, number>();
  return order.map(({ one, anchor }) => {
    const { reference } = anchor.part.resource;
    const count = (taken.get(reference) ?? 0) + 1;
    taken.set(reference, count);
    return factOf(one, anchor, count > 1 ? count : undefined, baseUrl);
  });
}

function factOf(one: Administration, anchor: Told, part: number | undefined, baseUrl?: string): FactOf<'score'> {
  const { instrument } = one;
  const told = one.parts.flatMap((from) => from.readings.map((reading) => ({ reading, part: from })));
  const answers = one.answers();
  const parts = one.parts.toSorted((a, b) => naturalOrder(a.resource.reference, b.resource.reference));
  const goals = parts.flatMap(({ resource }) => pertainsToGoals(resource.json, baseUrl));
  const source = { ...anchor.part.resource, ...labelsOf(parts) };
  return factFrom('score', source, {
    value: {
      instrument,
      total: one.total ?? null,
      items: one.items.size > 0 ? answers : [],
      itemSum: one.contested && !one.whole ? null : scoreItems(instrument, answers),
      narrative: narrativeOf(
        parts.map(({ resource }) => resource),
        one.level,
      ),
      level: one.level,
      knownBy: anchor.reading.knownBy === 'site-map' ? 'site-map' : undefined,
      preliminary: isPreliminary(told) || undefined,
      pertainsTo: orAbsent([...new Set(goals)]),
    },
    unit: INSTRUMENTS[instrument].summed ? '{score}' : undefined,
    when: anchor.part.when ?? parts.find(({ when }) => when !== undefined)?.when,
    path: anchor.reading.path,
    excerpt: anchor.reading.words,
    part,
  });
}

/** What any part asks for in passing it on, the whole asks for. */
function labelsOf(parts: readonly SettledEvidence[]): Pick<ReadResource, 'labels'> {
  const labels = parts.flatMap(({ resource }) => resource.labels ?? []);
  const distinct = new Map(labels.map((label) => [`${label.system}|${label.code}`, label]));
  return distinct.size === 0 ? {} : { labels: [...distinct.values()] };
}

function anchorOf(one: Administration): Told | undefined {
  const told = one.parts.flatMap((part) => part.readings.map((reading) => ({ reading, part })));
  if (one.total === undefined && one.level === undefined && one.items.size === 0) return undefined;
  return told
    .filter(({ reading }) => rankOf(reading) < NO_ANCHOR)
    .toSorted(
      (a, b) =>
        rankOf(a.reading) - rankOf(b.reading) ||
        Number(isForm(a)) - Number(isForm(b)) ||
        Number(a.reading.knownBy !== 'loinc') - Number(b.reading.knownBy !== 'loinc') ||
        Number(!a.part.when?.includes('T')) - Number(!b.part.when?.includes('T')) ||
        a.reading.item - b.reading.item ||
        naturalOrder(a.part.resource.reference, b.part.resource.reference) ||
        byCodeUnit(a.reading.path, b.reading.path),
    )[0];
}

const NO_ANCHOR = 9;

function rankOf({ role, value, words }: ScoreReading): number {
  if (role === 'total') return value === undefined ? 4 : 0;
  if (role === 'panel') return value === undefined ? 3 : 1;
  if (role === 'level') return words === '' ? NO_ANCHOR : 2;
  return value === undefined ? NO_ANCHOR : 5;
}

function isForm({ part }: Told): boolean {
  return part.resource.type === 'QuestionnaireResponse';
}

/** Not yet accepted: the total, the level or one of the answers stands in nothing but preliminary results. */
function isPreliminary(told: readonly Told[]): boolean {
  const accepted = new Map<string, boolean>();
  for (const { reading, part } of told) {
    if (reading.value === undefined && (reading.role !== 'level' || reading.words === '')) continue;
    const key = reading.role === 'item' ? `item ${reading.item}` : reading.role === 'level' ? 'level' : 'total';
    accepted.set(key, (accepted.get(key) ?? false) || !part.preliminary);
  }
  return [...accepted.values()].includes(false);
}

/** What the record says about the score in words: the level where there is no total, notes, interpretations; each once. */
function narrativeOf(parts: readonly ReadResource[], level: string | undefined): string | undefined {
  const notes = parts.flatMap(({ json }) => objectsAt(json, 'note').map((note) => textAt(note, 'text', 600)));
  const readings = parts.flatMap(({ json }) =>
    objectsAt(json, 'interpretation').map((one) => textAt(one, 'text', 300)),
  );
  return cleanText([...new Set([level, ...notes, ...readings])].filter((words) => words).join('; '));
}
