import type { Fact } from '../../../core/chart/fact.ts';
import { canonicalJson } from '../../../core/documents/canonical-json.ts';
import { type DeclaredDifference, declaredFor } from './declared-differences.ts';

/** Members that hold ids or references, or how a code was known: each EHR has its own. */
const OWN_TO_EHR = new Set([
  'goalFactId',
  'addresses',
  'goals',
  'pertainsTo',
  'reference',
  'mrn',
  'knownBy',
  'documentKind',
  'outcomeReferences',
]);

/** What two charts say differently, as texts, each as often as it is said; `declared` is not counted. */
export function differenceOf(
  persona: string,
  charts: { plain: readonly Fact[]; other: readonly Fact[] },
  not?: DeclaredDifference,
): { onlyPlain: string[]; onlyOther: string[] } {
  const told = (facts: readonly Fact[]): string[] =>
    facts.flatMap((fact) => {
      const declared = declaredFor(persona, fact).filter((one) => one !== not);
      if (declared.some((one) => one.members === undefined)) return [];
      return said(fact, new Set(declared.flatMap((one) => one.members ?? [])));
    });
  const [plain, other] = [told(charts.plain), told(charts.other)];
  return { onlyPlain: without(plain, other), onlyOther: without(other, plain) };
}

/** What a Fact says, without what each EHR spells its own way; the words of a note count, not its line breaks. */
function said(fact: Fact, left: ReadonlySet<string>): string {
  const value = Object.fromEntries(
    Object.entries(fact.value).filter(([member]) => !OWN_TO_EHR.has(member) && !left.has(member)),
  );
  const { kind, when, polarity, whose, labels } = fact;
  return canonicalJson({
    kind,
    value,
    when,
    polarity,
    whose,
    labels: labels?.map(({ code }) => code).sort(),
  }).replace(/(\\n|\s)+/g, ' ');
}

function without(from: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return from.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
