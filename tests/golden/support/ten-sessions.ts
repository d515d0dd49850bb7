import type { Fact } from '../../../core/chart/fact.ts';
import { emptySessionInput, type SessionInput } from '../../../core/chart/session-input.ts';
import { ehrFact, phq9, scoreFact } from './sample-chart.ts';

/** The chart of one synthetic patient over ten weeks, without her notes. */
export function chartOfTenSessions(): Fact[] {
  return [
    ehrFact('patient', 'p10', {
      legalName: 'Odalys Ferreira-Lund',
      pronouns: 'she/her',
      preferredName: 'Odalys',
      birthDate: '1984-06-19',
      mrn: 'HV770310',
    }),
    ehrFact('condition', 'dx', {
      code: 'F33.1',
      display: 'Major depressive disorder, recurrent, moderate',
      status: 'active',
      category: 'problem',
      onset: '2025-12-02',
    }),
    ehrFact('condition', 'z1', {
      code: 'Z63.6',
      display: 'Dependent relative needing care at home',
      status: 'active',
      category: 'sdoh',
      onset: '2025-10-01',
    }),
    ehrFact('condition', 'z2', {
      code: 'Z56.3',
      display: 'Stressful work schedule',
      status: 'active',
      category: 'sdoh',
      onset: '2026-02-20',
    }),
    ehrFact('medication', 'm1', {
      name: 'sertraline',
      dose: '50 mg once daily',
      status: 'stopped',
      start: '2025-12-10',
      stop: '2026-02-11',
      stopReason: 'dose raised',
    }),
    ehrFact('medication', 'm2', {
      name: 'sertraline',
      dose: '100 mg once daily',
      status: 'active',
      start: '2026-02-11',
    }),
    ehrFact('medication', 'm3', {
      name: 'levothyroxine',
      dose: '75 mcg once daily',
      status: 'active',
      start: '2021-05-01',
    }),
    ehrFact('care-plan', 'cp', { status: 'active', start: '2026-01-20', reviewDue: '2026-04-20' }),
    ehrFact('goal', 'g1', {
      localId: 'g1',
      statement: 'Have the days back, not only get through them',
      status: 'active',
    }),
    ehrFact('goal', 'g2', { localId: 'g2', statement: 'Care for father without losing herself', status: 'active' }),
    ehrFact('objective', 'o11', {
      localId: 'g1o1',
      goalFactId: 'goal:g1',
      text: 'Reduce PHQ-9 from 17 to 8 or below by 2026-06-30',
      measure: 'PHQ-9',
      target: '8',
      status: 'live',
    }),
    ehrFact('objective', 'o12', {
      localId: 'g1o2',
      goalFactId: 'goal:g1',
      text: 'Take 3 planned walks or swims a week for 6 weeks by 2026-04-15',
      baseline: '0 a week',
      target: '3 a week for 6 weeks',
      status: 'live',
    }),
    ehrFact('objective', 'o21', {
      localId: 'g2o1',
      goalFactId: 'goal:g2',
      text: 'Arrange two afternoons of respite care a week by 2026-03-31',
      baseline: 'none',
      target: 'two a week',
      status: 'live',
    }),
    ehrFact('objective', 'o22', {
      localId: 'g2o2',
      goalFactId: 'goal:g2',
      text: 'Tell brother in plain words what help is needed, once a week, by 2026-03-15',
      status: 'live',
    }),
    scoreFact('PHQ-9', 'a1', '2026-01-20', phq9(17, 1)),
    scoreFact('PHQ-9', 'a2', '2026-02-10', phq9(15, 0)),
    scoreFact('PHQ-9', 'a3', '2026-03-03', phq9(10, 0)),
    scoreFact('PHQ-9', 'a4', '2026-03-31', phq9(8, 0)),
    ehrFact('referral', 'r1', {
      what: 'Referral for respite care',
      to: 'County Caregiver Center',
      status: 'active',
      authored: '2026-02-03',
      due: '2026-03-01',
      handsOver: true,
    }),
  ];
}

function session(date: string, entered: Partial<SessionInput>): SessionInput {
  return {
    ...emptySessionInput(date),
    start: '15:00',
    end: '15:50',
    serviceCode: '90834',
    place: 'office',
    risk: {
      'suicidal-ideation': { answer: 'denied' },
      'suicide-plan': { answer: 'denied' },
      'suicide-intent': { answer: 'denied' },
      'harm-to-others': { answer: 'denied' },
    },
    riskLevel: 'low',
    ...entered,
  };
}

