import type { UnmappedCode } from '../../chart/chart.ts';
import type { FactOf } from '../../chart/fact.ts';
import { NO_SITE_CODES, type SiteCodeMap } from '../../chart/site-code-map.ts';
import type { DropReason, ReadResource } from './resource.ts';
import { administrationsOf } from './score-administrations.ts';
import { scoreEvidence } from './score-evidence.ts';
import { scoreFacts } from './score-fact.ts';
import { unmappedScores } from './score-unmapped.ts';

/** The score Facts of a chart, what was of a scale and not usable, and codes that look like a scale's and are not known. */
export interface ReadScores {
  readonly facts: FactOf<'score'>[];
  readonly dropped: { reference: string; reason: DropReason }[];
  readonly unmapped: UnmappedCode[];
}

/** How the references and codes of one EHR are to be understood. */
export interface ScoreReader {
  /** The EHR's FHIR base without a trailing slash. */
  readonly baseUrl?: string | undefined;
  /** The site's own codes; absent when it has none. */
  readonly codeMap?: SiteCodeMap | undefined;
}

/**
 * Observations and QuestionnaireResponses of one patient → one `score` Fact for each administration of a scale, in
 * whatever form the record has it: totals, panels, components, single answers, filled-in forms, the same thing twice.
 * Totals and answers are as recorded, nothing is filled in; only a complete form is added up, as `itemSum`. Void,
 * unreadable and impossible values are listed. A title alone makes no score.
 */
export function readScores(resources: readonly ReadResource[], { baseUrl, codeMap }: ScoreReader = {}): ReadScores {
  const codes = codeMap ?? NO_SITE_CODES;
  const { evidence, dropped } = scoreEvidence(resources, codes, baseUrl);
  const facts = scoreFacts(administrationsOf(evidence), baseUrl);
  // A score of no known day stands in no order and in no note: the chart says that it could not be used.
  const undated = facts.flatMap(({ when, source }) =>
    when === undefined && source.from === 'ehr' ? [{ reference: source.reference, reason: 'unreadable' as const }] : [],
  );
  return {
    facts,
    dropped: [...dropped, ...undated],
    unmapped: unmappedScores(resources, codes),
  };
}
