import type { Fact } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { LOINC } from '../codes/systems.ts';
import { allCodings, codeAt, wordsOf } from './codings.ts';
import { dateAt, isTrueAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { orAbsent, pertainsToGoals, referencesAt } from './pertains-to-goal.ts';
import { referenceAt } from './reference.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/**
 * Goal → `goal` or `objective` Facts. A Goal that pertains to another Goal, or is a milestone of it, is an objective of it; a Goal of its own is a
 * goal, and each of its targets is an objective too. Proposed, rejected and entered-in-error Goals give nothing.
 */
export function readGoal(
  resource: ReadResource,
  baseUrl?: string,
  milestones?: ReadonlyMap<string, string>,
): ReadResult {
  const { json } = resource;
  const lifecycle = textAt(json, 'lifecycleStatus', 40) ?? 'unknown';
  if (lifecycle === 'entered-in-error') return 'entered-in-error';
  if (lifecycle === 'proposed' || lifecycle === 'rejected') return 'not-in-force';
  const statement = wordsOf(objectAt(json, 'description'));
  if (statement === undefined) return 'unreadable';
  const localId = localIdOf(resource);
  const parent =
    pertainsToGoals(json, baseUrl).find((one) => one !== resource.reference) ?? milestones?.get(resource.reference);
  const targets = objectsAt(json, 'target');
  const status = objectiveStatus(json, lifecycle);
  const when = dateAt(json, 'startDate') ?? dateAt(json, 'statusDate');
  const links = linksOf(json, baseUrl);

  const objective = (target: JsonObject, part?: number): Fact =>
    factFrom('objective', resource, {
      value: {
        localId: part === undefined ? localId : `${localId}.${part}`,
        goalFactId: `goal:${parent ?? resource.reference}`,
        text: statement,
        measure: measureOf(target),
        baseline: baselineOf(json),
        target: targetOf(target),
        due: dateAt(target, 'dueDate'),
        status,
        ...links,
      },
      when,
      part,
      path: part === undefined ? 'target' : `target[${part - 1}]`,
      excerpt: statement,
    });

  if (parent !== undefined) return [objective(targets[0] ?? {})];
  const goal = factFrom('goal', resource, {
    value: { localId, statement, patientWords: patientWords(json), status: lifecycle, ...links },
    when,
    path: 'description',
    excerpt: statement,
  });
  const own = targets.slice(0, 20).map((target, at) => objective(target, targets.length > 1 ? at + 1 : undefined));
  return [goal, ...own];
}

/** The plan's own short name for it, `g1o2`, where an identifier has one; else the resource id. */
function localIdOf({ json, reference }: ReadResource): string {
  const values = objectsAt(json, 'identifier').map((one) => textAt(one, 'value', 40));
  return (
    values.find((value) => value !== undefined && /^[A-Za-z0-9._-]{1,16}$/.test(value)) ??
    reference.slice('Goal/'.length)
  );
}

/** What MCC carries beside the words: what the goal is for, how far it got, who set it, what came of it. */
function linksOf(json: JsonObject, baseUrl: string | undefined) {
  const achievement = codeAt(json, 'achievementStatus');
  return {
    addresses: orAbsent(referencesAt(json, 'addresses', baseUrl)),
    achievement,
    achievementDate: achievement === undefined ? undefined : dateAt(json, 'statusDate'),
    expressedBy: referenceAt(json, 'expressedBy', baseUrl),
    outcomes: orAbsent(referencesAt(json, 'outcomeReference', baseUrl)),
  };
}

function objectiveStatus(json: JsonObject, lifecycle: string): 'live' | 'met' | 'ended' {
  const achieved = codeAt(json, 'achievementStatus');
  if (achieved === 'achieved') return 'met';
  if (achieved === 'not-achieved' || achieved === 'not-attainable') return 'ended';
  if (lifecycle === 'completed') return 'met';
  return lifecycle === 'cancelled' ? 'ended' : 'live';
}

/** The instrument's short name where the measure is one of its LOINC codes, else the words of the measure. */
function measureOf(target: JsonObject): string | undefined {
  const codes = allCodings(target, 'measure').flatMap((one) => (one.system === LOINC && one.code ? [one.code] : []));
  const scale = Object.values(INSTRUMENTS).find((one) =>
    codes.some((code) => code === one.total || code === one.panel),
  );
  return scale?.id ?? wordsOf(objectAt(target, 'measure'));
}

function targetOf(target: JsonObject): string | undefined {
  const range = objectAt(target, 'detailRange');
  const low = quantityWords(objectAt(range, 'low'));
  const high = quantityWords(objectAt(range, 'high'));
  if (low !== undefined || high !== undefined)
    return low && high ? `${low} to ${high}` : low ? `≥ ${low}` : `≤ ${high}`;
  return (
    quantityWords(objectAt(target, 'detailQuantity')) ??
    textAt(target, 'detailString', 300) ??
    numberAt(target, 'detailInteger')?.toString() ??
    wordsOf(objectAt(target, 'detailCodeableConcept')) ??
    (isTrueAt(target, 'detailBoolean') ? 'yes' : undefined)
  );
}

function quantityWords(quantity: JsonObject): string | undefined {
  const value = numberAt(quantity, 'value');
  if (value === undefined) return undefined;
  const sign = { '<=': '≤ ', '>=': '≥ ', '<': '< ', '>': '> ' }[textAt(quantity, 'comparator', 2) ?? ''] ?? '';
  const unit = textAt(quantity, 'unit', 40) ?? textAt(quantity, 'code', 40);
  return `${sign}${value}${unit === undefined || /^(\{score\}|score|1)$/.test(unit) ? '' : ` ${unit}`}`;
}

/** FHIR R4 has no element for a baseline; some records keep it in a note, `Baseline: 22`. */
function baselineOf(json: JsonObject): string | undefined {
  return noteAfter(json, /^baseline\s*:\s*(.+)$/i);
}

/** The patient's own words: a note that the patient is the author of, or one that says so. */
function patientWords(json: JsonObject): string | undefined {
  const patient = textAt(objectAt(json, 'subject'), 'reference', 600);
  const own = objectsAt(json, 'note').find((note) => {
    const author = textAt(objectAt(note, 'authorReference'), 'reference', 600);
    return author !== undefined && author === patient;
  });
  const words = own && textAt(own, 'text', 600);
  return words ?? noteAfter(json, /^(?:in )?(?:the )?(?:patient|client)(?:['’]s)?(?: own)? words\s*:\s*(.+)$/i);
}

function noteAfter(json: JsonObject, pattern: RegExp): string | undefined {
  for (const note of objectsAt(json, 'note')) {
    const found = pattern.exec(textAt(note, 'text', 600) ?? '')?.[1];
    if (found !== undefined) return found.replace(/^["“](.*)["”]$/, '$1').trim() || undefined;
  }
  return undefined;
}
