import type { DocumentKind } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import {
  COUNSELLING_NOTE_TYPES,
  SUBSTANCE_USE_LABELS,
  WITHHELD_LABELS,
  WITHHELD_TITLES,
} from '../codes/sensitive-notes.ts';
import { LOINC } from '../codes/systems.ts';
import { allCodings } from './codings.ts';
import type { JsonObject } from './json.ts';
import { documentWords, labelCodings, securityLabels } from './security-labels.ts';

/** Kinds a site's code map may give to its own document types, and that are never read. */
const WITHHELD_KINDS: ReadonlySet<DocumentKind> = new Set(['psychotherapy-note', 'sud-counselling-note']);

/** True for a resource of any type that is labelled as, or as part of, a psychotherapy note. */
export function isLabelledPsychotherapy(json: JsonObject): boolean {
  return labelCodings(json).some((one) => WITHHELD_LABELS.has(one.code ?? ''));
}

/**
 * True for a psychotherapy note or a substance-use counselling note, however the record marks it: by label, by type or
 * category, by title, by the site's own document types, or by very restricted confidentiality, which a note has for no
 * lesser reason (standards: 45 CFR 164.501, 42 CFR 2.11). When in doubt the note is withheld.
 */
export function isWithheldNote(json: JsonObject, documents?: SiteCodeMap['documents']): boolean {
  const types = [...allCodings(json, 'type'), ...allCodings(json, 'category')];
  const labels = securityLabels(json).map(({ code }) => code);
  return (
    isLabelledPsychotherapy(json) ||
    types.some(({ code }) => WITHHELD_LABELS.has(code ?? '')) ||
    labels.includes('V') ||
    WITHHELD_KINDS.has(siteDocumentKind(json, documents) ?? 'other') ||
    documentWords(json).some((words) => WITHHELD_TITLES.some((pattern) => pattern.test(words))) ||
    (labels.some((code) => SUBSTANCE_USE_LABELS.has(code)) &&
      types.some(({ system, code }) => system === LOINC && COUNSELLING_NOTE_TYPES.has(code ?? '')))
  );
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
