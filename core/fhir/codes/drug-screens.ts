/**
 * LOINC codes of drug tests in urine, each with the plain name of what it tests for. From the value sets of the CDC opioid
 * guideline (cqframework/opioid-cds-r4, `valueset-urine-drug-screening-tests` and
 * `valueset-synthetic-opioid-urine-drug-screening-tests`), which give every one of them as a presence in urine. Amounts
 * without a judgement are not here: whether they are above a cut-off is the laboratory's to say.
 */
export const DRUG_SCREEN_SUBSTANCES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['amphetamine', '19343-3 19344-1'],
      ['amphetamines', '3349-8 19261-7 16369-1'],
      ['methamphetamine', '3779-6 19554-5 19555-2'],
      ['MDMA', '14267-9 19568-5 19569-3'],
      ['cocaine', '3397-7 19359-9'],
      ['benzoylecgonine (cocaine metabolite)', '3393-6 14314-9 14315-6'],
      ['cannabinoids', '3427-2 18282-4'],
      ['opiates', '3879-4 19295-5'],
      ['6-monoacetylmorphine', '10976-9 19321-9'],
      ['oxycodone', '10998-3 19642-8 19643-6'],
      ['fentanyl', '11235-9 59673-4 40839-3'],
      ['norfentanyl', '43199-9 43200-5'],
      ['methadone', '3773-9 19550-3'],
      ['EDDP (methadone metabolite)', '41858-2 93495-0'],
      ['buprenorphine', '3414-0 93494-3 16208-1'],
      ['norbuprenorphine', '82371-6 58362-5'],
      ['buprenorphine or norbuprenorphine', '38373-7 58359-1'],
      ['benzodiazepines', '3390-2 14316-4 16195-0'],
      ['barbiturates', '3377-9 19270-8'],
      ['phencyclidine', '3936-2 19659-2'],
      ['ethyl glucuronide', '55349-5 58375-7 58377-3'],
    ] as const
  ).flatMap(([substance, codes]) => codes.split(' ').map((code) => [code, substance] as const)),
);

/** LOINC codes of panels of drug tests in urine; same source. A panel says who belongs together, not what was found. */
export const DRUG_SCREEN_PANELS: ReadonlySet<string> = new Set(['24349-3', '65750-2', '69739-1', '51782-1', '87428-9']);

/** Every code of a drug screen, for a search by code. */
export function drugScreenCodes(): string[] {
  return [...DRUG_SCREEN_PANELS, ...DRUG_SCREEN_SUBSTANCES.keys()];
}

/** What a qualitative test found, by SNOMED CT qualifier and by HL7 v3 ObservationInterpretation. */
export const SCREEN_RESULT_CODES: ReadonlyMap<string, 'positive' | 'negative' | 'inconclusive'> = new Map([
  ['10828004', 'positive'],
  ['260373001', 'positive'],
  ['260385009', 'negative'],
  ['260415000', 'negative'],
  ['42425007', 'inconclusive'],
  ['POS', 'positive'],
  ['DET', 'positive'],
  ['NEG', 'negative'],
  ['ND', 'negative'],
  ['IND', 'inconclusive'],
]);