/** Ten weekly sessions as a clinician with three minutes types them: phrases, few full sentences. */
export const TEN_SESSIONS: readonly SessionInput[] = [
  session('2026-01-27', {
    complaint: 'Too tired to begin anything',
    reported: [
      'Sleeps 5 h, up at 4 with father',
      'Said no to choir for the third time',
      "'I am a pair of hands, nothing else'",
    ],
    observations: { affect: 'flat, one smile about the dog', mood: 'low', speech: 'slow' },
    interventions: [
      { modality: 'BA', technique: 'activity and mood monitoring', objective: 'g1o2' },
      { modality: 'psychoeducation', technique: 'how withdrawal keeps depression going', objective: 'g1o1' },
    ],
    response: 'Filled in yesterday with the clinician and saw that the one good hour was outdoors',
    progress: [{ objective: 'g1o2', status: 'started', evidence: 'walked once' }],
    homework: ['activity log, 4 days'],
    plan: ['set first two walks from the log'],
    nextAppointment: '2026-02-03',
    notAssessed: ['alcohol use'],
  }),
  session('2026-02-03', {
    complaint: 'Log done, father fell on Sunday',
    reported: ['Father not hurt; EMS lifted him', 'Walked twice, 20 min', 'Brother has not called'],
    observations: { affect: 'worried', mood: "'on call all night'" },
    interventions: [
      {
        modality: 'BA',
        technique: 'scheduling of two walks, Tuesday and Saturday',
        objective: 'g1o2',
        response: 'chose the river path',
      },
      {
        modality: 'case_management',
        technique: 'respite referral made in session',
        objective: 'g2o1',
        response: 'signed the release herself',
      },
    ],
    homeworkReview: [{ text: 'activity log, 4 days', outcome: 'done', words: '5 days, all columns' }],
    progress: [
      { objective: 'g1o2', status: 'partial', evidence: '2 walks this week' },
      { objective: 'g2o1', status: 'started', evidence: 'referral sent' },
    ],
    homework: ['walks Tue and Sat'],
    plan: ['respite center calls back this week', 'PHQ-9 next time'],
    nextAppointment: '2026-02-10',
  }),
  session('2026-02-10', {
    end: '15:45',
    complaint: 'Guilty when she sits down',
    reported: ['Skipped the Saturday walk, rain and guilt', "Thinks 'a good daughter does not rest'"],
    observations: { affect: 'tearful when naming guilt', mood: 'low' },
    interventions: [
      {
        modality: 'CBT',
        technique: "cognitive restructuring of 'a good daughter does not rest' with a thought record",
        objective: 'g1o1',
      },
    ],
    response: 'Wrote an answer she half believes; belief in the thought down from 90 to 60 of 100',
    homeworkReview: [{ text: 'walks Tue and Sat', outcome: 'partly', words: 'Tuesday only' }],
    progress: [{ objective: 'g1o1', status: 'no change', evidence: 'PHQ-9 15' }],
    homework: ['thought record, once a day'],
    plan: ['prescriber sees her tomorrow'],
    nextAppointment: '2026-02-17',
  }),
  session('2026-02-17', {
    modality: 'telehealth-video',
    patientLocation: 'own kitchen, Salem, OR',
    telehealthConsent: 'on-file',
    complaint: 'Cannot leave father today',
    reported: [
      'Respite center has a waiting list',
      'Thought record on 4 of 7 days',
      'No side effects of the higher dose',
    ],
    observations: { affect: 'steadier', 'thought process': 'linear' },
    interventions: [
      {
        modality: 'problem_solving',
        technique: 'who can sit with father two hours: list, pros and cons, first call',
        objective: 'g2o1',
      },
    ],
    response: 'Picked the neighbor and called her before the end of the session',
    homeworkReview: [{ text: 'thought record, once a day', outcome: 'partly', words: '4 of 7 days' }],
    progress: [{ objective: 'g2o1', status: 'partial', evidence: 'neighbor Thursdays until respite starts' }],
    plan: ['role-play the talk with brother'],
    nextAppointment: '2026-02-24',
  }),
  session('2026-02-24', {
    complaint: 'Anger at brother',
    reported: [
      "He texted 'you are so good at this'",
      'Swam on Thursday, first time since summer',
      'New shifts from 20 Feb, two nights a week',
    ],
    circumstances: [{ domain: 'work', words: 'two night shifts a week since 20 February' }],
    observations: { affect: 'angry, then amused', mood: 'irritable' },
    interventions: [
      {
        modality: 'IPT',
        technique: 'communication analysis and role-play of asking brother for Sundays',
        objective: 'g2o2',
      },
    ],
    response: 'Dropped the apology at the start by the third try',
    progress: [
      { objective: 'g2o2', status: 'started', evidence: 'sentence written down' },
      { objective: 'g1o2', status: 'partial', evidence: '2 walks, 1 swim' },
    ],
    homework: ['call brother Sunday with the written sentence'],
    plan: ['PHQ-9 next time', 'sleep on night shifts'],
    nextAppointment: '2026-03-03',
  }),
  session('2026-03-03', {
    complaint: 'Brother said yes, she did not expect it',
    reported: ['Brother takes Sundays from 8 March', 'Sleeps 6 h off shift, 4 h on shift'],
    observations: { affect: 'brighter', speech: 'faster than before' },
    interventions: [
      {
        modality: 'CBT',
        technique: 'behavioral experiment on leaving father with brother for a whole day',
        objective: 'g2o2',
      },
      { modality: 'CBT', technique: 'sleep restriction and stimulus control around night shifts', objective: 'g1o1' },
    ],
    response: 'Predicted disaster at 70 of 100, agreed to look at what really happens',
    homeworkReview: [
      { text: 'call brother Sunday with the written sentence', outcome: 'done', words: 'read it from the card' },
    ],
    progress: [{ objective: 'g2o2', status: 'partial', evidence: 'first talk held' }],
    homework: ['Sunday away, phone off 10 to 4'],
    plan: ['ask respite center for the place on the list'],
    nextAppointment: '2026-03-10',
  }),
  session('2026-03-10', {
    end: '15:46',
    complaint: 'Sunday went well and she cried in the pool',
    reported: [
      'Nothing happened to father; he and brother watched boats',
      'Phone off 4 of 6 hours',
      "'I had forgotten I have shoulders'",
    ],
    observations: { affect: 'tearful, laughing' },
    interventions: [
      { modality: 'CBT', technique: 'review of the experiment, prediction against what happened', objective: 'g2o2' },
    ],
    response: 'Named what it cost not to ask for six years',
    homeworkReview: [{ text: 'Sunday away, phone off 10 to 4', outcome: 'partly', words: 'phone off 4 of 6 hours' }],
    progress: [
      { objective: 'g2o2', status: 'met', evidence: 'weekly talk held 3 weeks' },
      { objective: 'g1o2', status: 'partial', evidence: '3 a week, second week' },
    ],
    homework: ['swim Thursday and Sunday'],
    plan: ['respite place from 23 March if it comes'],
    nextAppointment: '2026-03-17',
  }),
  session('2026-03-17', {
    complaint: 'A flat week, no reason',
    reported: ['Did not swim, cold', 'Ate standing up most days', 'Denies that it is like December'],
    observations: { affect: 'subdued', mood: "'gray, not black'" },
    interventions: [
      { modality: 'BA', technique: 'graded task assignment for one meal a day at the table', objective: 'g1o1' },
      { modality: 'ACT', technique: "defusion from 'here we go again'", objective: 'g1o1' },
    ],
    homeworkReview: [{ text: 'swim Thursday and Sunday', outcome: 'not-done' }],
    plan: ['watch the week with the log', 'PHQ-9 on 31 March'],
    homework: ['one meal a day at the table'],
    nextAppointment: '2026-03-24',
    risk: {
      'suicidal-ideation': { answer: 'denied', words: "'tired is not dead'" },
      'suicide-plan': { answer: 'denied' },
      'suicide-intent': { answer: 'denied' },
      'harm-to-others': { answer: 'denied' },
      'self-injury': { answer: 'denied' },
    },
  }),
  session('2026-03-24', {
    complaint: 'Respite began',
    reported: ['Two afternoons, Tuesday and Friday', 'Slept through the first one', 'Ate at the table 6 of 7 days'],
    observations: { affect: 'calm', 'eye contact': 'steady' },
    interventions: [
      {
        modality: 'BA',
        technique: 'scheduling of the two free afternoons: one for errands, one for nothing',
        objective: 'g2o1',
      },
    ],
    response: 'Crossed the errands out and wrote choir',
    homeworkReview: [{ text: 'one meal a day at the table', outcome: 'done', words: '6 of 7' }],
    progress: [{ objective: 'g2o1', status: 'met', evidence: 'two afternoons a week since 23 March' }],
    homework: ['choir on Friday'],
    plan: ['review of the plan in April'],
    nextAppointment: '2026-03-31',
  }),
  session('2026-03-31', {
    end: '15:53',
    complaint: 'Sang',
    reported: ['Choir on Friday, stayed to the end', 'Sleeps 6 to 7 h', "Says the days 'have edges again'"],
    observations: { affect: 'full range', mood: 'lighter' },
    interventions: [
      {
        modality: 'CBT',
        technique: 'relapse prevention planning: early signs, first steps, whom to call',
        objective: 'g1o1',
      },
      { modality: 'planning', technique: 'preparation of the plan review', objective: 'g1' },
    ],
    response: 'Listed eating standing up as her first sign',
    homeworkReview: [{ text: 'choir on Friday', outcome: 'done' }],
    progress: [
      { objective: 'g1o1', status: 'met', evidence: 'PHQ-9 8' },
      { objective: 'g1o2', status: 'partial', evidence: '5 of 6 weeks' },
    ],
    homework: ['finish the list of signs with brother'],
    plan: ['plan review 14 April', 'every two weeks from now'],
    nextAppointment: '2026-04-14',
  }),
];
