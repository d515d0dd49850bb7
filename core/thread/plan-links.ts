import type { Fact, FactOf } from '../chart/fact.ts';

/** The relative reference of the resource a Fact was read from; undefined for what the clinician entered. */
export function referenceOf(fact: Fact): string | undefined {
  return fact.source.from === 'ehr' ? fact.source.reference : undefined;
}

/** True when the record says that the planned intervention serves this goal or objective itself. */
export function servedBy(planned: FactOf<'planned-intervention'>, aim: FactOf<'goal'> | FactOf<'objective'>): boolean {
  const { goalFactId, pertainsTo = [] } = planned.value;
  const reference = referenceOf(aim);
  const ofGoal = reference === undefined ? undefined : `goal:${reference}`;
  return (
    goalFactId === aim.id ||
    (ofGoal !== undefined && goalFactId === ofGoal) ||
    pertainsTo.some((one) => one === reference)
  );
}

/** True when the Fact's resource is among the references. */
export function isAmong(fact: Fact, references: readonly string[] | undefined): boolean {
  const reference = referenceOf(fact);
  return reference !== undefined && (references ?? []).includes(reference);
}

/** True for a plan of which the EHR holds nothing but prose. */
export function isNarrativeOnly(plan: FactOf<'care-plan'>): boolean {
  return plan.value.narrative !== undefined;
}
