import type { DocumentKind } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import {
  COUNSELLING_NOTE_TITLE,
  COUNSELLING_NOTE_TYPES,
  SUBSTANCE_USE_LABELS,
  WITHHELD_LABELS,
  WITHHELD_TITLES,
} from '../codes/sensitive-notes.ts';
import { LOINC } from '../codes/systems.ts';
import { allCodings, type ReadCoding } from './codings.ts';
import type { JsonObject } from './json.ts';
import { documentWords, labelCodings, securityLabels } from './security-labels.ts';

/** Kinds a site's code map may give to its own document types, and that are never read. */
const WITHHELD_KINDS: ReadonlySet<DocumentKind> = new Set(['psychotherapy-note', 'sud-counselling-note']);

/** True for a resource of any type that is labelled as, or as part of, a psychotherapy note, among its labels or categories. */
export function isLabelledPsychotherapy(json: JsonObject): boolean {
  return namesPsychotherapy(labelCodings(json)) || namesPsychotherapy(typesOf(json));
}

/**
 * True for a psychotherapy note or a substance-use counselling note, however the record marks it: by label, by type or
 * category, by title, by the site's own document types, or by very restricted confidentiality, which a note has for no
 * lesser reason (standards: 45 CFR 164.501, 42 CFR 2.11). When in doubt the note is withheld.
 */
export function isWithheldNote(json: JsonObject, documents?: SiteCodeMap['documents']): boolean {
  return isProtectedNote(json, documents) || securityLabels(json).some(({ code }) => code === 'V');
}

/** As `isWithheldNote`, without what is very restricted for another reason: a note of ours may inherit that. */
export function isProtectedNote(json: JsonObject, documents?: SiteCodeMap['documents']): boolean {
  const types = typesOf(json);
  if (namesPsychotherapy(labelCodings(json)) || namesPsychotherapy(types)) return true;
  if (WITHHELD_KINDS.has(siteDocumentKind(json, documents) ?? 'other')) return true;
  const words = documentWords(json);
  if (words.some((one) => WITHHELD_TITLES.some((pattern) => pattern.test(one)))) return true;
  const counsels =
    types.some(({ system, code }) => system === LOINC && COUNSELLING_NOTE_TYPES.has(code ?? '')) ||
    words.some((one) => COUNSELLING_NOTE_TITLE.test(one));
  return counsels && securityLabels(json).some(({ code }) => SUBSTANCE_USE_LABELS.has(code));
}

function typesOf(json: JsonObject): ReadCoding[] {
  return [...allCodings(json, 'type'), ...allCodings(json, 'category')];
}

function namesPsychotherapy(codings: readonly ReadCoding[]): boolean {
  return codings.some(({ code }) => WITHHELD_LABELS.has(code ?? ''));
}

/** What the site says this document is, by the first of its types and categories that the site's code map holds. */
export function siteDocumentKind(json: JsonObject, documents?: SiteCodeMap['documents']): DocumentKind | undefined {
  if (documents === undefined) return undefined;
  for (const { system, code } of [...allCodings(json, 'type'), ...allCodings(json, 'category')]) {
    const key = `${system ?? ''}|${code ?? ''}`;
    if (Object.hasOwn(documents, key)) return documents[key];
  }
  return undefined;
}
