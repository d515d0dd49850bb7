import type { InstrumentId } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { allCodings, type ReadCoding, wordsOf } from './codings.ts';
import { dateAt, type JsonObject, objectAt, objectsAt } from './json.ts';
import { type CodedMeaning, codedMeaning } from './score-meaning.ts';
import { saysNoAnswer } from './score-text.ts';
import { scoreValue } from './score-value.ts';

/** What one element of a resource says of a rating scale. */
export interface ScoreReading extends CodedMeaning {
  /** A whole number within the range of the scale; undefined where none is told. */
  readonly value: number | undefined;
  /** FHIRPath below the resource, `component[2].valueInteger`. */
  readonly path: string;
  /** Title and value as the record has them; of a risk level the value alone. */
  readonly words: string;
  /** Why a value that is there is not taken. */
  readonly refused?: 'out-of-range' | 'unreadable';
}

/** More parts than any of these scales has. */
const MOST_COMPONENTS = 60;

/** The readings of an Observation: its own and those of its components. */
export function observationReadings(json: JsonObject, codes: SiteCodeMap): ScoreReading[] {
  const one = (element: JsonObject, path: string) =>
    scoreReading(
      {
        codings: allCodings(element, 'code'),
        title: wordsOf(objectAt(element, 'code')) ?? '',
        holder: element,
        path,
      },
      codes,
    );
  const components = objectsAt(json, 'component').slice(0, MOST_COMPONENTS);
  return [one(json, ''), ...components.map((component, at) => one(component, `component[${at}].`))].filter(
    (reading) => reading !== undefined,
  );
}

/** The element that says which part of a scale it is, and the one that holds the value[x]. */
export interface ScoreElement {
  readonly codings: readonly ReadCoding[];
  readonly title: string;
  readonly holder: JsonObject;
  /** FHIRPath of the holder, with a dot at its end; empty for the resource itself. */
  readonly path: string;
}

/** What an element says of a scale, or undefined where no code of it is known. Contradicting codes give no value. */
export function scoreReading(
  { codings, title, holder, path }: ScoreElement,
  codes: SiteCodeMap,
): ScoreReading | undefined {
  const meaning = codedMeaning(codings, codes);
  if (meaning === undefined) return undefined;
  if (meaning === 'ambiguous') return ambiguous(title, path);
  const [instrument] = meaning.scales;
  if (instrument === undefined) return undefined;
  const { value, raw, at } = scoreValue(holder, { instrument, item: meaning.item });
  const place = { ...meaning, path: `${path}${at}` };
  if (meaning.role === 'level') return { ...place, value: undefined, words: raw ?? '' };
  const words = [title, raw].filter(Boolean).join(': ');
  if (value === undefined) {
    const told = raw !== undefined && !saysNoAnswer(raw);
    return { ...place, value, words, ...(told ? { refused: 'unreadable' } : {}) };
  }
  const fits = inRange(instrument, meaning.item, value);
  return { ...place, value: fits ? value : undefined, words, ...(fits ? {} : { refused: 'out-of-range' }) };
}

function ambiguous(title: string, path: string): ScoreReading {
  return {
    role: 'panel',
    scales: [],
    item: 0,
    knownBy: 'loinc',
    value: undefined,
    path: `${path}code`,
    words: title,
    refused: 'unreadable',
  };
}

function inRange(instrument: InstrumentId, item: number, value: number): boolean {
  const [low, high] = INSTRUMENTS[instrument][item > 0 ? 'itemRange' : 'totalRange'];
  return value >= low && value <= high;
}

/** When the scale was filled in; else when the result was made available. */
export function scoredAt(observation: JsonObject): string | undefined {
  const period = objectAt(observation, 'effectivePeriod');
  return (
    dateAt(observation, 'effectiveDateTime') ??
    dateAt(observation, 'effectiveInstant') ??
    dateAt(period, 'start') ??
    dateAt(period, 'end') ??
    dateAt(observation, 'issued')
  );
}
