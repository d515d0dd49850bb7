import { describe, expect, it } from 'vitest';
import {
  ehrFact,
  phq9,
  SESSION_DATE,
  sampleChart,
  sampleInput,
  scoreFact,
} from '../../tests/golden/support/sample-chart.ts';
import type { MissingRead } from '../chart/chart.ts';
import type { Fact } from '../chart/fact.ts';
import type { SessionInput } from '../chart/session-input.ts';
import { composeNote } from '../composing/compose-note.ts';
import { addSentence } from '../documents/edit-sentence.ts';
import { checkDraft } from './check-draft.ts';
import type { Flag } from './flag.ts';

function flags(
  changes: Partial<SessionInput> = {},
  chart: readonly Fact[] = sampleChart(),
  options: { missing?: MissingRead[]; edit?: string } = {},
): Flag[] {
  const { missing = [], edit } = options;
  const { note, facts } = composeNote({ format: 'SOAP', input: sampleInput(changes), chartFacts: chart, missing });
  const sections = edit === undefined ? note.sections : addSentence(note.sections, 'assessment', edit);
  return checkDraft({ note: { ...note, sections }, facts, missing, sessionDate: SESSION_DATE });
}

function toResolve(...given: Parameters<typeof flags>): Flag[] {
  return flags(...given).filter(({ level }) => level === 'resolve');
}

function ids(...given: Parameters<typeof flags>): string[] {
  return flags(...given).map(({ id }) => id);
}

const withScore = (items: number[], total?: number): Fact[] => [
  ...sampleChart().filter(({ id }) => id !== 'score:ob-3'),
  scoreFact('PHQ-9', 'ob-3', SESSION_DATE, items, total),
];
const CLEAR = withScore(phq9(15, 0));

