import type { ScoreEvidence } from './score-evidence.ts';

/** Which resources the record ties together, by reference. */
export interface LinkedEvidence {
  readonly byReference: ReadonlyMap<string, readonly ScoreEvidence[]>;
  /** Who points at a reference in hasMember or derivedFrom. */
  readonly pointers: ReadonlyMap<string, readonly ScoreEvidence[]>;
}

/** Indexes the links of hasMember and derivedFrom, in both directions. */
export function linksOf(evidence: readonly ScoreEvidence[]): LinkedEvidence {
  const byReference = new Map<string, ScoreEvidence[]>();
  const pointers = new Map<string, ScoreEvidence[]>();
  for (const one of evidence) {
    put(byReference, one.resource.reference, one);
    for (const reference of new Set(one.linked)) put(pointers, reference, one);
  }
  return { byReference, pointers };
}

/** Adds to the list of a key. */
export function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

/** No form has more results of its own; beyond that a hostile record would make every look-up long. */
const MOST_SIBLINGS = 100;

/**
 * The evidence that the record ties to this: what it points at, what points at it, and what derives from the same
 * QuestionnaireResponse, whether that form is in the chart or not. Observations more than a day apart are not one
 * administration because one points at the other (a score that derives from last month's); a form may be filled in days
 * before its result is filed.
 */
export function linkedWith({ byReference, pointers }: LinkedEvidence, one: ScoreEvidence): ScoreEvidence[] {
  const { reference } = one.resource;
  const direct = [...one.linked.flatMap((to) => byReference.get(to) ?? []), ...(pointers.get(reference) ?? [])].filter(
    (other) => isForm(other.resource.reference) || isForm(reference) || near(one, other),
  );
  const siblings = one.linked.filter(isForm).flatMap((to) => (pointers.get(to) ?? []).slice(0, MOST_SIBLINGS));
  return [...direct, ...siblings].filter((other) => other.resource.reference !== reference);
}

function isForm(reference: string): boolean {
  return reference.startsWith('QuestionnaireResponse/');
}

const DAY_MS = 86_400_000;

function near(one: ScoreEvidence, other: ScoreEvidence): boolean {
  return one.at === undefined || other.at === undefined || Math.abs(one.at - other.at) <= DAY_MS;
}
