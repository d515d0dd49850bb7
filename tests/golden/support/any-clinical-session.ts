import fc from 'fast-check';
import { type Fact, factsOf, INSTRUMENT_IDS } from '../../../core/chart/fact.ts';
import type { RiskAnswer, SessionInput } from '../../../core/chart/session-input.ts';
import {
  CARE_ACTIVITIES,
  CIRCUMSTANCE_DOMAINS,
  HISTORY_AREAS,
  HOMEWORK_OUTCOMES,
  SESSION_KINDS,
  SESSION_PLACES,
  TELEHEALTH_CONSENTS,
} from '../../../core/chart/session-terms.ts';
import { type Draw, dayAfter, drawFrom, sessionDayOf } from './any-draw.ts';
import { anyInput } from './any-session.ts';

/** What clinicians write: terse, whole, quoted, pointed oddly, in other scripts, long, with numbers and other people. */
const PHRASES = [
  'slept 4 h', 'low mood x 3 d', 'argued w/ wife', 'Walks are hard', 'Denied missed doses', 'reports nightmares 5/7 nights',
  'He left work early on 3 May.', 'Client states rent is $200 short.', 'Daughter: he left the burner on', "'I cannot go on like this'",
  '“I am a burden to everyone.”', '"It is what it is"', 'Said "no more" and then "maybe"', 'Sleep - 4/7 nights; appetite ok?', 'tired…', 'ok!!',
  '(see below)', 'mood: 3/10', '50% better than last week', 'Naïve about the café job 🙂', 'プレッシャーを感じる', 'قلق شديد', 'Line\nbreak and\ttab',
  'Trailing comma,', 'Trailing semicolon;', 'Ends with colon:', 'PHQ-9 was 4 at the PCP', 'taking sertraline 200 mg', '2026-03-04 was the anniversary',
  'Her sister Maribel said she worries', 'boyfriend Deshawn left', 'Talked with his mother about 12 hours of shifts', 'N/A', '-', '.', '?', 'none',
  'Two meals most days, shower every second day', 'iPhone alarm set for 7:30', 'ALL CAPS NOTE', '"', "it's fine", 'walked 20 min x2', '¿Cómo dormir?',
  'Wrote a letter to her father, who died in 1998; read it aloud; cried', 'Started the log on Monday.',
] as const; // biome-ignore format: a table
const LONG = `Described the week at length: ${'on most days rose late, ate little, answered no calls, and in the evening sat by the window; '.repeat(8)}then slept.`;
const TECHNIQUES = [
  "restructuring of 'I am a burden'", 'graded exposure: bus, two stops', 'behavioral activation', 'Socratic questioning about guilt.', 'sleep restriction, week 2',
  'imaginal exposure (25 min)', 'values card sort', 'role play of the call with the landlord;', 'psychoeducation on panic', 'safety plan, step 3',
] as const; // biome-ignore format: a table
const ROLES = [
  'patient',
  'patient',
  'client',
  'wife',
  'mother',
  'Spanish interpreter',
  'case manager',
  'the father',
  'son',
] as const;
const RISK_ITEMS = [
  'suicidal-ideation',
  'suicide-plan',
  'suicide-intent',
  'lethal-means',
  'harm-to-others',
  'self-injury',
] as const;
const ANSWERS: readonly [RiskAnswer, ...RiskAnswer[]] = ['affirmed', 'denied', 'denied', 'unclear', 'not-assessed'];
const RISK_WORDS = [
  'thoughts come at night',
  '"better off gone"',
  'not since 2019',
  'rifle locked at the range',
  'never.',
  'a passing thought, twice',
] as const;
const ASPECTS = ['affect', 'mood', 'speech', 'thoughtProcess', 'orientation', 'eye_contact', 'psychomotor'] as const;
const MODALITIES = ['CBT', 'DBT', 'MI', 'CPT', 'EMDR', 'play', 'assessment', 'family', 'own_kind'] as const;

/** The session of a seed: one in five of anything at all, one in twenty empty, else as clinicians enter them. */
export function anySession(seed: number, facts: readonly Fact[]): SessionInput {
  const draw = drawFrom(seed, 'session');
  const date = sessionDayOf(seed);
  const aims = [...factsOf(facts, 'objective'), ...factsOf(facts, 'goal')].map(({ value }) => value.localId);
  if (draw.chance(0.2)) return odd(seed, date, aims);
  const draft = clinical(draw, date, aims);
  return draw.chance(0.06) ? empty(draft) : draft;
}

function odd(seed: number, date: string, aims: readonly string[]): SessionInput {
  const [input] = fc.sample(anyInput, { seed, numRuns: 1 });
  if (input === undefined) throw new Error('No session was drawn.');
  const aim = (id: string, at: number): string => aims[at] ?? id;
  return {
    ...input,
    date,
    interventions: input.interventions.map((one, at) =>
      one.objective === undefined ? one : { ...one, objective: aim(one.objective, at) },
    ),
    progress: input.progress.map((one, at) => ({ ...one, objective: aim(one.objective, at) })),
  };
}

function empty(input: SessionInput): SessionInput {
  return {
    ...input,
    reported: [],
    observations: {},
    interventions: [],
    risk: {},
    protective: [],
    progress: [],
    homework: [],
    plan: [],
    notAssessed: [],
    scoresSaid: [],
    participants: ['patient'],
  };
}

