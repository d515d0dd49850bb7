import type { UnmappedCode } from '../../chart/chart.ts';
import type { Fact, FactKind } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { readAllergyIntolerance } from './allergy-intolerance.ts';
import { type Lookup, readCarePlan } from './care-plan.ts';
import { readCondition } from './condition.ts';
import { readConsent } from './consent.ts';
import { readCoverage } from './coverage.ts';
import { readDocumentReference } from './document-reference.ts';
import { readEncounter } from './encounter.ts';
import { readGoal } from './goal.ts';
import { milestoneParents } from './goal-milestones.ts';
import { objectAt, textAt } from './json.ts';
import { inLocalTime } from './local-times.ts';
import { readMedicationRequest } from './medication-request.ts';
import { byCodeUnit, naturalOrder } from './natural-order.ts';
import { namesPatient, whyNotOfPatient } from './of-patient.ts';
import { readPatient } from './patient.ts';
import { asReadResource, type DropReason, type ReadResource, type ReadResult, withLabels } from './resource.ts';
import { readScores } from './scores.ts';
import { readServiceRequest } from './service-request.ts';
import { readToxicology } from './toxicology.ts';
import { isLabelledPsychotherapy, isWithheldNote } from './withheld.ts';

/** What was read for one patient. */
export interface ChartResources {
  /** Relative reference of the launch patient, `Patient/123`. */
  readonly patientReference: string;
  readonly resources: readonly unknown[];
  /** Plain text of notes by `DocumentReference/id`. */
  readonly noteTexts: ReadonlyMap<string, string>;
  /** The EHR's FHIR base without a trailing slash: absolute references below it count as relative ones. */
  readonly baseUrl?: string;
  /** The site's own codes, from its registration. */
  readonly codeMap?: SiteCodeMap;
  /** IANA time zone of the site: moments in UTC are told in it. Absent: as the record has them. */
  readonly timeZone?: string;
}

/** A resource that gave no Facts. `reference` is its own relative reference, or its type, or empty when it has neither. */
export interface DroppedResource {
  readonly reference: string;
  readonly reason: DropReason;
}

const KIND_ORDER: readonly FactKind[] = [
  'patient',
  'condition',
  'score',
  'toxicology',
  'medication',
  'allergy',
  'care-plan',
  'goal',
  'objective',
  'planned-intervention',
  'encounter',
  'prior-note',
  'referral',
  'consent',
  'coverage',
];

/**
 * Resources of a foreign server → the Facts of the launch patient. Whatever is malformed, of another patient, entered in
 * error or withheld is left out and listed; nothing throws. Same resources in any order: same Facts, same ids, same order
 * (kind, then date, then id). A resource that came twice is read once, in its latest version.
 */
export function factsFromResources(input: ChartResources): {
  facts: Fact[];
  dropped: DroppedResource[];
  unmapped: UnmappedCode[];
} {
  const facts: Fact[] = [];
  const dropped: DroppedResource[] = [];
  const mine: ReadResource[] = [];
  for (const raw of input.resources) {
    const resource = asReadResource(raw);
    if (typeof resource === 'string') dropped.push({ reference: typeOf(raw), reason: resource });
    else if (namesPatient(resource.type)) mine.push(resource);
  }
  const scored: ReadResource[] = [];
  const withheld = new Set(mine.filter((one) => isWithheld(one, input)).map(({ reference }) => reference));
  const own = latestOfEach(mine).filter((resource) => {
    const stray = whyNotOfPatient(resource, input.patientReference, input.baseUrl);
    const reason = stray ?? (withheld.has(resource.reference) ? 'withheld' : undefined);
    if (reason !== undefined) dropped.push({ reference: resource.reference, reason });
    return reason === undefined;
  });
  const plan: PlanContext = { lookup: lookupOf(own), milestones: milestoneParents(own, input.baseUrl) };
  for (const resource of own) {
    if (resource.type === 'Observation' || resource.type === 'QuestionnaireResponse') {
      scored.push(resource);
      continue;
    }
    const result = readOne(resource, input, plan);
    if (typeof result === 'string') dropped.push({ reference: resource.reference, reason: result });
    else facts.push(...result);
  }
  const scores = readScores(scored, input);
  const screens = readToxicology(scored, input.baseUrl);
  facts.push(...scores.facts, ...screens.facts);
  dropped.push(...scores.dropped, ...screens.dropped);
  const told = input.timeZone === undefined ? facts : inLocalTime(facts, input.timeZone);
  told.sort(
    (a, b) =>
      KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
      byCodeUnit(a.when ?? '~', b.when ?? '~') ||
      naturalOrder(a.id, b.id),
  );
  return {
    facts: told,
    dropped: dropped.sort((a, b) => naturalOrder(a.reference, b.reference) || byCodeUnit(a.reason, b.reason)),
    unmapped: scores.unmapped,
  };
}

