import type { SecurityLabel } from '../../core/chart/fact.ts';

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

/** What the records behind a label are, to follow `draws on`; v3-ActCode and v3-Confidentiality. */
const RECORDS: Readonly<Record<string, string>> = {
  '42CFRPart2': 'records under 42 CFR Part 2',
  PSYTHPN: 'psychotherapy notes',
  SUD: 'substance use disorder records',
  ETH: 'substance use disorder records',
  ETHUD: 'alcohol use disorder records',
  OPIOIDUD: 'opioid use disorder records',
  PSY: 'psychiatric records marked sensitive',
  HIV: 'HIV records',
  SDV: 'records of abuse or domestic violence',
  SEX: 'sexual and reproductive health records',
};

const LEVELS: Readonly<Record<string, string>> = {
  R: 'records marked as restricted',
  V: 'records marked as very restricted',
};

/**
 * One calm sentence about the labels a draft took over from its sources; undefined when it has none that ask for care. A
 * label without words of its own is named by its code.
 */
export function labelWords(labels: readonly SecurityLabel[] | undefined): string | undefined {
  const records = (labels ?? []).flatMap(({ system, code }) => {
    if (system === CONFIDENTIALITY) return LEVELS[code] ?? [];
    return RECORDS[code] ?? `records labelled ${code}`;
  });
  const each = [...new Set(records)];
  if (each.length === 0) return undefined;
  const list = each.length === 1 ? each[0] : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
  return `This note draws on ${list}; it carries their labels.`;
}
