import type { FhirResource, Observation, QuestionnaireResponse } from 'fhir/r4';
import { INSTRUMENT_IDS, type InstrumentId } from '../../../core/chart/fact.ts';
import { INSTRUMENTS } from '../../../core/instruments/instruments.ts';
import { dayAfter } from './any-draw.ts';
import type { AnyContext } from './any-record.ts';

const LOINC = 'http://loinc.org';
const FORMS = ['total', 'integer', 'string', 'panel', 'components', 'questionnaire', 'items'] as const;
const YES = { coding: [{ system: LOINC, code: 'LA33-6', display: 'Yes' }] };
const NO = { coding: [{ system: LOINC, code: 'LA32-8', display: 'No' }] };

/** 0–40 administrations of every scale in every form that is read, with those that are doubtful, void, undated or later. */
export function anyScores(context: AnyContext): FhirResource[] {
  const { draw, day } = context;
  const most = draw.pick([0, 4, 8, 15, 40]);
  return draw
    .times(0, most, (index) => {
      const on = dayAfter(day, draw.chance(0.25) ? 0 : draw.chance(0.08) ? draw.between(1, 60) : -draw.between(1, 400));
      const when = draw.chance(0.05)
        ? undefined
        : draw.chance(0.5)
          ? on
          : `${on}T${draw.pick(['09:00', '14:30', '23:50'])}:00Z`;
      const instrument = draw.pick<InstrumentId>(['PHQ-9', 'GAD-7', ...INSTRUMENT_IDS]);
      const once = administration(context, `ob-${index}`, instrument, when);
      // The same form a second time that day, filled in anew.
      return draw.chance(0.08) ? [...once, ...administration(context, `ob-${index}-again`, instrument, when)] : once;
    })
    .flat();
}

function administration(
  { draw, subject }: AnyContext,
  id: string,
  instrument: InstrumentId,
  when?: string,
): FhirResource[] {
  const scale = INSTRUMENTS[instrument];
  const { itemCount, itemRange, totalRange, summed } = scale;
  const high = draw.chance(0.3) ? itemRange[1] : draw.between(itemRange[0], itemRange[1]);
  const answers: (number | undefined)[] = Array.from({ length: itemCount }, () => draw.between(itemRange[0], high));
  const sum = answers.reduce<number>((all, one) => all + (one ?? 0), 0);
  const partial = draw.chance(0.12);
  if (partial) answers[draw.between(0, itemCount - 1)] = undefined;
  const doubtful = draw.chance(0.15) && !partial;
  const total = doubtful ? (sum + draw.between(1, 3)) % (totalRange[1] + 1) : sum;
  const base = {
    resourceType: 'Observation' as const,
    status: draw.pick([
      'final',
      'final',
      'final',
      'final',
      'amended',
      'preliminary',
      'entered-in-error',
      'cancelled',
    ] as const),
    subject,
    ...(when !== undefined && { effectiveDateTime: when }),
  };
  const codes = [...scale.items, ...(scale.borrowedItems ?? [])];
  const itemsTold = codes.length > 0;
  const form = draw.pick(FORMS);
  const observed = (part: string, code: string, value: Partial<Observation>): Observation => ({
    ...base, id: `${id}-${part}`, code: { coding: [{ system: LOINC, code }] }, ...value,
  }); // biome-ignore format: one thing
  const valueOf = (answer: number): Partial<Observation> =>
    summed ? { valueInteger: answer } : { valueCodeableConcept: answer > 0 ? YES : NO };
  const items = answers.flatMap((answer, at): Observation[] => {
    const code = codes[at];
    return answer === undefined || code === undefined ? [] : [observed(`i${at + 1}`, code, valueOf(answer))];
  });
  const totals = (value: Partial<Observation>): Observation[] =>
    scale.total === undefined || (partial && itemsTold) ? [] : [observed('total', scale.total, value)];
  if (!summed && form === 'string')
    return [
      observed('level', '93374-7', { valueString: draw.pick(['Low risk', 'moderate', 'High risk', 'see text']) }),
    ];
  if (form === 'total' || (!itemsTold && form !== 'string'))
    return totals({ valueQuantity: { value: total, ...(draw.chance(0.5) && { unit: '{score}' }) } });
  if (form === 'integer') return totals({ valueInteger: total });
  if (form === 'string')
    return totals({
      valueString: draw.pick([
        `${total}`,
        `${total}/${totalRange[1]}`,
        `${total} (moderate)`,
        `<${total}`,
        'not done',
        `${total} last time`,
      ]),
    });
  if (form === 'items') return items;
  if (form === 'questionnaire') {
    const response: QuestionnaireResponse = {
      resourceType: 'QuestionnaireResponse',
      id: `${id}-form`,
      status: draw.pick(['completed', 'completed', 'amended', 'in-progress']),
      questionnaire: `http://loinc.org/q/${scale.panel ?? ''}`,
      subject,
      ...(when !== undefined && { authored: when }),
      item: answers.flatMap((answer, at) =>
        answer === undefined
          ? []
          : [
              {
                linkId: `/${codes[at] ?? ''}`,
                answer: [summed ? { valueInteger: answer } : { valueBoolean: answer > 0 }],
              },
            ],
      ),
    };
    return draw.chance(0.5) ? [response, ...totals({ valueQuantity: { value: total } })] : [response];
  }
  if (form === 'components')
    return [
      {
        ...observed('panel', scale.panel ?? '', {}),
        component: [
          ...items.map(({ code, valueInteger, valueCodeableConcept }) => ({
            code, ...(valueInteger !== undefined && { valueInteger }), ...(valueCodeableConcept && { valueCodeableConcept }),
          })), // biome-ignore format: one thing
          ...totals({}).map(({ code }) => ({ code, valueInteger: total })),
        ],
      },
    ];
  const members = [...items, ...totals({ valueQuantity: { value: total } })];
  return [
    ...members,
    observed('panel', scale.panel ?? '', {
      hasMember: members.map((one) => ({ reference: `Observation/${one.id ?? ''}` })),
    }),
  ];
}
