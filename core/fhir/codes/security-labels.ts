/** HL7 v3 confidentiality: U, L, M, N, R, V. */
export const V3_CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
/** HL7 v3 ActCode: sensitivity, law, refrain, obligation and consent-directive labels. */
export const V3_ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** Other addresses of the two code systems, as older servers send them. */
export const LABEL_SYSTEMS: ReadonlyMap<string, string> = new Map([
  [V3_CONFIDENTIALITY, V3_CONFIDENTIALITY],
  ['http://hl7.org/fhir/v3/Confidentiality', V3_CONFIDENTIALITY],
  ['urn:oid:2.16.840.1.113883.5.25', V3_CONFIDENTIALITY],
  [V3_ACT_CODE, V3_ACT_CODE],
  ['http://hl7.org/fhir/v3/ActCode', V3_ACT_CODE],
  ['urn:oid:2.16.840.1.113883.5.4', V3_ACT_CODE],
]);

/** Confidentiality that asks for no more care than every chart does: normal and what is below it. */
export const ORDINARY_CONFIDENTIALITY: ReadonlySet<string> = new Set(['N', 'L', 'M', 'U']);

const SENSITIVITY = 'SUD ETH ETHUD OPIOIDUD PSY PSYTHPN MH BH SPI SDV VIO HIV STD SEX SOC LIVARG TBOO PHY PRS'.split(
  ' ',
);
const LAW = '42CFRPart2 HIPAAPsyNotes HIPAAConsent HIPAASelfPay Title38Section7332'.split(' ');
const CONSENT_DIRECTIVE = ['42CFRPart2CD', 'HIPAAAuthCD'];
/** NORDSLCD is retired and still sent. */
const REFRAIN = 'NORDSCLCD NORDSLCD NORDSCLCDS NORDSCLW NODSCLCD NOAUTH NOREUSE NOPAT'.split(' ');
const OBLIGATION = 'PERSISTLABEL PRIVMARK CPLYCD MASK REDACT'.split(' ');

/** Labels that are known without their code system, because some servers leave it out (HL7 UTG). */
export const KNOWN_LABELS: ReadonlyMap<string, string> = new Map([
  ['R', V3_CONFIDENTIALITY],
  ['V', V3_CONFIDENTIALITY],
  ...[SENSITIVITY, LAW, CONSENT_DIRECTIVE, REFRAIN, OBLIGATION].flat().map((code) => [code, V3_ACT_CODE] as const),
]);

/** On a label, the law or policy it rests on (HL7 DS4P 1.0). */
export const LABEL_BASIS_EXTENSION =
  'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label-basis';

/**
 * What a document's type or category says of it where nobody labelled it: the v3-ActCode label that its words stand for.
 * There is none for psychiatry: in a behavioural-health chart it would mark every note and so none.
 */
export const LABELLED_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b42 ?cfr (part )?2\b|\bpart (2|ii) (program|record|protected|note)/i, '42CFRPart2'],
  [/\b(substance (use|abuse)|sud|chemical dependency|addiction|drug (and|&) alcohol|alcohol (and|&) drug)\b/i, 'SUD'],
  [/\bhiv\b/i, 'HIV'],
  [/\b(domestic violence|intimate partner violence|sexual assault|sexual abuse)\b/i, 'SDV'],
];
