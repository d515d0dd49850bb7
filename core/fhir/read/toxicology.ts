import type { FactOf, ScreenResult } from '../../chart/fact.ts';
import { DRUG_SCREEN_PANELS, DRUG_SCREEN_SUBSTANCES } from '../codes/drug-screens.ts';
import { LOINC_SYSTEMS } from '../codes/systems.ts';
import { allCodings, hasCode } from './codings.ts';
import { dateAt, type JsonObject, objectsAt, textAt } from './json.ts';
import { byCodeUnit, naturalOrder } from './natural-order.ts';
import { relativeReference } from './reference.ts';
import { type DropReason, factFrom, type ReadResource, withLabels } from './resource.ts';
import { scoredAt } from './score-reading.ts';
import { screenValue } from './screen-value.ts';

/** The drug screens of a chart, and the tests of one that were no use. */
export interface ReadToxicology {
  readonly facts: FactOf<'toxicology'>[];
  readonly dropped: { reference: string; reason: DropReason }[];
}

/** One resource of a screen with what its own tests found. */
interface Piece {
  readonly resource: ReadResource;
  readonly results: readonly ScreenResult[];
  /** One of its tests says two things at once. */
  readonly contradicts: boolean;
  readonly isPanel: boolean;
  readonly members: readonly string[];
  readonly when: string | undefined;
}

const VOID: ReadonlyMap<string, DropReason> = new Map([
  ['entered-in-error', 'entered-in-error'],
  ['cancelled', 'not-in-force'],
  ['registered', 'not-in-force'],
]);
/** More tests than any panel has. */
const MOST_TESTS = 60;
/** Every code that is read names urine. */
const SPECIMEN = 'urine';

/**
 * Laboratory Observations with a LOINC code of a drug test in urine → one `toxicology` Fact for each screen: a panel with
 * its components or members, or single tests of one moment. Results are those the laboratory stated, never worked out from
 * an amount. Nothing else of the laboratory becomes a Fact; void, undated and unreadable tests are listed.
 */
export function readToxicology(resources: readonly ReadResource[], baseUrl?: string): ReadToxicology {
  const dropped: ReadToxicology['dropped'] = [];
  const pieces: Piece[] = [];
  for (const resource of resources) {
    if (!isDrugTest(resource)) continue;
    const piece = pieceOf(resource, baseUrl);
    const reason = VOID.get(textAt(resource.json, 'status', 40) ?? '') ?? whyUseless(piece);
    if (reason === undefined) pieces.push(piece);
    else dropped.push({ reference: resource.reference, reason });
  }
  const facts = screensOf(pieces).flatMap((screen) => screenFact(screen) ?? []);
  return { facts, dropped };
}

function isDrugTest({ type, json }: ReadResource): boolean {
  if (type !== 'Observation') return false;
  const categories = allCodings(json, 'category');
  if (categories.length > 0 && !hasCode(json, 'category', 'laboratory')) return false;
  return [json, ...components(json)].some((one) => isPanelCode(one) || substanceOf(one) !== undefined);
}

function pieceOf(resource: ReadResource, baseUrl: string | undefined): Piece {
  const { json } = resource;
  const read = [json, ...components(json)].map(resultOf);
  return {
    resource,
    results: read.filter((one) => one !== undefined && one !== 'contradicting'),
    contradicts: read.includes('contradicting'),
    isPanel: isPanelCode(json),
    members: objectsAt(json, 'hasMember')
      .slice(0, MOST_TESTS)
      .flatMap((one) => relativeReference(textAt(one, 'reference', 600), baseUrl) ?? []),
    when: scoredAt(json),
  };
}

/** What has a result that a note cannot use. A test without a result yet says nothing, and is no gap. */
function whyUseless({ results, contradicts, when }: Piece): DropReason | undefined {
  if (contradicts) return 'unreadable';
  return results.length > 0 && (when === undefined || when.length < 10) ? 'unreadable' : undefined;
}

