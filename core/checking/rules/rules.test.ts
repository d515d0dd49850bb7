import { describe, expect, it } from 'vitest';
import {
  ehrFact,
  phq9,
  SESSION_DATE,
  sampleChart,
  sampleInput,
  scoreFact,
} from '../../../tests/golden/support/sample-chart.ts';
import type { Fact, InstrumentId } from '../../chart/fact.ts';
import type { SessionInput } from '../../chart/session-input.ts';
import { composeNote } from '../../composing/compose-note.ts';
import { addSentence } from '../../documents/edit-sentence.ts';
import { checkDraft } from '../check-draft.ts';
import type { Flag, FlagCode } from '../flag.ts';
import type { SiteRules } from '../site-rules.ts';

interface Given {
  readonly input?: Partial<SessionInput>;
  readonly facts?: readonly Fact[];
  readonly edit?: string;
  readonly site?: SiteRules;
}

function flags({ input = {}, facts = [], edit, site }: Given): Flag[] {
  const chart = [
    ...sampleChart().filter(
      ({ kind }) => kind !== 'score' && !(kind === 'patient' && facts.some((one) => one.kind === kind)),
    ),
    ...facts,
  ];
  const { note, facts: cited } = composeNote({
    format: 'SOAP',
    input: sampleInput(input),
    chartFacts: chart,
    missing: [],
  });
  const sections = edit === undefined ? note.sections : addSentence(note.sections, 'assessment', edit);
  return checkDraft({ note: { sections }, facts: cited, missing: [], sessionDate: SESSION_DATE, site });
}

const edit = (text: string): Given => ({ edit: text });
const reported = (...texts: string[]): Given => ({ input: { reported: texts } });
const screener = (...items: number[]): Given => ({
  facts: [ehrFact('score', 'cs', { instrument: 'C-SSRS-screener', items, total: null, itemSum: null }, SESSION_DATE)],
});
const totals = (instrument: InstrumentId, ...all: number[]): Fact[] =>
  all.map((total, at) =>
    ehrFact(
      'score',
      `ob-${at}`,
      { instrument, total, items: [], itemSum: null },
      at === all.length - 1 ? SESSION_DATE : `2026-0${at + 1}-10`,
    ),
  );
const screen = (substance: string, more: { words?: string } = {}): Fact =>
  ehrFact('toxicology', 'uds', { results: [{ substance, result: 'positive', ...more }] }, '2026-04-25');
const prescribed = ehrFact('medication', 'bup', { name: 'buprenorphine-naloxone', status: 'active' });
const asText = (knownBy?: 'site-map'): Fact => {
  const value = { instrument: 'PHQ-9', total: 12, items: [], itemSum: null, ...(knownBy && { knownBy }) } as const;
  const fact = ehrFact('score', 'text', value, SESSION_DATE);
  return { ...fact, source: { ...fact.source, path: 'Observation.valueString' } } as Fact;
};
const scores = (instrument: InstrumentId, ...all: number[]): Given => ({ facts: totals(instrument, ...all) });
const means = (words: string): Given => ({ input: { risk: { 'lethal-means': { answer: 'affirmed', words } } } });
const sud = ehrFact('condition', 'sud', {
  code: 'F11.20',
  display: 'Opioid use disorder',
  status: 'active',
  category: 'problem',
});
const part2 = {
  ...ehrFact('condition', 'p2', { display: 'x', status: 'active', category: 'problem' }),
  labels: [{ system: 's', code: '42CFRPart2' }],
};
const child = ehrFact('patient', 'kid', { legalName: 'Ike Marr', birthDate: '2016-01-02' });
const referral = (due: string): Fact =>
  ehrFact('referral', 'rf-1', { what: 'Vocational', status: 'active', authored: '2026-03-10', due, handsOver: true });
const plan = (reviewDue: string): Fact =>
  ehrFact('care-plan', 'late', { status: 'active', start: '2026-03-10', reviewDue });
const lastNote = 'He walked to the lake with his dog each morning and ate two meals on most of the days since.';
const noteOf = (text: string): Fact =>
  ehrFact('prior-note', 'n2', { text, truncated: false, ours: false }, '2026-04-13');
const consent = (category: 'assisted-drafting' | 'external-model', polarity: 'affirmed' | 'denied'): Fact =>
  ehrFact(
    'consent',
    'co-5',
    { category, status: polarity === 'denied' ? 'rejected' : 'active' },
    '2026-03-01',
    polarity,
  );