function clinical(draw: Draw, date: string, aims: readonly string[]): SessionInput {
  const phrase = (): string => (draw.chance(0.03) ? LONG : draw.pick(PHRASES));
  const phrases = (most: number): string[] => draw.times(0, most, phrase);
  const some = <T>(name: string, p: number, make: () => T): Record<string, T> =>
    draw.chance(p) ? { [name]: make() } : {};
  const aim = (): string => draw.some([...aims, ...aims, ...aims, 'unknown'], 1)[0] ?? 'unknown';
  const answered = draw.some(RISK_ITEMS, draw.between(0, 6)).map((item) => {
    const answer = draw.pick(ANSWERS);
    return [
      item,
      { answer, ...(answer !== 'not-assessed' && draw.chance(0.4) && { words: draw.pick(RISK_WORDS) }) },
    ] as const;
  });
  return {
    schema: 'throughline.session-input/1',
    date,
    modality: draw.pick(['in-person', 'in-person', 'telehealth-video', 'telehealth-audio']),
    participants: draw.chance(0.6) ? ['patient'] : draw.times(1, 4, () => draw.pick(ROLES)),
    ...(draw.chance(0.85) && {
      start: draw.pick(['09:00', '10:30', '16:15']),
      ...(draw.chance(0.9) && { end: draw.pick(['11:15', '17:08', '08:00']) }),
    }),
    ...some('minutes', 0.2, () => draw.between(5, 110)),
    ...some('kind', 0.6, () => draw.pick(SESSION_KINDS)),
    ...some('place', 0.4, () => draw.pick(SESSION_PLACES)),
    ...some('serviceCode', 0.7, () => draw.pick(['90834', '90837', '90791', '90847', '90853', '90839', 'T1017'])),
    ...some('patientLocation', 0.5, () => draw.pick(['home in Tulsa, OK', 'her car', 'work', 'Marlowe, 12 Elm St.'])),
    ...some('clinicianLocation', 0.3, () => 'clinic, Tulsa'),
    ...some('telehealthConsent', 0.4, () => draw.pick(TELEHEALTH_CONSENTS)),
    ...some('language', 0.15, () => draw.pick(['Spanish', 'ASL'])),
    ...some('longerBecause', 0.15, phrase),
    ...some('patientAbsentBecause', 0.2, phrase),
    ...some('group', 0.3, () => ({
      ...some('topic', 0.8, phrase),
      ...some('method', 0.5, phrase),
      ...some('present', 0.7, () => draw.between(2, 12)),
      ...some('coFacilitator', 0.4, () => 'LCSW intern'),
    })),
    ...some('crisis', 0.3, () => ({
      ...some('state', 0.8, phrase),
      ...some('disposition', 0.8, phrase),
      resources: phrases(2),
    })),
    ...some('history', 0.3, () =>
      Object.fromEntries(draw.some(HISTORY_AREAS, draw.between(0, 9)).map((area) => [area, phrase()])),
    ),
    ...some('careActivities', 0.3, () =>
      draw.times(0, 3, () => ({ activity: draw.pick(CARE_ACTIVITIES), text: phrase() })),
    ),
    ...some('circumstances', 0.4, () =>
      draw.times(0, 3, () => ({ domain: draw.pick(CIRCUMSTANCE_DOMAINS), words: phrase() })),
    ),
    ...some('homeworkReview', 0.5, () =>
      draw.times(0, 4, () => ({
        text: phrase(),
        outcome: draw.pick(HOMEWORK_OUTCOMES),
        ...some('words', 0.4, phrase),
      })),
    ),
    ...some('complaint', 0.7, phrase),
    reported: phrases(5),
    observations: Object.fromEntries(
      draw
        .some(ASPECTS, draw.between(0, 5))
        .map((aspect) => [
          aspect,
          draw.pick(['constricted', 'full range, tearful at times', 'pressured;', 'oriented x4', 'soft.', '?']),
        ]),
    ),
    interventions: draw.times(0, 4, () => ({
      technique: draw.chance(0.8) ? draw.pick(TECHNIQUES) : phrase(),
      ...some('modality', 0.7, () => draw.pick(MODALITIES)),
      ...some('objective', 0.8, aim),
      ...some('response', 0.4, phrase),
    })),
    ...some('response', 0.6, phrase),
    risk: Object.fromEntries(answered),
    ...some('riskLevel', 0.5, () => draw.pick(['low', 'moderate', 'not determined', 'High.'])),
    ...some('riskAction', 0.4, phrase),
    protective: phrases(2),
    progress: draw.times(0, 4, () => ({
      objective: aim(),
      status: draw.pick(['met', 'partial', 'no-change', 'worse', 'not-addressed', 'two of three']),
      ...some('evidence', 0.5, phrase),
    })),
    homework: phrases(4),
    plan: phrases(5),
    ...some('nextAppointment', 0.7, () => dayAfter(date, draw.between(1, 30))),
    notAssessed: draw.chance(0.3) ? draw.some(['cognition', 'sleep', 'memory', 'PHQ-9'], draw.between(1, 3)) : [],
    scoresSaid: draw.times(0, 2, () => ({ instrument: draw.pick(INSTRUMENT_IDS), total: draw.between(0, 27) })),
    private: 'zebra-private-jotting',
  };
}