/** Withheld in any of its copies: it gives no Facts, and what refers to it does not find it. */
function isWithheld({ type, json }: ReadResource, { codeMap }: ChartResources): boolean {
  if (type === 'Patient') return false;
  return type === 'DocumentReference' ? isWithheldNote(json, codeMap?.documents) : isLabelledPsychotherapy(json);
}

/** What a goal or a care plan cannot tell from itself alone. */
interface PlanContext {
  readonly lookup: Lookup;
  readonly milestones: ReadonlyMap<string, string>;
}

/** Finds what a plan refers to, among the patient's own resources only. */
function lookupOf(own: readonly ReadResource[]): Lookup {
  const byReference = new Map(own.map((one) => [one.reference, one]));
  return (reference) => byReference.get(reference)?.json;
}

function readOne(resource: ReadResource, input: ChartResources, plan: PlanContext): ReadResult {
  const { noteTexts, baseUrl, codeMap } = input;
  switch (resource.type) {
    case 'Patient':
      return readPatient(resource);
    case 'Condition':
      return readCondition(resource);
    case 'CarePlan':
      return readCarePlan(resource, baseUrl, plan.lookup);
    case 'Goal':
      return readGoal(resource, baseUrl, plan.milestones);
    case 'Encounter':
      return readEncounter(resource);
    case 'DocumentReference':
      return readDocumentReference(resource, noteTexts.get(resource.reference), {
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(codeMap === undefined ? {} : { documents: codeMap.documents }),
      });
    case 'MedicationRequest':
      return readMedicationRequest(resource);
    case 'AllergyIntolerance':
      return readAllergyIntolerance(resource);
    case 'ServiceRequest':
      return readServiceRequest(resource, baseUrl);
    case 'Consent':
      return readConsent(resource);
    case 'Coverage':
      return readCoverage(resource);
    default:
      return [];
  }
}

/**
 * One of each reference, the last updated, in an order that does not depend on how they arrived; of copies that say nothing of
 * their age the first. What any copy asks for in passing it on, the one that is kept asks for.
 */
function latestOfEach(resources: readonly ReadResource[]): ReadResource[] {
  const latest = new Map<string, ReadResource>();
  for (const resource of resources) {
    const known = latest.get(resource.reference);
    if (known === undefined) latest.set(resource.reference, resource);
    else {
      const [newer, older] = isFresher(resource, known) ? [resource, known] : [known, resource];
      latest.set(resource.reference, withLabels(newer, older.labels ?? []));
    }
  }
  return [...latest.values()].sort((a, b) => naturalOrder(a.reference, b.reference));
}

function isFresher(one: ReadResource, other: ReadResource): boolean {
  const [at, than] = [updatedAt(one), updatedAt(other)];
  if (at !== than) return at > than;
  const [version, versionOfOther] = [one, other].map(({ versionId }) => (versionId ?? '').padStart(20, '0'));
  return (version ?? '') > (versionOfOther ?? '');
}

/** Milliseconds since 1970: a moment may be written in any time zone, with and without fractions. */
function updatedAt({ json }: ReadResource): number {
  const ms = Date.parse(textAt(objectAt(json, 'meta'), 'lastUpdated', 40) ?? '');
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}

function typeOf(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? (textAt({ ...raw }, 'resourceType', 40) ?? '')
    : '';
}
