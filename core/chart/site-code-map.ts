import type { DocumentKind, InstrumentId } from './fact.ts';

/** What one of a site's own result codes means: a total, a panel or a risk level of a scale, or one item, counted from 1. */
export type ScoreMeaning =
  | { readonly instrument: InstrumentId; readonly part: 'total' | 'panel' | 'level' }
  | { readonly instrument: InstrumentId; readonly part: 'item'; readonly item: number };

/**
 * A site's own codes. Keys are `system|code` exactly as the EHR sends them, such as Epic's
 * `http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id|1570`. For a question of a form the key is
 * `questionnaire|linkId`, the canonical without its version.
 */
export interface SiteCodeMap {
  readonly scores: Readonly<Record<string, ScoreMeaning>>;
  readonly documents: Readonly<Record<string, DocumentKind>>;
}

/** No code of its own. */
export const NO_SITE_CODES: SiteCodeMap = { scores: {}, documents: {} };