function components(json: JsonObject): JsonObject[] {
  return objectsAt(json, 'component').slice(0, MOST_TESTS);
}

function resultOf(element: JsonObject): ScreenResult | 'contradicting' | undefined {
  const substance = substanceOf(element);
  const value = substance === undefined ? undefined : screenValue(element);
  if (substance === undefined || value === undefined || value === 'contradicting') return value && 'contradicting';
  return { substance, ...value };
}

function loincCodes(element: JsonObject): string[] {
  return allCodings(element, 'code').flatMap(({ system, code }) =>
    system !== undefined && code !== undefined && LOINC_SYSTEMS.has(system) ? [code] : [],
  );
}

function isPanelCode(element: JsonObject): boolean {
  return loincCodes(element).some((code) => DRUG_SCREEN_PANELS.has(code));
}

/** Codes that name two substances at once say neither. */
function substanceOf(element: JsonObject): string | undefined {
  const named = new Set(loincCodes(element).flatMap((code) => DRUG_SCREEN_SUBSTANCES.get(code) ?? []));
  return named.size === 1 ? [...named][0] : undefined;
}

/** The pieces of each screen: a panel first, then its members; what no panel names goes together by its moment. */
function screensOf(pieces: readonly Piece[]): Piece[][] {
  const sorted = pieces.toSorted((a, b) => naturalOrder(a.resource.reference, b.resource.reference));
  const byReference = new Map(sorted.map((piece) => [piece.resource.reference, piece]));
  const taken = new Set<Piece>();
  const screens = sorted
    .filter(({ members, isPanel }) => isPanel || members.length > 0)
    .map((panel) => {
      const members = panel.members.flatMap((member) => byReference.get(member) ?? []);
      const own = [panel, ...members].filter((one) => !taken.has(one));
      for (const one of own) taken.add(one);
      return own;
    });
  const rest = Map.groupBy(
    sorted.filter((one) => !taken.has(one)),
    ({ when }) => momentOf(when),
  );
  return [...screens, ...rest.values()];
}

function momentOf(when = ''): string {
  const ms = when.includes('T') ? Date.parse(when) : Number.NaN;
  return Number.isNaN(ms) ? when : String(ms);
}

function screenFact(pieces: readonly Piece[]): FactOf<'toxicology'> | undefined {
  const [first] = pieces;
  const results = once(pieces.flatMap((piece) => piece.results));
  if (first === undefined || results.length === 0) return undefined;
  const resource = withLabels(
    first.resource,
    pieces.flatMap(({ resource: { labels } }) => labels ?? []),
  );
  return factFrom('toxicology', resource, {
    value: {
      specimen: SPECIMEN,
      results,
      resulted: pieces
        .flatMap(({ resource: { json } }) => dateAt(json, 'issued') ?? [])
        .toSorted()
        .at(-1),
      preliminary: pieces.some(({ resource: { json } }) => textAt(json, 'status', 40) === 'preliminary') || undefined,
    },
    path: first.isPanel || first.members.length > 0 ? 'code' : 'value',
    excerpt: results.map(({ substance, result, words }) => `${substance}: ${words ?? result}`).join('; '),
    when: first.when,
  });
}

const RESULTS = ['positive', 'inconclusive', 'other', 'negative'] as const;
const SUBSTANCES = [...new Set(DRUG_SCREEN_SUBSTANCES.values())];

/**
 * The same found twice is told once; what was found differently stands twice. Ordered by what was found, then as the
 * substances are listed: how an EHR files a screen must not change what is told of it.
 */
function once(results: readonly ScreenResult[]): ScreenResult[] {
  const seen = new Map(results.map((one) => [`${one.substance}|${one.result}|${one.words ?? ''}`, one]));
  return [...seen.values()].toSorted(
    (a, b) =>
      RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result) ||
      SUBSTANCES.indexOf(a.substance) - SUBSTANCES.indexOf(b.substance) ||
      byCodeUnit(a.words ?? '', b.words ?? ''),
  );
}
