import type { InstrumentId } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { dateAt, type JsonObject, objectsAt, textAt } from './json.ts';
import { responseReadings } from './questionnaire-response.ts';
import { relativeReference } from './reference.ts';
import type { DropReason, ReadResource } from './resource.ts';
import { observationReadings, type ScoreReading, scoredAt } from './score-reading.ts';

/** What one resource says of one administration of one scale. Its readings never contradict each other. */
export interface ScoreEvidence {
  readonly resource: ReadResource;
  /** The scales it may be of. Only questions that PHQ-9, PHQ-2 and PHQ-A share leave a choice. */
  readonly scales: readonly InstrumentId[];
  readonly readings: readonly ScoreReading[];
  readonly when: string | undefined;
  /** The same for the same moment however it is written; a day where no time is told, undefined below a day. */
  readonly moment: string | undefined;
  /** Milliseconds since 1970, of a day its beginning in UTC. */
  readonly at: number | undefined;
  /** `YYYY-MM-DD` as written. */
  readonly day: string | undefined;
  /** References in hasMember and derivedFrom. */
  readonly linked: readonly string[];
  readonly preliminary: boolean;
}

/** What the resources of a chart say of scales, and those of them that were no use. */
export interface FoundEvidence {
  readonly evidence: ScoreEvidence[];
  readonly dropped: { reference: string; reason: DropReason }[];
}

const VOID: ReadonlyMap<string, DropReason> = new Map([
  ['entered-in-error', 'entered-in-error'],
  ['cancelled', 'not-in-force'],
  ['registered', 'not-in-force'],
]);
/** More members than the longest form has questions. */
const MOST_LINKS = 100;
const WHOLE_FORM = new Set(['completed', 'amended']);

/**
 * The evidence in Observations and QuestionnaireResponses; other resources, and those without a code of a scale, give
 * none. A void or unfinished one is dropped as a whole; of the others only the values that are out of range or unreadable
 * are left out, and the resource is listed for it, so that one bad total never hides an answer to item 9.
 */
export function scoreEvidence(
  resources: readonly ReadResource[],
  codes: SiteCodeMap,
  baseUrl: string | undefined,
): FoundEvidence {
  const evidence: ScoreEvidence[] = [];
  const dropped: FoundEvidence['dropped'] = [];
  for (const resource of resources) {
    const readings = readingsOf(resource, codes);
    if (readings.length === 0) continue;
    const refused = whyVoid(resource);
    const reason = refused ?? worst(readings);
    if (reason !== undefined) dropped.push({ reference: resource.reference, reason });
    if (refused === undefined) evidence.push(...piecesOf(resource, readings, baseUrl));
  }
  return { evidence, dropped };
}

function readingsOf({ type, json }: ReadResource, codes: SiteCodeMap): ScoreReading[] {
  if (type === 'Observation') return observationReadings(json, codes);
  return type === 'QuestionnaireResponse' ? responseReadings(json, codes) : [];
}

function whyVoid({ type, json }: ReadResource): DropReason | undefined {
  const status = textAt(json, 'status', 40) ?? '';
  const reason = VOID.get(status);
  if (reason !== undefined || type === 'Observation') return reason;
  return WHOLE_FORM.has(status) ? undefined : 'not-in-force';
}

function worst(readings: readonly ScoreReading[]): DropReason | undefined {
  const reasons = readings.map(({ refused }) => refused);
  return reasons.find((reason) => reason === 'out-of-range') ?? reasons.find((reason) => reason !== undefined);
}

/** One resource may hold several scales, and, when something is wrong, two answers to one question: each its own piece. */
function piecesOf(resource: ReadResource, readings: readonly ScoreReading[], baseUrl?: string): ScoreEvidence[] {
  const pieces: { scales: readonly InstrumentId[]; readings: ScoreReading[] }[] = [];
  const named = new Set(readings.filter(({ role }) => role !== 'item').flatMap(({ scales }) => scales));
  const wholePhq9 = readings.some(({ scales }) => scales[0] === 'PHQ-9' && !scales.includes('PHQ-2'));
  for (const reading of readings.filter(({ scales }) => scales.length > 0)) {
    for (const scales of placesOf(reading, named, wholePhq9)) {
      const home = pieces.find((piece) => sameScales(piece.scales, scales) && agrees(piece.readings, reading));
      if (home === undefined) {
        pieces.push({ scales, readings: [reading] });
        continue;
      }
      home.readings.push(reading);
      home.scales = home.scales.filter((scale) => scales.includes(scale));
    }
  }
  const shared = {
    resource,
    ...timeOf(resource),
    linked: links(resource.json, baseUrl),
    preliminary: isPreliminary(resource),
  };
  return pieces.map((piece) => ({ ...shared, ...piece }));
}

/** The scale of a reading, or several where one answer counts for each; one choice of several where nothing decides. */
function placesOf(
  { role, scales }: ScoreReading,
  named: ReadonlySet<InstrumentId>,
  wholePhq9: boolean,
): (readonly InstrumentId[])[] {
  if (role !== 'item' || scales.length === 1) return [scales.slice(0, 1)];
  const own = scales.filter((scale) => named.has(scale));
  if (own.length === 0) return [scales];
  // Questions 1 and 2 asked once serve the PHQ-2 and the PHQ-9 that follows it.
  const also = own.every((scale) => scale === 'PHQ-2') && wholePhq9 ? (['PHQ-9'] as const) : [];
  const both = own.includes('PHQ-9') ? own.filter((scale) => scale !== 'PHQ-A') : own;
  return [...both, ...also].map((scale) => [scale]);
}

function sameScales(one: readonly InstrumentId[], other: readonly InstrumentId[]): boolean {
  if (one.length === 1 || other.length === 1) return one.length === other.length && one[0] === other[0];
  return one.some((scale) => other.includes(scale));
}

function agrees(readings: readonly ScoreReading[], next: ScoreReading): boolean {
  const rival = (one: ScoreReading) =>
    next.role === 'level'
      ? one.role === 'level' && one.words !== next.words
      : one.value !== undefined &&
        next.value !== undefined &&
        one.value !== next.value &&
        (one.role === 'item') === (next.role === 'item') &&
        one.item === next.item;
  return !readings.some(rival);
}

function links(json: JsonObject, baseUrl: string | undefined): string[] {
  return [...objectsAt(json, 'hasMember'), ...objectsAt(json, 'derivedFrom')]
    .slice(0, MOST_LINKS)
    .flatMap((one) => relativeReference(textAt(one, 'reference', 600), baseUrl) ?? []);
}

function isPreliminary({ json }: ReadResource): boolean {
  return textAt(json, 'status', 40) === 'preliminary';
}

function timeOf({ type, json }: ReadResource): Pick<ScoreEvidence, 'when' | 'moment' | 'at' | 'day'> {
  const when = type === 'Observation' ? scoredAt(json) : dateAt(json, 'authored');
  if (when === undefined || when.length < 10) return { when, moment: undefined, at: undefined, day: undefined };
  const timed = when.includes('T');
  // A time without an offset is not FHIR; it is compared as UTC, so that no machine's own zone comes in.
  const ms = Date.parse(!timed || /(?:Z|[+-]\d\d:\d\d)$/.test(when) ? when : `${when}Z`);
  const at = Number.isNaN(ms) ? undefined : ms;
  return { when, moment: timed && at !== undefined ? String(at) : when, at, day: when.slice(0, 10) };
}