describe('checking a draft', () => {
  it('is silent on a composed draft that gives no cause', () => {
    expect(ids({}, CLEAR)).toEqual([]);
  });

  it('PHQ9_ITEM9_POSITIVE for a form of this session, not for one that an earlier note weighed', () => {
    expect(ids()).toContain('PHQ9_ITEM9_POSITIVE@ob-3');
    expect(ids()).not.toContain('PHQ9_ITEM9_POSITIVE@ob-2');
    const sinceLastNote = [...CLEAR, scoreFact('PHQ-9', 'portal', '2026-04-20', phq9(16, 2))];
    expect(ids({}, sinceLastNote)).toContain('PHQ9_ITEM9_POSITIVE@portal');
  });

  it('ITEM9_VS_VERBAL_DENIAL only beside a denial, pointing at the sentence that states both', () => {
    const raised = flags().find(({ code }) => code === 'ITEM9_VS_VERBAL_DENIAL');
    expect(raised).toMatchObject({ level: 'resolve', sentenceId: 'assessment/item-9/1' });
    expect(ids({ risk: { 'suicidal-ideation': { answer: 'affirmed' } } })).toEqual([
      'PHQ9_ITEM9_POSITIVE@ob-3',
      'SUICIDAL_IDEATION',
    ]);
  });

  it('SCORE_TOTAL_MISMATCH when the items add to another number', () => {
    expect(ids({}, withScore(phq9(13, 0), 15))).toEqual(['SCORE_TOTAL_MISMATCH@ob-3']);
  });

  it('SCORE_NARRATIVE_MISMATCH when the clinician names another total than the record', () => {
    expect(ids({ scoresSaid: [{ instrument: 'PHQ-9', total: 12 }] }, CLEAR)).toEqual([
      'SCORE_NARRATIVE_MISMATCH@PHQ-9',
    ]);
    expect(ids({ scoresSaid: [{ instrument: 'PHQ-9', total: 15 }] }, CLEAR)).toEqual([]);
    expect(ids({ scoresSaid: [{ instrument: 'GAD-7', total: 3 }] }, CLEAR)).toEqual([]);
  });

  it('NO_LIVE_OBJECTIVE unless an intervention or a rating names one, or its goal; silent where the plan was not read', () => {
    const aimless = { interventions: [{ technique: 'listening' }], progress: [] };
    expect(ids(aimless, CLEAR)).toEqual(['NO_LIVE_OBJECTIVE']);
    expect(ids({ ...aimless, interventions: [{ technique: 'listening', objective: 'g1' }] }, CLEAR)).toEqual([]);
    expect(ids({ ...aimless, serviceCode: '90791' }, CLEAR)).toEqual([]);
    const missing: MissingRead[] = [{ resource: 'Goal', what: 'treatment plan', reason: 'failed' }];
    expect(ids(aimless, CLEAR, { missing })).toEqual(['CHART_INCOMPLETE@Goal:treatment plan']);
    const met = CLEAR.map((fact) =>
      fact.kind === 'objective' ? { ...fact, value: { ...fact.value, status: 'met' as const } } : fact,
    );
    expect(ids({}, met)).toEqual(['NO_LIVE_OBJECTIVE']);
  });

  it('RISK_NOT_ASSESSED only where history, scores or another answer call for an inquiry', () => {
    expect(ids({ risk: {} }, CLEAR)).toEqual(['RISK_NOT_ASSESSED']);
    const calm = CLEAR.filter(({ kind }) => kind !== 'score' && kind !== 'condition');
    expect(ids({ risk: {} }, calm)).toEqual([]);
    const harm = { 'harm-to-others': { answer: 'affirmed' as const } };
    expect(ids({ risk: harm }, calm)).toEqual(['RISK_NOT_ASSESSED', 'HOMICIDAL_IDEATION']);
  });

  it('CHART_INCOMPLETE for review, after what must be resolved', () => {
    const missing: MissingRead[] = [{ resource: 'Observation', what: 'scores', reason: 'refused', httpStatus: 403 }];
    const raised = flags({ risk: {} }, CLEAR, { missing });
    expect(raised.map(({ level }) => level)).toEqual(['resolve', 'review']);
    expect(raised[1]).toMatchObject({
      message: 'The scores were not read. The EHR refused access. The note states nothing that rests on it.',
      sentenceId: expect.stringContaining('unread') as string,
    });
  });

  it('UNSUPPORTED_STATEMENT for a sentence that cites nothing or a Fact that is not there', () => {
    const { note, facts } = composeNote({ format: 'DAP', input: sampleInput(), chartFacts: CLEAR, missing: [] });
    const forged = { id: 'x', text: 'All is well.', facts: ['score:none'], rule: 'score', origin: 'composed' } as const;
    const sections = note.sections.map((section, index) =>
      index === 0 ? { ...section, sentences: [forged] } : section,
    );
    const raised = checkDraft({ note: { sections }, facts, missing: [], sessionDate: SESSION_DATE });
    expect(raised.map(({ id }) => id)).toEqual([expect.stringMatching(/^UNSUPPORTED_STATEMENT@x\/[0-9a-z]+$/)]);
  });
});

describe('a composed sentence', () => {
  it('contradicts nothing where two forms of one day differ, or an objective is quoted in short', () => {
    const second = scoreFact('PHQ-9', 'ob-9', SESSION_DATE, phq9(15, 0));
    const twice = [
      ...CLEAR.filter(({ id }) => id !== 'score:ob-3'),
      scoreFact('PHQ-9', 'ob-3', SESSION_DATE, phq9(15, 2)),
      second,
    ];
    expect(ids({}, twice).filter((id) => id.startsWith('UNSUPPORTED'))).toEqual([]);
    const edit = 'Worked toward objective 1.1 ("Reduce PHQ-9 from 22 to 10 or below …").';
    expect(toResolve({}, CLEAR, { edit })).toEqual([]);
  });
});

