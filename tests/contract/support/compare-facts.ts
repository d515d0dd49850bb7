import type { Fact, FactKind } from '../../../core/chart/fact.ts';
import { canonicalJson } from '../../../core/documents/canonical-json.ts';

/** Members that hold ids or references: each EHR has its own. */
const OWN_TO_EHR = new Set([
  'goalFactId',
  'addresses',
  'goals',
  'pertainsTo',
  'reference',
  'mrn',
  'knownBy',
  'outcomeReferences',
]);

/** What a Fact says, without what each EHR spells its own way, and without `left`, members that are declared to differ. */
export function said(fact: Fact, left: ReadonlySet<string>): string {
  const value = Object.fromEntries(
    Object.entries(fact.value).filter(([member]) => !OWN_TO_EHR.has(member) && !left.has(member)),
  );
  const { kind, when, polarity, whose, labels } = fact;
  return canonicalJson({
    kind,
    value,
    polarity,
    whose,
    ...(when === undefined || left.has('when') ? {} : { when }),
    ...(labels === undefined || left.has('labels') ? {} : { labels: labels.map(({ code }) => code).sort() }),
  });
}

/** What two charts say differently of one kind: as texts, each as often as it is said. */
export function differenceOf(
  kind: FactKind,
  charts: { here: readonly Fact[]; there: readonly Fact[] },
  left: ReadonlySet<string> = new Set(),
): { onlyHere: string[]; onlyThere: string[] } {
  const texts = (facts: readonly Fact[]): string[] =>
    facts.filter((fact) => fact.kind === kind).map((fact) => said(fact, left));
  const here = texts(charts.here);
  const there = texts(charts.there);
  return { onlyHere: without(here, there), onlyThere: without(there, here) };
}

function without(from: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return from.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
