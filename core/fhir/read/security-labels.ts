import type { SecurityLabel } from '../../chart/fact.ts';
import {
  KNOWN_LABELS,
  LABEL_BASIS_EXTENSION,
  LABEL_SYSTEMS,
  LABELLED_BY_WORDS,
  ORDINARY_CONFIDENTIALITY,
  V3_ACT_CODE,
  V3_CONFIDENTIALITY,
} from '../codes/security-labels.ts';
import { allCodings, allWords, codingOf, type ReadCoding } from './codings.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from './json.ts';

/** As many labels of a site's own are carried on; known ones all. */
const MOST_OF_A_SITE = 40;
/** HL7's other code systems in meta.security say why data may be used or how it came about, not how to pass it on. */
const OTHER_HL7 = /^http:\/\/(terminology\.hl7\.org\/CodeSystem|hl7\.org\/fhir\/v3)\//;

/**
 * The labels that ask for care in passing a resource on, each once, in the order of the record: meta.security with the
 * basis that DS4P puts on a label, DocumentReference.securityLabel, v3 codes among type and category, and what a document's
 * type or category says in words. Ordinary confidentiality and purposes of use are left out. A site's own label is kept.
 */
export function securityLabels(json: JsonObject): SecurityLabel[] {
  const labels = new Map<string, SecurityLabel>();
  const add = (label: SecurityLabel | undefined): void => {
    if (label === undefined || (labels.size >= MOST_OF_A_SITE && KNOWN_LABELS.get(label.code) !== label.system)) return;
    labels.set(`${label.system}|${label.code}`, label);
  };
  for (const one of labelCodings(json)) add(labelOf(one));
  if (json['resourceType'] === 'DocumentReference') {
    for (const one of [...allCodings(json, 'type'), ...allCodings(json, 'category')])
      if (LABEL_SYSTEMS.has(one.system ?? '')) add(labelOf(one));
    const words = documentWords(json);
    for (const [pattern, code] of LABELLED_BY_WORDS)
      if (words.some((one) => pattern.test(one))) add({ system: V3_ACT_CODE, code });
  }
  return [...labels.values()];
}

/** Every coding of meta.security and securityLabel, and the basis a label names. */
export function labelCodings(json: JsonObject): ReadCoding[] {
  return [
    ...objectsAt(objectAt(json, 'meta'), 'security'),
    ...objectsAt(json, 'securityLabel').flatMap((one) => objectsAt(one, 'coding')),
  ].flatMap((one) => [codingOf(one), ...basesOf(one)]);
}

/** Type, category and description in words, with hyphens and underscores read as blanks. */
export function documentWords(json: JsonObject): string[] {
  return [
    ...allWords(json, 'type'),
    ...allWords(json, 'category'),
    ...[...allCodings(json, 'type'), ...allCodings(json, 'category')].map(({ code }) => code),
    textAt(json, 'description'),
    ...objectsAt(json, 'content').map((one) => textAt(objectAt(one, 'attachment'), 'title')),
  ]
    .filter((words) => words !== undefined)
    .map((words) => words.replace(/[\s_-]+/g, ' '));
}

function basesOf(label: JsonObject): ReadCoding[] {
  return objectsAt(label, 'extension')
    .filter((one) => textAt(one, 'url') === LABEL_BASIS_EXTENSION)
    .map((one) => codingOf(objectAt(one, 'valueCoding')));
}

function labelOf({ system, code }: ReadCoding): SecurityLabel | undefined {
  if (code === undefined) return undefined;
  const known = system === undefined ? KNOWN_LABELS.get(code) : LABEL_SYSTEMS.get(system);
  if (known === V3_CONFIDENTIALITY && ORDINARY_CONFIDENTIALITY.has(code)) return undefined;
  if (known !== undefined) return { system: known, code };
  return system === undefined || OTHER_HL7.test(system) ? undefined : { system, code };
}
