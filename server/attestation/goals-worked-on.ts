import { type Fact, factsOf } from '../../core/chart/fact.ts';
import { ratesWork } from '../../core/thread/session-works.ts';

/**
 * The goals that the session worked on, `Goal/…`, each once: those of the objectives, or of the goals themselves, that an
 * intervention or a rating of progress names; a rating as not addressed is none. A local id that no Fact of the record
 * explains gives none.
 */
export function goalsWorkedOn(facts: readonly Fact[]): string[] {
  const named = new Set(
    [
      ...factsOf(facts, 'intervention'),
      ...factsOf(facts, 'progress').filter(({ value }) => ratesWork(value.status)),
    ].flatMap(({ value }) => value.objectiveLocalId ?? []),
  );
  const references = [...factsOf(facts, 'objective'), ...factsOf(facts, 'goal')].flatMap(({ value, source }) =>
    named.has(value.localId) && source.from === 'ehr' && source.reference.startsWith('Goal/') ? [source.reference] : [],
  );
  return [...new Set(references)];
}