const asks: SiteRules = { assistedDrafting: 'consent-required' };
const video = (patientLocation: string, site: SiteRules): Given => ({
  input: { modality: 'telehealth-video', patientLocation },
  site,
});

/** Code, what raises it, and what is close to that and does not. */
const TABLE: readonly (readonly [FlagCode, Given, Given])[] = [
  ['CSSRS_LOW', screener(1, 0, 0, 0, 0, 0, 0), screener(0, 0, 0, 0, 0, 0, 0)],
  ['CSSRS_MODERATE', screener(1, 1, 1, 0, 0, 0, 0), screener(1, 1, 0, 0, 0, 0, 0)],
  ['CSSRS_HIGH', screener(1, 1, 1, 1, 0, 0, 0), screener(1, 1, 1, 0, 0, 0, 0)],
  ['AUDITC_POSITIVE', scores('AUDIT-C', 4), scores('AUDIT-C', 2)],
  ['PHQ9_RESPONSE', scores('PHQ-9', 20, 10), scores('PHQ-9', 20, 11)],
  ['PHQ9_REMISSION', scores('PHQ-9', 20, 4), scores('PHQ-9', 20, 5)],
  ['GAD7_RESPONSE', scores('GAD-7', 16, 8), scores('GAD-7', 8, 3)],
  ['PHQ9_DETERIORATION', scores('PHQ-9', 15, 10, 15), scores('PHQ-9', 15, 10, 14)],
  ['GAD7_DETERIORATION', scores('GAD-7', 8, 12), scores('GAD-7', 8, 11)],
  ['PCL5_DETERIORATION', scores('PCL-5', 30, 40), scores('PCL-5', 30, 39)],
  ['SCORE_RELIABLE_CHANGE', scores('PCL-5', 58, 43), scores('PCL-5', 58, 44)],
  ['SCORE_RELIABLE_CHANGE', scores('PCL-5', 58, 50, 40), scores('PCL-5', 58, 42, 40)],
  ['SCORE_CSC', scores('PCL-5', 58, 28), scores('PCL-5', 58, 29)],
  [
    'CHANGE_NOT_RELIABLE',
    { ...scores('PCL-5', 58, 55), input: { scoresSaid: [{ instrument: 'PCL-5', total: 55 }] } },
    scores('PCL-5', 58, 55),
  ],
  [
    'CHANGE_NOT_RELIABLE',
    { ...scores('PHQ-9', 15, 12), ...edit('PHQ-9 improved.') },
    { ...scores('PHQ-9', 15, 12), ...edit('PHQ-9 fell from 15 to 12.') },
  ],
  [
    'UNSUPPORTED_STATEMENT',
    { ...scores('PHQ-9', 12, 15), ...edit('The PHQ-9 improved since intake.') },
    { ...scores('PHQ-9', 20, 12), ...edit('The PHQ-9 improved since intake.') },
  ],
  [
    'SCORE_INCOMPLETE',
    {
      facts: [
        ehrFact(
          'score',
          'open',
          { instrument: 'PHQ-9', items: [1, 1, null, 0, 1, 2, null, null, null], total: null, itemSum: null },
          SESSION_DATE,
        ),
      ],
    },
    { facts: [scoreFact('PHQ-9', 'ob-9', SESSION_DATE, phq9(12, 0))] },
  ],
  [
    'SCORE_CONFLICT_SAME_DAY',
    {
      facts: [
        scoreFact('PHQ-9', 'ob-8', SESSION_DATE, phq9(12, 0)),
        scoreFact('PHQ-9', 'ob-9', SESSION_DATE, phq9(14, 0)),
      ],
    },
    {
      facts: [
        scoreFact('PHQ-9', 'ob-8', SESSION_DATE, phq9(12, 0)),
        scoreFact('PHQ-9', 'ob-9', SESSION_DATE, phq9(12, 0)),
      ],
    },
  ],
  [
    'SUICIDAL_IDEATION',
    { input: { risk: { 'suicidal-ideation': { answer: 'affirmed' } } } },
    { input: { risk: { 'suicidal-ideation': { answer: 'affirmed' } }, riskAction: 'safety plan reviewed' } },
  ],
  ['HOMICIDAL_IDEATION', { input: { risk: { 'harm-to-others': { answer: 'affirmed' } } } }, {}],
  ['NSSI', { input: { risk: { 'self-injury': { answer: 'affirmed' } } } }, {}],
  ['FIREARM_ACCESS', means('deer rifle in the cellar, unlocked'), means('rifle locked, wife has the key')],
  ['FIREARM_ACCESS', means('pistol; moving to gun safe tonight'), means('no firearm; pills counted')],
  ['FIREARM_ACCESS', means('pistol in the nightstand, not locked'), means('pistol in the gun safe')],
  ['FIREARM_ACCESS', means('no gun safe; rifle in the closet'), means('no guns or rifles at home')],
  ['FIREARM_ACCESS', means('no lock on his pistol'), means('denies owning a gun')],
  [
    'MANDATED_REPORT_TRIGGER',
    { facts: [child], ...reported("'My uncle hit me with a belt'") },
    reported("'My uncle hit me with a belt'"),
  ],
  [
    'MANDATED_REPORT_TRIGGER',
    { facts: [child], ...reported('Dad hit him with a belt on Sunday; mother denies it') },
    { facts: [child], ...reported('Denies that dad hit him') },
  ],
  [
    'MANDATED_REPORT_TRIGGER',
    { facts: [child], ...reported('Does not want to go home because dad hit him') },
    { facts: [child], ...reported("Dad yelled, didn't hit him") },
  ],
  ['CPT_TIME_MISMATCH', { input: { serviceCode: '90837' } }, { input: { serviceCode: '90834' } }],
  ['PLAN_REVIEW_OVERDUE', { facts: [plan('2026-04-20')] }, { facts: [plan('2026-05-20')] }],
  ['REFERRAL_FOLLOWUP_OVERDUE', { facts: [referral('2026-04-01')] }, { facts: [referral('2026-05-01')] }],
  ['PART2_RECORD', { facts: [part2] }, {}],
  [
    'TELEHEALTH_OUT_OF_LICENCE_STATE',
    video("mother's home, Ashford, CT", { licensedIn: ['NY'] }),
    video('home, Albany, NY', { licensedIn: ['NY'] }),
  ],
  ['TELEHEALTH_OUT_OF_LICENCE_STATE', video('Ashford, CT', { licensedIn: ['NY'] }), video('Ashford, CT', {})],
  [
    'RETURN_TO_USE',
    { facts: [sud], ...reported('Relapsed on Friday') },
    { facts: [sud], ...reported('Afraid he relapsed') },
  ],
  [
    'RETURN_TO_USE',
    { facts: [sud], ...reported('Used once on 16 May') },
    { facts: [sud], ...reported('His friend used once') },
  ],
  ['RETURN_TO_USE', { facts: [sud], input: { complaint: 'Return to use' } }, { input: { complaint: 'Return to use' } }],
  [
    'UDS_SELF_REPORT_CONFLICT',
    { facts: [screen('fentanyl')], ...reported('First said he had not used; later said he used once') },
    { facts: [screen('fentanyl')], ...reported('His girlfriend had not used') },
  ],
  [
    'UDS_SELF_REPORT_CONFLICT',
    { facts: [screen('cocaine')], ...reported('Denied any drug use') },
    { facts: [screen('cocaine')], ...reported('Had not used his coping plan', 'No fentanyl use') },
  ],
  [
    'UDS_SELF_REPORT_CONFLICT',
    { facts: [screen('fentanyl'), prescribed], ...reported('Has not used') },
    { facts: [screen('buprenorphine'), prescribed], ...reported('Has not used') },
  ],
  [
    'UDS_SELF_REPORT_CONFLICT',
    { facts: [screen('fentanyl')], ...reported('Had not used any opioids') },
    { facts: [screen('fentanyl', { words: 'positive (expected)' })], ...reported('Had not used') },
  ],
  ['THIRD_PARTY_NAMED', reported('Kestrel called twice'), reported('His girlfriend Kestrel called twice')],
  ['THIRD_PARTY_NAMED', reported("'My uncle Bo drinks'"), reported("'My uncle drinks'")],
  ['THIRD_PARTY_NAMED', edit('He met his friend Marcus.'), edit('Quill met his friend.')],
  ['DEFICIT_LANGUAGE', reported('Non-compliant with medication'), reported("Says 'I am non-compliant'")],
  [
    'DEFICIT_LANGUAGE',
    edit('He admits to drinking.'),
    edit('He reported drinking; inpatient admission was discussed.'),
  ],
  ['DEFICIT_LANGUAGE', edit('His uncle committed suicide.'), edit('His uncle died by suicide.')],
  ['DEFICIT_LANGUAGE', reported('Dirty urine on Monday'), reported('Urine tested positive on Monday')],
  [
    'VAGUE_INTERVENTION',
    { input: { response: 'Vented about work' } },
    { input: { response: 'Named two stuck points' } },
  ],
  [
    'VAGUE_INTERVENTION',
    { input: { plan: ['Continue treatment'] } },
    { input: { plan: ['Continue thought records daily'] } },
  ],
  [
    'VAGUE_OBJECTIVE',
    { facts: [ehrFact('objective', 'o9', { localId: 'g1o9', text: 'Improve coping', status: 'live' })] },
    { facts: [ehrFact('objective', 'o9', { localId: 'g1o9', text: 'Cook dinner twice a week', status: 'live' })] },
  ],
  ['SCORE_NOT_NUMERIC', { facts: [asText()] }, { facts: [asText('site-map')] }],
  [
    'COPIED_TEXT',
    { facts: [noteOf(lastNote)], ...reported(lastNote) },
    { facts: [noteOf(lastNote)], ...reported(`"${lastNote}"`) },
  ],
  [
    'COPIED_TEXT',
    { facts: [noteOf(lastNote)], ...edit(lastNote) },
    { facts: [noteOf(lastNote)], ...edit(lastNote.slice(0, 60)) },
  ],
  ['MEDICATION_CONFLICT', edit('He takes bupropion.'), edit('He stopped bupropion in June.')],
  ['MEDICATION_CONFLICT', edit('Taking sertraline 50 mg.'), edit('Taking sertraline 100 mg.')],
  ['MEDICATION_CONFLICT', edit('Sertraline 150 mg daily.'), edit('Prescriber will increase sertraline to 150 mg.')],
  ['RESOLVED_DIAGNOSIS_USED', edit('Meets criteria for adjustment disorder.'), edit('History of adjustment disorder.')],
  ['RESOLVED_DIAGNOSIS_USED', edit('F43.21 is the focus.'), edit('F33.2 is the focus.')],
  ['AI_DRAFTING_NOT_CONSENTED', { site: asks }, { site: asks, facts: [consent('assisted-drafting', 'affirmed')] }],
  ['AI_DRAFTING_NOT_CONSENTED', { site: asks, facts: [consent('assisted-drafting', 'denied')] }, {}],
  [
    'EXTERNAL_MODEL_BLOCKED',
    { facts: [consent('external-model', 'denied')] },
    { facts: [consent('external-model', 'affirmed')] },
  ],
  // Recorded with its time, on the day of the session.
  [
    'EXTERNAL_MODEL_BLOCKED',
    { facts: [{ ...consent('external-model', 'denied'), when: `${SESSION_DATE}T14:05:00Z` }] },
    { facts: [consent('external-model', 'affirmed')] },
  ],
];

