import type { SecurityLabel } from '../../core/chart/fact.ts';
import { ORDINARY_CONFIDENTIALITY, V3_CONFIDENTIALITY } from '../../core/fhir/codes/security-labels.ts';
import { isSubstanceUse } from '../../core/fhir/write/note-labels.ts';

/** What the records behind a label are, to follow `draws on`: codes of HL7 v3 Confidentiality and ActCode. */
const RECORDS: Readonly<Record<string, string>> = {
  R: 'records marked as restricted',
  V: 'records marked as very restricted',
  '42CFRPart2': 'records under 42 CFR Part 2',
  '42CFRPart2CD': 'records under 42 CFR Part 2',
  Title38Section7332: 'records under 38 U.S.C. 7332',
  HIPAAPsyNotes: 'psychotherapy notes',
  HIPAASelfPay: 'records of care that the patient paid for',
  PSYTHPN: 'psychotherapy notes',
  SUD: 'substance use records',
  ETH: 'substance use records',
  ETHUD: 'alcohol use records',
  OPIOIDUD: 'opioid use records',
  PSY: 'psychiatric records marked as sensitive',
  MH: 'mental health records marked as sensitive',
  BH: 'behavioural health records marked as sensitive',
  SPI: 'specially protected records',
  HIV: 'HIV records',
  STD: 'records of sexually transmitted disease',
  SDV: 'records of abuse or domestic violence',
  VIO: 'records of violence',
  SEX: 'sexual and reproductive health records',
  SOC: 'social records marked as sensitive',
  LIVARG: 'records of where the patient lives',
};

/** What a label asks for beyond care, in a sentence of its own. */
const DEMANDS: readonly (readonly [RegExp, string])[] = [
  [/^(NORDSCLCDS?|NORDSLCD|NORDSCLW|NODSCLCD|NOAUTH)$/, 'Some may be passed on only with the patient’s consent.'],
  [/^NOREUSE$/, 'Some may not be used for another purpose.'],
  [/^NOPAT$/, 'Some are not to be shown to the patient.'],
];

/** Duties of systems, which keeping the label fulfils: nothing for the clinician to know. */
const SILENT = new Set(['PERSISTLABEL', 'PRIVMARK', 'CPLYCD', 'MASK', 'REDACT', 'HIPAAConsent', 'HIPAAAuthCD']);

/**
 * A calm line about the labels a draft took over from its sources; undefined when none of them ask for care. A label
 * without words of its own is named by its code. Where the EHR gets no labels (`kept` false), that is said instead.
 */
export function labelWords(labels: readonly SecurityLabel[] | undefined, kept = true): string | undefined {
  const careful = (labels ?? []).filter(
    ({ system, code }) => !SILENT.has(code) && !(system === V3_CONFIDENTIALITY && ORDINARY_CONFIDENTIALITY.has(code)),
  );
  const demands = DEMANDS.filter(([codes]) => careful.some(({ code }) => codes.test(code)));
  const plain = careful.filter(({ code }) => !DEMANDS.some(([codes]) => codes.test(code)));
  const records = [...new Set(plain.map(({ code }) => RECORDS[code] ?? `records labelled ${code}`))];
  if (careful.length === 0) return undefined;
  const list = records.length < 2 ? records.join('') : `${records.slice(0, -1).join(', ')} and ${records.at(-1)}`;
  return [
    `This note draws on ${list || 'labelled records'}; ${kept ? 'it carries their labels.' : notKept(careful)}`,
    ...demands.map(([, words]) => words),
  ].join(' ');
}

function notKept(labels: readonly SecurityLabel[]): string {
  const notice = isSubstanceUse(labels) ? ' A notice of 42 CFR Part 2 goes below it.' : '';
  return `this EHR takes no labels from apps, so it is filed without them.${notice} Restrict it in the EHR where your site asks for that.`;
}
