import type { Fact, FactKind, FactOf, FactValues, Polarity } from '../../../core/chart/fact.ts';
import { emptySessionInput, type SessionInput } from '../../../core/chart/session-input.ts';

/** The day of the sample session. */
export const SESSION_DATE = '2026-04-27';

/** A Fact of the chart; `id` is the resource's id. */
export function ehrFact<K extends FactKind>(
  kind: K,
  id: string,
  value: FactValues[K],
  when?: string,
  polarity: Polarity = 'affirmed',
): Fact {
  const fact: FactOf<K> = {
    id: `${kind}:${id}`,
    kind,
    value,
    polarity,
    whose: 'patient',
    source: { from: 'ehr', reference: `Resource/${id}`, path: kind, excerpt: '' },
    ...(when !== undefined && { when }),
  };
  return fact as Fact;
}

/** A score whose items are given in full; `total` where the record's differs from their sum. */
export function scoreFact(
  instrument: FactValues['score']['instrument'],
  id: string,
  when: string,
  items: readonly number[],
  total?: number,
): Fact {
  const itemSum = items.reduce((sum, item) => sum + item, 0);
  return ehrFact('score', id, { instrument, items, itemSum, total: total ?? itemSum }, when);
}

/** PHQ-9 items that add to `total`, item 9 as given. */
export function phq9(total: number, item9: number): number[] {
  const rest = total - item9;
  return [...Array.from({ length: 8 }, (_unused, index) => Math.floor(rest / 8) + (index < rest % 8 ? 1 : 0)), item9];
}

/** A chart with one goal, two objectives, three PHQ-9 forms, an earlier note, and things that are no longer so. */
export function sampleChart(): Fact[] {
  return [
    ehrFact('patient', 'p1', {
      legalName: 'Quillon Marchetti',
      preferredName: 'Quill',
      pronouns: 'he/him',
      birthDate: '1980-01-02',
    }),
    ehrFact('condition', 'c1', {
      code: 'F33.2',
      display: 'Recurrent depression',
      status: 'active',
      category: 'problem',
      onset: '2025-11',
    }),
    ehrFact('condition', 'c2', {
      code: 'F43.21',
      display: 'Adjustment disorder',
      status: 'resolved',
      category: 'problem',
      onset: '2021',
      abatement: '2022-01',
    }),
    ehrFact('medication', 'm1', { name: 'sertraline', dose: '100 mg', status: 'active', start: '2026-01-20' }),
    ehrFact('medication', 'm2', { name: 'bupropion', status: 'stopped', start: '2025-01-01', stop: '2025-06-01' }),
    ehrFact('care-plan', 'cp', { status: 'active', start: '2026-03-09', reviewDue: '2026-09-05' }),
    ehrFact('goal', 'g1', { localId: 'g1', statement: 'Lift depression', status: 'active' }),
    ehrFact('objective', 'o1', {
      localId: 'g1o1',
      goalFactId: 'goal:g1',
      text: 'Reduce PHQ-9 from 22 to 10 or below by 2026-09-05',
      measure: 'PHQ-9',
      target: '10',
      status: 'live',
    }),
    ehrFact('objective', 'o2', {
      localId: 'g1o2',
      goalFactId: 'goal:g1',
      text: 'Three activities a week',
      status: 'live',
    }),
    scoreFact('PHQ-9', 'ob-1', '2026-03-02', phq9(22, 1)),
    scoreFact('PHQ-9', 'ob-2', '2026-03-30', phq9(20, 1)),
    scoreFact('PHQ-9', 'ob-3', SESSION_DATE, phq9(15, 1)),
    scoreFact('PHQ-9', 'later', '2026-05-25', phq9(9, 0)),
    ehrFact(
      'prior-note',
      'n1',
      {
        text: 'Earlier note',
        truncated: false,
        ours: false,
        sections: { plan: '- Bus pass request.\n- Walk twice.\n\nElectronically signed by X' },
      },
      '2026-03-30',
    ),
  ];
}

/** A session that is entered in full. */
export function sampleInput(changes: Partial<SessionInput> = {}): SessionInput {
  return {
    ...emptySessionInput(SESSION_DATE),
    start: '10:00',
    end: '10:52',
    serviceCode: '90834',
    complaint: 'Still low',
    reported: ['Eats two meals most days'],
    observations: { affect: 'fuller range' },
    interventions: [{ modality: 'CBT', technique: "restructuring of 'I am a burden'", objective: 'g1o1' }],
    response: 'Generated an alternative thought',
    risk: { 'suicidal-ideation': { answer: 'denied' }, 'harm-to-others': { answer: 'denied' } },
    riskLevel: 'low',
    progress: [{ objective: 'g1o2', status: 'partial', evidence: '1 of 3 weeks' }],
    plan: ['Thought record daily'],
    nextAppointment: '2026-05-25',
    ...changes,
  };
}
