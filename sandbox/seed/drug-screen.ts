import type { CodeableConcept, Observation } from 'fhir/r4';
import type { CaseInstrument } from './case-file.ts';
import { concept, type RecordContext, systems } from './record.ts';

const PANEL = ['69739-1', 'Drugs of abuse panel - Urine by Screen method', 'Urine drug screen'] as const;
/** LOINC codes of the tests that the cases hold; value sets of the CDC opioid guideline (cqframework/opioid-cds-r4). */
const TESTS: Readonly<Record<string, string>> = {
  amphetamine: '19343-3',
  buprenorphine: '93494-3',
  norbuprenorphine: '82371-6',
  fentanyl: '59673-4',
};
const FOUND: Readonly<Record<string, readonly [string, string]>> = {
  positive: ['10828004', 'Positive'],
  negative: ['260385009', 'Negative'],
};
const SNOMED = 'http://snomed.info/sct';

/** A drug screen as a laboratory files it: a panel whose members are one Observation for each test. */
export function drugScreen(source: CaseInstrument, record: RecordContext): Observation[] {
  const id = record.id(source.id);
  const effective = record.at(source.date, source.time ?? '09:00');
  const base = {
    resourceType: 'Observation' as const,
    status: 'final' as const,
    category: [concept(systems.observationCategory, 'laboratory', 'Laboratory')],
    subject: record.patient,
    effectiveDateTime: effective,
    issued: effective,
    performer: [record.organization],
  };
  const tests = Object.entries(source.result ?? {}).map(
    ([substance, words]): Observation => ({
      ...base,
      id: `${id}-${substance}`,
      code: testOf(substance),
      valueCodeableConcept: found(words),
    }),
  );
  const [code, display, text] = PANEL;
  return [
    ...tests,
    {
      ...base,
      id,
      code: concept(systems.loinc, code, display, text),
      hasMember: tests.map((test) => ({ reference: `Observation/${test.id ?? ''}` })),
    },
  ];
}

function testOf(substance: string): CodeableConcept {
  const code = TESTS[substance];
  const text = `${substance.charAt(0).toUpperCase()}${substance.slice(1)}, urine`;
  return code === undefined ? { text } : concept(systems.loinc, code, undefined, text);
}

/** The coded finding, with the words of the case where they say more: `positive (expected)`. */
function found(words: string): CodeableConcept {
  const [code, display] = FOUND[/^\w+/.exec(words)?.[0].toLowerCase() ?? ''] ?? [];
  return code === undefined ? { text: words } : concept(SNOMED, code, display, words);
}
