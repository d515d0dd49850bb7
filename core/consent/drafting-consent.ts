import type { MissingRead } from '../chart/chart.ts';
import { type Fact, type FactOf, factsOf } from '../chart/fact.ts';

/**
 * What the chart says of the patient's consent to assisted drafting. `given`: in force · `refused`: declined or withdrawn ·
 * `none`: nothing is on record, or what is there has run out · `unread`: the EHR did not show consents.
 */
export interface DraftingConsent {
  readonly state: 'given' | 'refused' | 'none' | 'unread';
  /** The consent that decides, where there is one. */
  readonly consent?: FactOf<'consent'>;
}

/** Consent to assisted drafting as it stood on `day`, `YYYY-MM-DD`: of several the newest decides. */
export function draftingConsent(facts: readonly Fact[], missing: readonly MissingRead[], day: string): DraftingConsent {
  const consents = factsOf(facts, 'consent')
    .filter(({ value, whose }) => value.category === 'assisted-drafting' && whose === 'patient')
    .filter(({ value, when }) => (value.start ?? when ?? '').slice(0, 10) <= day)
    .toSorted((a, b) => compare(a.when ?? a.value.start, b.when ?? b.value.start) || compare(a.id, b.id));
  const consent = consents.at(-1);
  if (consent === undefined) {
    const unread = missing.some(({ resource }) => resource === 'Consent');
    return { state: unread ? 'unread' : 'none' };
  }
  const { status, end } = consent.value;
  if (consent.polarity === 'denied') return { state: 'refused', consent };
  if (end !== undefined && end.slice(0, 10) < day) return { state: 'none', consent };
  return { state: status === 'active' ? 'given' : 'refused', consent };
}

/** The newest refusal of external language models that is on record on `day`. The drafter built in here is none. */
export function externalModelRefusal(facts: readonly Fact[], day: string): FactOf<'consent'> | undefined {
  return factsOf(facts, 'consent').findLast(
    ({ value, polarity, whose, when }) =>
      value.category === 'external-model' &&
      polarity === 'denied' &&
      whose === 'patient' &&
      (when ?? '').slice(0, 10) <= day,
  );
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
