import fc from 'fast-check';
import type { Fact, InstrumentId, RiskItem } from '../../../core/chart/fact.ts';
import type { SessionInput } from '../../../core/chart/session-input.ts';
import {
  CARE_ACTIVITIES,
  CIRCUMSTANCE_DOMAINS,
  HISTORY_AREAS,
  HOMEWORK_OUTCOMES,
  SESSION_KINDS,
  SESSION_PLACES,
  TELEHEALTH_CONSENTS,
} from '../../../core/chart/session-terms.ts';
import { ehrFact, scoreFact } from './sample-chart.ts';

const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'Slept 4 hours',
    "'I cannot go on'",
    'Walks are hard',
    'Denies any plan; wishes to sleep.',
    '',
    '"quoted" words!',
    'Line\nbreak',
  ),
);
const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const localId = fc.constantFrom('g1', 'g1o1', 'g1o2', 'unknown');
const instrument = fc.constantFrom<InstrumentId>(
  'PHQ-9',
  'PHQ-2',
  'PHQ-A',
  'GAD-7',
  'PCL-5',
  'C-SSRS-screener',
  'AUDIT-C',
  'DAST-10',
);
const riskItem = fc.constantFrom<RiskItem>(
  'suicidal-ideation',
  'suicide-plan',
  'suicide-intent',
  'lethal-means',
  'harm-to-others',
  'self-injury',
);
const answer = fc.record(
  {
    answer: fc.constantFrom('affirmed' as const, 'denied' as const, 'unclear' as const, 'not-assessed' as const),
    words: text,
  },
  { requiredKeys: ['answer'] },
);