describe('a sentence of the clinician', () => {
  const contradicting = [
    'PHQ-9 down to 12.',
    'The PHQ-9 was 22 today.',
    'PHQ-9 fell from 21 to 15.',
    'PHQ-9 is down 9 points since intake.',
    'PHQ-9 scored 14 on 27 April 2026.',
    'Her PHQ-9 of 30 March 2026 was 15.',
    'Item 9 of the PHQ-9 was 2.',
    'Item 9 of the PHQ-9 of 2 March 2026 was 0.',
    'PHQ-9 remains in the severe range.',
    'He endorses suicidal ideation.',
    'Reports active suicidal thoughts, no plan.',
    'SI present.',
    'No suicidal intent.',
    'He has suicidal thoughts with a plan.',
    'Denied a plan but reported suicidal ideation.',
    'He denied hopelessness and endorsed suicidal ideation.',
    'He denied self-harm.',
    'Endorses thoughts of harming others.',
    'He scored 12 on the PHQ-9.',
    'PHQ-9 of 12 at intake.',
    'Scored 12 on the PHQ-9 and 8 on the GAD-7.',
    'PHQ-9 of 12.',
  ];
  const consistent = [
    'He scored 15 on the PHQ-9.',
    'Scored 15 on the PHQ-9 and 8 on the GAD-7.',
    'PHQ-9 of 22 at intake.',
    'PHQ-9 completed in 5 min.',
    'Not sure about suicidal ideation.',
    'Down 7 points on the PHQ-9 from 22.',
    'PHQ-9 of 15 of 27.',
    'PHQ-9 is 15, down 7 from 22 at intake.',
    'PHQ-9 15 (moderately severe), 5 points lower than on 30 March 2026.',
    'Target is PHQ-9 of 10 or below.',
    'Will repeat the PHQ-9 in 2 weeks.',
    'PHQ-9 22 → 20 → 15.',
    'GAD-7 was 8.',
    'Item 9 of the PHQ-9 of 2 March 2026 was 1.',
    'PHQ-9 fell from the severe range to 15.',
    'PHQ-9 is in the moderately severe range.',
    'On the PHQ-9 of 2 March 2026 he scored 22.',
    'He denies suicidal ideation.',
    'No SI or HI.',
    'Suicidal ideation was denied.',
    'He has a history of suicidal ideation in 2011.',
    'His sister reports suicidal ideation.',
    'He no longer has suicidal thoughts.',
    'He denies having active suicidal ideation.',
    'Denied current SI, plan, or intent.',
    'He did not report suicidal thoughts.',
    'Denies SI/HI.',
    'No current suicidal ideation was reported; risk was reviewed with him.',
    'We talked about his garden for 12 minutes.',
    'Objective: "Reduce PHQ-9 from 22 to 10 or below by 2026-09-05".',
  ];

  it.each(contradicting)('must be resolved: %s', (edit) => {
    expect(toResolve({}, CLEAR, { edit }).map(({ code }) => code)).toEqual(['UNSUPPORTED_STATEMENT']);
  });

  it.each(consistent)('passes: %s', (edit) => {
    expect(toResolve({}, CLEAR, { edit })).toEqual([]);
  });

  it('must be resolved when it denies what was affirmed', () => {
    const affirmed = { risk: { 'suicidal-ideation': { answer: 'affirmed' as const, words: 'wishes not to wake' } } };
    expect(ids(affirmed, CLEAR, { edit: 'He denied suicidal ideation.' })).toEqual([
      'SUICIDAL_IDEATION',
      expect.stringMatching(/^UNSUPPORTED_STATEMENT@assessment\/clinician\/1\/[0-9a-z]+$/),
    ]);
  });

  it('a reason given for one contradiction does not resolve the next in the same sentence', () => {
    const [first] = ids({}, CLEAR, { edit: 'PHQ-9 was 14.' });
    const [second] = ids({}, CLEAR, { edit: 'Endorses thoughts of harming others.' });
    expect(first).toBeDefined();
    expect(second).not.toBe(first);
  });

  it('may name another person without a claim about the patient', () => {
    const chart = [...CLEAR, ehrFact('allergy', 'a', { substance: 'latex', status: 'active' })];
    expect(ids({}, chart, { edit: 'His brother died by suicide.' })).toEqual([]);
  });
});