describe('each rule of the checker', () => {
  it.each(TABLE.map((row) => [row[0], row[1], row[2]] as const))('%s', (code, raising, close) => {
    expect(flags(raising).map((flag) => flag.code)).toContain(code);
    expect(flags(close).map((flag) => flag.code)).not.toContain(code);
  });

  it('tells what a sentence of hers adds, and asks nothing for it', () => {
    const added = (text: string) =>
      flags({ edit: text })
        .filter(({ id }) => id.endsWith('/added'))
        .map(({ level, message }) => [level, message.replace(/^.*: |\. It.*$/g, '')]);
    expect(added('Started lithium on 12 January 2019.')).toEqual([['note', 'lithium, 12 January 2019']]);
    expect(added('Rule out F41.1; “nobody ever asked me that”.')).toEqual([
      ['note', 'the quotation “nobody ever asked me that”, F41.1'],
    ]);
    expect(added('Walked 17 blocks.')).toEqual([['note', '17']]);
    expect(added('Sertraline 100 mg since 20 January 2026; “Generated an alternative thought”.')).toEqual([]);
    expect(added('Eats two meals most days.')).toEqual([]);
  });

  it('blocks attesting with nothing that the clinician only adds or may look at', () => {
    const blocking = (given: Given) => flags(given).filter(({ level }) => level === 'resolve');
    expect(blocking(edit('Started lithium 900 mg, F41.1, on 12 January 2019, committed suicide, vented.'))).toEqual([]);
  });

  it('gives a flag an id of its own for each text', () => {
    const all = flags(reported('Non-compliant', 'Refused lunch', 'Kestrel called', 'Sam yelled')).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => /DEFICIT|THIRD/.test(id))).toHaveLength(4);
  });
});
