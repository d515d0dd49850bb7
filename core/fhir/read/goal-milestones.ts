import { hasCode } from './codings.ts';
import { type JsonObject, objectsAt, textAt } from './json.ts';
import { referenceAt } from './reference.ts';
import type { ReadResource } from './resource.ts';

const GOAL_RELATIONSHIP = 'http://hl7.org/fhir/StructureDefinition/goal-relationship';

/**
 * Which goal each goal is a piece of, by the extension goal-relationship of type milestone, which the larger goal carries
 * (MCC eCare Plan). A goal that is itself a piece of another has no pieces here: objectives are one level deep.
 */
export function milestoneParents(resources: readonly ReadResource[], baseUrl?: string): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const { json, type, reference } of resources) {
    if (type !== 'Goal') continue;
    for (const piece of piecesOf(json, baseUrl)) {
      if (piece !== reference && !parents.has(piece)) parents.set(piece, reference);
    }
  }
  return new Map([...parents].filter(([, parent]) => !parents.has(parent)));
}

function piecesOf(json: JsonObject, baseUrl: string | undefined): string[] {
  return objectsAt(json, 'extension')
    .filter((one) => textAt(one, 'url') === GOAL_RELATIONSHIP)
    .slice(0, 50)
    .flatMap((one) => {
      const parts = objectsAt(one, 'extension');
      const type = parts.find((part) => textAt(part, 'url') === 'type') ?? {};
      const target = parts.find((part) => textAt(part, 'url') === 'target') ?? {};
      const reference = referenceAt(target, 'valueReference', baseUrl);
      return hasCode(type, 'valueCodeableConcept', 'milestone') && reference?.startsWith('Goal/') ? [reference] : [];
    });
}
