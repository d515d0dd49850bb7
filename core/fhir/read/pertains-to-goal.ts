import { PERTAINS_TO_GOAL } from '../codes/systems.ts';
import { type JsonObject, objectsAt, textAt } from './json.ts';
import { referenceAt, relativeReference } from './reference.ts';

/** More than any plan refers to; what a hostile resource lists beyond is not read. */
const MOST = 50;

/**
 * The goals a resource is tied to by the extension resource-pertainsToGoal, `Goal/…`, each once, in the order of the
 * record. References to anything else, or to another server, are left out.
 */
export function pertainsToGoals(json: JsonObject, baseUrl?: string): string[] {
  return distinct(
    objectsAt(json, 'extension')
      .filter((one) => textAt(one, 'url') === PERTAINS_TO_GOAL)
      .map((one) => referenceAt(one, 'valueReference', baseUrl))
      .filter((reference) => reference?.startsWith('Goal/')),
  );
}

/** The relative references of element `name`, a list of References; each once, in the order of the record. */
export function referencesAt(json: JsonObject, name: string, baseUrl?: string): string[] {
  return distinct(objectsAt(json, name).map((one) => relativeReference(textAt(one, 'reference', 600), baseUrl)));
}

/** The list, or undefined when it is empty: an element that is absent is absent in the Fact too. */
export function orAbsent(references: readonly string[]): readonly string[] | undefined {
  return references.length > 0 ? references : undefined;
}

function distinct(references: readonly (string | undefined)[]): string[] {
  return [...new Set(references.filter((one) => one !== undefined))].slice(0, MOST);
}
