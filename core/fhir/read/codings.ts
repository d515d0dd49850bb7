import { isObject, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';

/** One code as sent. */
export interface ReadCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

/** The codings of a CodeableConcept, in order. */
export function codingsOf(concept: JsonObject): ReadCoding[] {
  return objectsAt(concept, 'coding').map(codingOf);
}

/** One Coding element. */
export function codingOf(coding: JsonObject): ReadCoding {
  const system = textAt(coding, 'system', 400);
  const code = textAt(coding, 'code', 100);
  const display = textAt(coding, 'display', 500);
  return {
    ...(system === undefined ? {} : { system }),
    ...(code === undefined ? {} : { code }),
    ...(display === undefined ? {} : { display }),
  };
}

/** The words of a CodeableConcept: its text, else the first display, else the first code. */
export function wordsOf(concept: JsonObject): string | undefined {
  const codings = codingsOf(concept);
  return (
    textAt(concept, 'text', 500) ?? codings.find((one) => one.display)?.display ?? codings.find((one) => one.code)?.code
  );
}

/** All codings of element `name`, whether it holds one CodeableConcept or a list of them. */
export function allCodings(resource: JsonObject, name: string): ReadCoding[] {
  return concepts(resource, name).flatMap(codingsOf);
}

/** The words of every concept of element `name`, texts and displays alike. */
export function allWords(resource: JsonObject, name: string): string[] {
  return concepts(resource, name).flatMap((concept) =>
    [textAt(concept, 'text', 500), ...codingsOf(concept).map((one) => one.display)].filter(
      (words) => words !== undefined,
    ),
  );
}

/** True when a coding of element `name` has this code in any system. */
export function hasCode(resource: JsonObject, name: string, ...codes: string[]): boolean {
  return allCodings(resource, name).some((one) => one.code !== undefined && codes.includes(one.code));
}

/** The first code of element `name`, such as a clinicalStatus. */
export function codeAt(resource: JsonObject, name: string): string | undefined {
  return allCodings(resource, name).find((one) => one.code)?.code;
}

function concepts(resource: JsonObject, name: string): JsonObject[] {
  const one = Object.hasOwn(resource, name) ? resource[name] : undefined;
  return isObject(one) ? [objectAt(resource, name)] : objectsAt(resource, name);
}
