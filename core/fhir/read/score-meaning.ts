import type { InstrumentId } from '../../chart/fact.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { CSSRS_RISK_LEVEL, INSTRUMENTS } from '../../instruments/instruments.ts';
import { LOINC_SYSTEMS } from '../codes/systems.ts';
import type { ReadCoding } from './codings.ts';

/** What the codings of one element say it is of a rating scale. */
export interface CodedMeaning {
  readonly role: 'panel' | 'total' | 'level' | 'item';
  /** The scales it may belong to, the code's own first: the first questions of the PHQ-9 are also those of the PHQ-2. */
  readonly scales: readonly InstrumentId[];
  /** Place of an item on the form, from 1; 0 for anything else. */
  readonly item: number;
  readonly knownBy: 'loinc' | 'site-map';
}

/**
 * The part of a scale that the codings name: by LOINC wherever it stands among them, else by the site's own code map.
 * Titles count for nothing. `ambiguous` when two codes contradict each other, undefined when none is known.
 */
export function codedMeaning(
  codings: readonly ReadCoding[],
  { scores }: SiteCodeMap,
): CodedMeaning | 'ambiguous' | undefined {
  const byLoinc = codings.flatMap(({ system, code }) =>
    system !== undefined && LOINC_SYSTEMS.has(system) && code !== undefined ? (BY_LOINC.get(code) ?? []) : [],
  );
  const known = agreed(byLoinc);
  if (known !== undefined && known !== 'ambiguous') return known;
  const bySite = codings.flatMap(({ system, code }) => {
    const key = `${system ?? ''}|${code ?? ''}`;
    const told = system !== undefined && code !== undefined && Object.hasOwn(scores, key) ? scores[key] : undefined;
    return told === undefined ? [] : (fromSite(told) ?? []);
  });
  return agreed(bySite) ?? known;
}

function fromSite(told: SiteCodeMap['scores'][string]): CodedMeaning | undefined {
  const scale = INSTRUMENTS[told.instrument];
  const found = { scales: [told.instrument], knownBy: 'site-map' as const };
  if (told.part !== 'item')
    return { ...found, role: told.part === 'total' && !scale.summed ? 'level' : told.part, item: 0 };
  const fits = Number.isInteger(told.item) && told.item >= 1 && told.item <= scale.itemCount;
  return fits ? { ...found, role: 'item', item: told.item } : undefined;
}

/** Several codes on one element have to mean one thing; a panel's code beside that of its total or item is no contradiction. */
function agreed(found: readonly CodedMeaning[]): CodedMeaning | 'ambiguous' | undefined {
  const parts = found.filter(({ role }) => role !== 'panel');
  const [first] = parts.length > 0 ? parts : found;
  if (first === undefined) return undefined;
  const scales = first.scales.filter((scale) => found.every((one) => one.scales.includes(scale)));
  const same = parts.every((one) => one.role === first.role && one.item === first.item);
  return same && scales.length > 0 ? { ...first, scales } : 'ambiguous';
}

const BY_LOINC: ReadonlyMap<string, CodedMeaning> = new Map(loincMeanings());

function loincMeanings(): [string, CodedMeaning][] {
  const all = Object.values(INSTRUMENTS);
  const knownBy = 'loinc' as const;
  const heads = all.flatMap(({ id, panel, total }): [string, CodedMeaning][] => [
    ...(panel === undefined
      ? []
      : [[panel, { role: 'panel', scales: [id], item: 0, knownBy }] as [string, CodedMeaning]]),
    ...(total === undefined
      ? []
      : [[total, { role: 'total', scales: [id], item: 0, knownBy }] as [string, CodedMeaning]]),
  ]);
  const codes = [...new Set(all.flatMap(({ items }) => items))];
  const items = codes.map((code): [string, CodedMeaning] => {
    const scales = all.filter((one) => [...one.items, ...(one.borrowedItems ?? [])].includes(code));
    // A code stands at the same place in every form that has it (PHQ-9, PHQ-2, PHQ-A).
    const own = scales[0];
    const item = [...(own?.items ?? []), ...(own?.borrowedItems ?? [])].indexOf(code) + 1;
    return [code, { role: 'item', scales: scales.map(({ id }) => id), item, knownBy }];
  });
  return [...heads, ...items, [CSSRS_RISK_LEVEL, { role: 'level', scales: ['C-SSRS-screener'], item: 0, knownBy }]];
}