/** Any session input: every field present, absent, empty or odd. */
export const anyInput: fc.Arbitrary<SessionInput> = fc.record(
  {
    schema: fc.constant('throughline.session-input/1' as const),
    date: day,
    start: fc.constantFrom('09:00', '10:30'),
    end: fc.constantFrom('09:45', '11:30', '08:00'),
    modality: fc.constantFrom('in-person' as const, 'telehealth-video' as const, 'telehealth-audio' as const),
    patientLocation: text,
    participants: fc.array(fc.constantFrom('patient', 'client', 'wife', 'mother', 'interpreter'), { maxLength: 3 }),
    serviceCode: fc.constantFrom('90834', '90791'),
    complaint: text,
    reported: fc.array(text, { maxLength: 4 }),
    observations: fc.dictionary(fc.constantFrom('affect', 'thought_process', 'speech'), text),
    interventions: fc.array(
      fc.record(
        {
          technique: text,
          modality: fc.constantFrom('CBT', 'assessment', 'own kind'),
          objective: localId,
          response: text,
        },
        { requiredKeys: ['technique'] },
      ),
      { maxLength: 3 },
    ),
    kind: fc.constantFrom(...SESSION_KINDS),
    minutes: fc.integer({ min: 1, max: 120 }),
    place: fc.constantFrom(...SESSION_PLACES),
    language: text,
    clinicianLocation: text,
    telehealthConsent: fc.constantFrom(...TELEHEALTH_CONSENTS),
    longerBecause: text,
    patientAbsentBecause: text,
    group: fc.record(
      { topic: text, method: text, present: fc.integer({ min: 2, max: 12 }), coFacilitator: text },
      { requiredKeys: [] },
    ),
    crisis: fc.record(
      { state: text, disposition: text, resources: fc.array(text, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    history: fc.dictionary(fc.constantFrom(...HISTORY_AREAS), text) as fc.Arbitrary<
      NonNullable<SessionInput['history']>
    >,
    careActivities: fc.array(fc.record({ activity: fc.constantFrom(...CARE_ACTIVITIES), text }), { maxLength: 2 }),
    circumstances: fc.array(fc.record({ domain: fc.constantFrom(...CIRCUMSTANCE_DOMAINS), words: text }), {
      maxLength: 2,
    }),
    homeworkReview: fc.array(
      fc.record(
        { text, outcome: fc.constantFrom(...HOMEWORK_OUTCOMES), words: text },
        { requiredKeys: ['text', 'outcome'] },
      ),
      { maxLength: 4 },
    ),
    response: text,
    risk: fc.dictionary(riskItem, answer) as fc.Arbitrary<SessionInput['risk']>,
    riskLevel: text,
    riskAction: text,
    protective: fc.array(text, { maxLength: 2 }),
    progress: fc.array(
      fc.record(
        { objective: localId, status: fc.constantFrom('met', 'partial', 'own word'), evidence: text },
        { requiredKeys: ['objective', 'status'] },
      ),
      { maxLength: 3 },
    ),
    homework: fc.array(text, { maxLength: 2 }),
    plan: fc.array(text, { maxLength: 3 }),
    nextAppointment: day,
    notAssessed: fc.array(text, { maxLength: 2 }),
    scoresSaid: fc.array(fc.record({ instrument, total: fc.nat(80) }), { maxLength: 2 }),
    private: fc.constant('zebra-private-jotting'),
  },
  {
    requiredKeys: [
      'schema',
      'date',
      'modality',
      'participants',
      'reported',
      'observations',
      'interventions',
      'risk',
      'protective',
      'progress',
      'homework',
      'plan',
      'notAssessed',
      'scoresSaid',
    ],
  },
);

const COUNTS: Readonly<Record<InstrumentId, number>> = {
  'PHQ-9': 9,
  'PHQ-2': 2,
  'PHQ-A': 9,
  'GAD-7': 7,
  'PCL-5': 20,
  'C-SSRS-screener': 7,
  'AUDIT-C': 3,
  'DAST-10': 10,
};

const score = fc
  .tuple(
    instrument,
    day,
    fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 20, maxLength: 20 }),
    fc.nat(1e6),
    fc.constantFrom('right', 'wrong', 'none', 'partial'),
  )
  .map(([id, when, answers, number, kind]): Fact => {
    const fact = scoreFact(id, `ob-${number}`, when, answers.slice(0, COUNTS[id]));
    if (fact.kind !== 'score' || kind === 'right') return fact;
    const { value } = fact;
    if (kind === 'wrong') return { ...fact, value: { ...value, total: (value.itemSum ?? 0) + 2 } };
    if (kind === 'none') return { ...fact, value: { ...value, total: null } };
    return { ...fact, value: { ...value, total: null, itemSum: null, items: [null, ...value.items.slice(1)] } };
  });

/** Any chart: some of each kind of Fact, in any order, at any date. */
export const anyChart: fc.Arbitrary<Fact[]> = fc
  .tuple(
    fc.array(score, { maxLength: 5 }),
    fc.subarray([
      ehrFact('patient', 'p', { legalName: 'Ann Bee', preferredName: 'Ann', pronouns: 'she/her' }),
      ehrFact('condition', 'c1', { code: 'F33.1', display: 'Depression', status: 'active', category: 'problem' }),
      ehrFact('condition', 'c2', {
        display: 'Homelessness',
        code: 'Z59.01',
        status: 'active',
        category: 'sdoh',
        onset: '2026-01',
      }),
      ehrFact('medication', 'm1', { name: 'sertraline', status: 'active' }),
      ehrFact('goal', 'g1', { localId: 'g1', statement: 'Feel alive', status: 'active' }),
      ehrFact('objective', 'o1', {
        localId: 'g1o1',
        goalFactId: 'goal:g1',
        text: 'PHQ-9 to 9',
        measure: 'PHQ-9',
        target: '9',
        status: 'live',
      }),
      ehrFact('objective', 'o2', { localId: 'g1o2', text: 'Three walks', status: 'live' }),
    ]),
    fc.array(
      fc
        .tuple(day, text, fc.boolean())
        .map(([when, plan, ours]) =>
          ehrFact('prior-note', `n-${when}`, { text: `SUBJECTIVE\nx\nPLAN\n${plan}`, truncated: false, ours }, when),
        ),
      { maxLength: 2 },
    ),
    fc.array(
      fc
        .tuple(day, text)
        .map(([stop, stopReason]) =>
          ehrFact('medication', `s-${stop}`, { name: 'trazodone', status: 'stopped', stop, stopReason }),
        ),
      { maxLength: 1 },
    ),
    fc.array(
      fc.tuple(day, day, text).map(([authored, due, what]) =>
        ehrFact('referral', `r-${authored}`, {
          what: `Referral for ${what}`,
          status: 'active',
          handsOver: true,
          authored,
          due,
        }),
      ),
      { maxLength: 2 },
    ),
    fc.array(
      day.map((reviewDue) => ehrFact('care-plan', 'cp', { status: 'active', reviewDue })),
      { maxLength: 1 },
    ),
  )
  .map((parts) => parts.flat());
