import type { CarePlan, FhirResource, Goal } from 'fhir/r4';
import { INSTRUMENTS } from '../../../core/instruments/instruments.ts';
import { dayAfter } from './any-draw.ts';
import type { AnyContext } from './any-record.ts';

const GOALS = [
  'Lift depression enough to enjoy time with family', 'Sleep through the night', 'Live without drinking.', 'Feel safe at home',
  'Return to school full time', 'Grieve the loss of a partner', 'Keep stable housing', 'Fewer panic attacks, more days outside',
] as const; // biome-ignore format: a table
const OBJECTIVES = [
  ['Reduce PHQ-9 from 22 to 10 or below by 2026-09-05', 'PHQ-9', 10], ['Lower GAD-7 to 7 within 90 days', 'GAD-7', 7],
  ['PCL-5 total of 28 or less', 'PCL-5', 28], ['Walk 20 minutes on 4 of 7 days', undefined, undefined],
  ['Attend three AA meetings a week; call sponsor daily', undefined, undefined], ['Feel better', undefined, undefined],
  ['Use a grounding skill in 2 of 3 episodes of panic', 'Client log', undefined], ['Submit housing application before 30 June', undefined, undefined],
  ['AUDIT-C of 3 or lower by the next review', 'AUDIT-C', 3], ['Name "two people" to call when low', undefined, undefined],
  ['Score 8 or less on the PHQ-A', 'PHQ-A', 8],
] as const; // biome-ignore format: a table

/** A plan in force, old, ended, vague, of prose alone, or none; its goals with their objectives. */
export function anyPlan({ draw, day, subject }: AnyContext): FhirResource[] {
  const kind = draw.pick([
    'current',
    'current',
    'current',
    'old',
    'ended',
    'narrative',
    'goals-alone',
    'none',
  ] as const);
  if (kind === 'none') return [];
  const start = dayAfter(day, -draw.between(0, kind === 'old' ? 900 : 200));
  const end = kind === 'old' ? dayAfter(day, -draw.between(1, 300)) : dayAfter(day, draw.between(-20, 200));
  const base: CarePlan = {
    resourceType: 'CarePlan',
    id: 'plan-1',
    status: kind === 'ended' ? 'completed' : 'active',
    intent: 'plan',
    subject,
    title: 'Treatment plan',
    period: { start, ...(draw.chance(0.85) && { end }) },
  };
  if (kind === 'narrative')
    return [
      {
        ...base,
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Continue weekly work on sleep; PHQ-9 below 10.</p></div>',
        },
      },
    ];
  const goals = draw.some(GOALS, draw.between(1, 4)).flatMap((words, at): Goal[] => {
    const id = `goal-${at + 1}`;
    const goal: Goal = {
      resourceType: 'Goal',
      id,
      ...(draw.chance(0.7) && { identifier: [{ value: `g${at + 1}` }] }),
      lifecycleStatus: draw.pick([
        'active',
        'active',
        'active',
        'on-hold',
        'completed',
        'proposed',
        'entered-in-error',
      ]),
      description: { text: words },
      subject,
      startDate: draw.chance(0.05) ? dayAfter(day, 9) : start,
    };
    const objectives = draw.some(OBJECTIVES, draw.between(0, 4)).map(
      ([text, measure, target], n): Goal => ({
        resourceType: 'Goal',
        id: `${id}-o${n + 1}`,
        ...(draw.chance(0.7) && { identifier: [{ value: `g${at + 1}o${n + 1}` }] }),
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
            valueReference: { reference: `Goal/${id}` },
          },
        ],
        lifecycleStatus: draw.pick(['active', 'active', 'active', 'active', 'completed', 'cancelled']),
        description: { text },
        subject,
        startDate: start,
        target: draw.maybe(0.8, () => ({
          ...(measure !== undefined && { measure: measureOf(measure, draw.chance(0.6)) }),
          ...(target !== undefined &&
            (draw.chance(0.7)
              ? { detailQuantity: { value: target, unit: '{score}' } }
              : { detailString: `${target} or below` })),
          ...(draw.chance(0.7) && { dueDate: dayAfter(day, draw.between(-60, 200)) }),
        })),
      }),
    );
    return [goal, ...objectives];
  });
  return kind === 'goals-alone'
    ? goals
    : [{ ...base, goal: goals.map((one) => ({ reference: `Goal/${one.id ?? ''}` })) }, ...goals];
}

function measureOf(name: string, coded: boolean) {
  const code = Object.values(INSTRUMENTS).find(({ id }) => id === name)?.total;
  return code !== undefined && coded ? { coding: [{ system: 'http://loinc.org', code }], text: name } : { text: name };
}
