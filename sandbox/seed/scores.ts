import type { CodeableConcept, Observation, QuestionnaireResponse } from 'fhir/r4';
import type { CaseFile, CaseInstrument } from './case-file.ts';
import { drugScreen } from './drug-screen.ts';
import { frequencyAnswers, type InstrumentCodes, instrumentCodes, screenerQuestions } from './instrument-codes.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

type Value = Pick<Observation, 'valueQuantity' | 'valueString' | 'valueInteger' | 'valueCodeableConcept'>;

/**
 * Every administration of an instrument: a panel Observation with its members (items, then total) and the
 * QuestionnaireResponse they derive from. Totals stand as the case holds them, wrong ones and text included.
 */
export function scores(caseFile: CaseFile, record: RecordContext): (Observation | QuestionnaireResponse)[] {
  return caseFile.instruments
    .filter(({ subject }) => subject === undefined)
    .flatMap((source) => {
      if (source.result) return drugScreen(source, record);
      const codes = instrumentCodes[source.instrument] ?? {
        title: source.instrument,
        items: [],
        frequencyAnswers: false,
      };
      return administration(source, codes, caseFile, record);
    });
}

function administration(
  source: CaseInstrument,
  codes: InstrumentCodes,
  caseFile: CaseFile,
  record: RecordContext,
): (Observation | QuestionnaireResponse)[] {
  const id = record.id(source.id);
  const session = caseFile.sessions.find(({ instruments }) => instruments?.includes(source.id));
  const effective = record.at(source.date, source.time ?? session?.start ?? '09:00');
  const answers = answersOf(source, codes);
  const response = answers.length > 0 ? `${id}-form` : undefined;
  const base = {
    resourceType: 'Observation' as const,
    status: 'final' as const,
    category: [concept(systems.observationCategory, 'survey', 'Survey')],
    subject: record.patient,
    ...(session ? { encounter: { reference: `Encounter/${record.id(session.id)}` } } : {}),
    effectiveDateTime: effective,
    issued: effective,
    performer: [record.clinician],
    ...(response ? { derivedFrom: [{ reference: `QuestionnaireResponse/${response}` }] } : {}),
  };
  const items = answers.map(
    ({ code, value }, index): Observation => ({
      ...base,
      id: `${id}-item-${index + 1}`,
      code: concept(systems.loinc, code, undefined, `${codes.title} item ${index + 1}`),
      ...value,
    }),
  );
  const total = totalOf(source);
  const totalId = `${id}-total`;
  const members = [...items.map((item) => item.id ?? ''), ...(total ? [totalId] : [])];
  const panelCode =
    codes.panel === undefined ? { text: codes.title } : concept(systems.loinc, codes.panel, undefined, codes.title);
  const totalCode =
    codes.total === undefined
      ? { text: `${codes.title} total score` }
      : concept(systems.loinc, codes.total, undefined, totalText(source, codes));
  const note = source.answers && source.note !== undefined ? { note: [{ text: source.note }] } : {};
  return [
    ...(response ? [form(response, source, codes, answers, effective, base.encounter, record)] : []),
    ...items,
    ...(total
      ? [
          present<Observation>({
            ...base,
            id: totalId,
            code: totalCode,
            ...total,
            interpretation: source.band === undefined ? undefined : [{ text: source.band }],
          }),
        ]
      : []),
    {
      ...base,
      id,
      code: panelCode,
      hasMember: members.map((member) => ({ reference: `Observation/${member}` })),
      ...note,
    },
  ];
}

function totalText(source: CaseInstrument, codes: InstrumentCodes): string {
  return source.answers ? `${codes.title} risk level` : `${codes.title} total score`;
}

interface Answer {
  code: string;
  value: Value;
}

function answersOf(source: CaseInstrument, codes: InstrumentCodes): Answer[] {
  const { items, answers } = source;
  if (answers) {
    return screenerQuestions.flatMap((question, index) => {
      const answer = answers[question];
      const code = codes.items[index];
      return answer === null || answer === undefined || code === undefined
        ? []
        : [{ code, value: { valueCodeableConcept: yesNo(answer) } }];
    });
  }
  return (items ?? []).flatMap((score, index) => {
    const code = codes.items[index];
    return code === undefined ? [] : [{ code, value: itemValue(score, codes) }];
  });
}

function itemValue(score: number, codes: InstrumentCodes): Value {
  const answer = codes.frequencyAnswers ? frequencyAnswers[score] : undefined;
  if (!answer) return { valueInteger: score };
  const ordinal = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: score }] };
  const [code, display] = answer;
  return { valueCodeableConcept: { coding: [{ ...ordinal, system: systems.loinc, code, display }], text: display } };
}

function yesNo(answer: boolean): CodeableConcept {
  return answer ? concept(systems.loinc, 'LA33-6', 'Yes') : concept(systems.loinc, 'LA32-8', 'No');
}

function totalOf(source: CaseInstrument): Value | undefined {
  if (source.valueString !== undefined) return { valueString: source.valueString };
  if (source.total !== null) {
    return { valueQuantity: { value: source.total, unit: '{score}', system: systems.ucum, code: '{score}' } };
  }
  return source.triage === undefined ? undefined : { valueCodeableConcept: { text: source.triage } };
}

function form(
  id: string,
  source: CaseInstrument,
  codes: InstrumentCodes,
  answers: Answer[],
  authored: string,
  encounter: Observation['encounter'],
  record: RecordContext,
): QuestionnaireResponse {
  return present<QuestionnaireResponse>({
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire: `https://ehr.sandbox.test/Questionnaire/${source.instrument.toLowerCase()}`,
    status: 'completed',
    subject: record.patient,
    encounter,
    authored,
    author: record.patient,
    source: record.patient,
    item: answers.map(({ code, value }, index) => ({
      linkId: code,
      text: `${codes.title} item ${index + 1}`,
      answer: [
        value.valueInteger === undefined
          ? { valueCoding: value.valueCodeableConcept?.coding?.[0] ?? {} }
          : { valueInteger: value.valueInteger },
      ],
    })),
  });
}
