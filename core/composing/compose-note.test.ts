import { describe, expect, it } from 'vitest';
import {
  ehrFact,
  phq9,
  SESSION_DATE,
  sampleChart,
  sampleInput,
  scoreFact,
} from '../../tests/golden/support/sample-chart.ts';
import type { Fact } from '../chart/fact.ts';
import type { SessionInput } from '../chart/session-input.ts';
import type { NoteFormat } from '../documents/draft.ts';
import { renderText } from '../documents/render-text.ts';
import { composeNote } from './compose-note.ts';

function text(
  changes: Partial<SessionInput> = {},
  chart: readonly Fact[] = sampleChart(),
  format: NoteFormat = 'SOAP',
): string {
  return renderText(composeNote({ format, input: sampleInput(changes), chartFacts: chart, missing: [] }).note);
}

function without(...ids: string[]): Fact[] {
  return sampleChart().filter(({ id }) => !ids.includes(id));
}

describe('composing a progress note', () => {
  it('continues from the last note: its plan is quoted with its date, list marks and closing line left out', () => {
    expect(text()).toMatch(/30 March 2026.{0,20}: "Bus pass request\. Walk twice"/);
  });

  it('says that the last note is not final yet, and passes over a letter', () => {
    const later = (value: object): Fact[] => [
      ...sampleChart(),
      ehrFact(
        'prior-note',
        'n2',
        { text: 'x', truncated: false, ours: false, sections: { plan: 'Call the landlord.' }, ...value },
        '2026-04-13',
      ),
    ];
    expect(text({}, later({ preliminary: true }))).toMatch(/13 April 2026.*not yet final.*"Call the landlord"/);
    expect(text({}, later({}))).not.toContain('final');
    expect(text({}, later({ documentKind: 'letter' }))).toMatch(/30 March 2026.{0,20}: "Bus pass request/);
  });

  it('states the score with its band, and both differences with reliable change computed from both scores', () => {
    expect(text()).toContain('PHQ-9 on 27 April 2026: total 15 of 27, moderately severe range.');
    expect(text()).toContain(
      'The PHQ-9 total is down 7 from 22 on 2 March 2026, the first on record, which is a reliable change (threshold 6 points), and down 5 from 20 on 30 March 2026, which is not a reliable change.',
    );
    expect(text()).toContain('a total of 15 is 5 points above the target of 10');
  });

  it('builds no later change on a day whose two totals differ, and names neither as the last on record', () => {
    const forms = (...later: Fact[]): Fact[] => [
      ...without('score:ob-1', 'score:ob-2', 'score:ob-3'),
      scoreFact('PHQ-9', 'a', '2026-03-02', phq9(22, 1)),
      scoreFact('PHQ-9', 'b', '2026-03-30T09:41:00Z', phq9(12, 0)),
      scoreFact('PHQ-9', 'c', '2026-03-30T09:58:00Z', phq9(20, 0)),
      ...later,
    ];
    const later = text({}, forms(scoreFact('PHQ-9', 'd', SESSION_DATE, phq9(14, 0))));
    expect(later).toContain('down 8 from');
    expect(later).not.toMatch(/from (?:12|20) on 30 March/);
    expect(text({}, forms())).not.toMatch(/last (?:PHQ-9 )?on record/);
  });

  it('computes no change from a single score and none from a total that its items contradict', () => {
    expect(text({}, without('score:ob-1', 'score:ob-2'))).not.toContain('reliable change');
    const doubtful = [...without('score:ob-3'), scoreFact('PHQ-9', 'ob-3', SESSION_DATE, phq9(13, 0), 15)];
    expect(text({}, doubtful)).toContain('the recorded total is 15, but the items add to 13');
    expect(text({}, doubtful)).not.toMatch(/reliable change|moderately severe|points above/);
  });

  it('states item 9 above 0 with the form answer and the spoken one, and nothing when it is 0', () => {
    expect(text()).toContain('was answered 1, "several days"; asked this session, Quill denied suicidal ideation.');
    expect(text({ risk: {} })).toContain(
      'was answered 1, "several days"; suicidal ideation was not assessed this session.',
    );
    const clear = [...without('score:ob-3'), scoreFact('PHQ-9', 'ob-3', SESSION_DATE, phq9(15, 0))];
    expect(text({}, clear)).not.toMatch(/item 9/i);
  });

  it('says of a score that the record has not accepted that it is not yet final', () => {
    const open = { instrument: 'GAD-7', total: 9, items: [], itemSum: null, preliminary: true } as const;
    const chart = [...sampleChart(), ehrFact('score', 'open', open, SESSION_DATE)];
    expect(text({}, chart)).toContain('GAD-7 on 27 April 2026 (not yet final): total 9 of 21, mild range.');
  });

  it('counts a score as new that only a letter has come after', () => {
    const letter = ehrFact(
      'prior-note',
      'l1',
      { text: 'x', truncated: false, ours: false, documentKind: 'letter' },
      '2026-04-20',
    );
    const portal = scoreFact('PHQ-9', 'portal', '2026-04-15', phq9(16, 2));
    const note = text({}, [...without('score:ob-3'), letter, portal]);
    expect(note).toContain('PHQ-9 on 15 April 2026: total 16 of 27');
    expect(note).toContain('(thoughts of death or self-harm) was answered 2');
  });

  it('takes the higher of two answers to item 9 of one moment', () => {
    const again = scoreFact('PHQ-9', 'ob-4', SESSION_DATE, phq9(15, 0));
    expect(text({}, [...sampleChart(), again])).toContain('was answered 1, "several days"');
  });

  it('knows a screener as complete whose questions 3 to 5 were skipped after a no, and by its result alone', () => {
    const level = { instrument: 'C-SSRS-screener', total: null, items: [], itemSum: null, level: 'Moderate' } as const;
    expect(text({}, [...sampleChart(), ehrFact('score', 'sc', level, SESSION_DATE)])).toContain(
      'C-SSRS screener on 27 April 2026: recorded as "Moderate"',
    );
    const screened = (...items: (number | null)[]) =>
      text({}, [
        ...sampleChart(),
        ehrFact('score', 'sc', { instrument: 'C-SSRS-screener', total: null, items, itemSum: null }, SESSION_DATE),
      ]);
    expect(screened(0, 0, null, null, null, 0, null)).toContain('no question was answered yes');
    expect(screened(0, null, null, null, null, 0, null)).toContain('could not be read in full');
    expect(screened(0, 0, null, null, null, 1, 0)).toContain('answered yes on question 6 (lifetime)');
  });

  it('never states what the clinician said a score was', () => {
    expect(text({ scoresSaid: [{ instrument: 'PHQ-9', total: 12 }] })).toBe(text());
  });

  it('knows nothing that happened after the session', () => {
    const { facts } = composeNote({ format: 'DAP', input: sampleInput(), chartFacts: sampleChart(), missing: [] });
    expect(facts.map(({ id }) => id)).not.toContain('score:later');
    expect(text()).toBe(text({}, without('score:later')));
  });

  it('presents neither a resolved diagnosis nor a medication stopped long ago', () => {
    expect(text()).toContain('F33.2 Recurrent depression');
    expect(text()).toMatch(/[Dd]iagnosis[a-z ,]*:? F33\.2\./);
    expect(text()).not.toMatch(/F43\.21|bupropion/i);
  });

  it('tells a change of dose as one, and neither an order renewed nor a drug taken up again', () => {
    const orders = (stop: string, dose: string): string =>
      text({}, [
        ...without('medication:m1'),
        ehrFact('medication', 'a', {
          name: 'sertraline',
          dose: '100 mg',
          status: 'stopped',
          start: '2026-01-20',
          stop,
        }),
        ehrFact('medication', 'b', { name: 'sertraline', dose, status: 'active', start: '2026-04-20' }),
      ]);
    expect(orders('2026-04-20', '150 mg')).toContain('sertraline was changed to 150 mg on 20 April 2026');
    expect(orders('2026-04-20', '100 mg')).toContain('Medication still on record: sertraline.');
    expect(orders('2026-03-10', '50 mg')).toContain('Sertraline 50 mg is on record since 20 April 2026.');
  });

  it('says that absent things are absent', () => {
    const bare = text({ risk: {}, observations: {}, interventions: [], response: '', plan: [], nextAppointment: '' });
    for (const absent of [
      'Mental status was not assessed this session.',
      'No intervention was entered for this session.',
      'No plan was entered for the time after this session.',
      'No next appointment was entered.',
    ])
      expect(bare).toContain(absent);
    expect(bare).toMatch(
      /not assessed this session: suicide plan, .*harm to others and self-injury\.|suicide plan, .*self-injury were not assessed/,
    );
    expect(bare).not.toMatch(/\bdenied\b/);
  });

  it('tells a question not assessed once, by whichever name it was entered, and without a point inside the sentence', () => {
    const note = text({ risk: {}, notAssessed: ['SI', 'Memory.', 'HI (no time)'] });
    expect(note).toContain('Memory was not assessed');
    expect(note).not.toMatch(/\bSI\b[^.]*were not assessed|Memory\.\s+was|harm to others/);
    expect(note).toContain('HI (no time)');
  });

  it('says what could not be read, with a source to cite', () => {
    const missing = [
      { resource: 'Goal', what: 'treatment plan', reason: 'refused' },
      { resource: 'Encounter', what: 'visits', reason: 'break-the-glass' },
      { resource: 'DocumentReference', what: 'prior notes', reason: 'suppressed' },
      { resource: 'Goal', what: 'goals', reason: 'refused' },
    ] as const;
    const { note, facts } = composeNote({
      format: 'DAP',
      input: sampleInput(),
      chartFacts: sampleChart(),
      missing,
    });
    const unread = note.sections.flatMap(({ sentences }) => sentences).filter(({ rule }) => rule === 'unread');
    expect(unread.map(({ text: said }) => said)).toEqual([
      'The treatment plan and the goals were not read: the EHR refused access; nothing that rests on them is stated.',
      'The visits were not read: the EHR asked for a reason before opening this part of the chart; nothing that rests on them is stated.',
      'The prior notes were read only in part: the EHR left out what is not open to the clinician; the rest is not stated.',
    ]);
    const known = facts.map(({ id }) => id);
    expect(unread.flatMap((one) => one.facts).filter((id) => known.includes(id))).toHaveLength(4);
  });

  it('gives answers on risk as those of the others where the patient was not there', () => {
    const risk = {
      'suicidal-ideation': { answer: 'denied' as const },
      'suicide-plan': { answer: 'denied' as const },
      'self-injury': { answer: 'affirmed' as const, words: 'old cuts on the arm' },
    };
    const note = text({ participants: ['mother'], risk });
    expect(note).toContain('suicidal ideation was denied by report this session');
    expect(note).toContain('By report this session, denied: a suicide plan.');
    expect(note).toContain('By report this session, affirmed: self-injury (recorded as "old cuts on the arm").');
    expect(note).not.toMatch(/(?:Quill|he) (?:denied|affirmed)/i);
  });

  it('names the patient by pronoun only where the record gives one and nobody else is in the room', () => {
    const chart = (pronouns?: string): Fact[] =>
      sampleChart().map((fact) => {
        if (fact.kind !== 'patient') return fact;
        const { pronouns: _known, ...value } = fact.value;
        return { ...fact, value: { ...value, ...(pronouns !== undefined && { pronouns }) } };
      });
    expect(text()).toContain('He eats two meals most days.');
    expect(text({}, chart())).toContain('Quill eats two meals most days.');
    expect(text({}, chart('they/them'))).toContain('Quill eats two meals most days.');
    expect(text({ participants: ['patient', 'wife'] })).toMatch(/: Eats two meals most days\./);
    expect(text({}, without('patient:p1'))).toMatch(/The patient attended .*52 minutes/);
  });

  it('makes a sentence of what the clinician wrote as done, and tells a kind of work once', () => {
    const note = text({
      interventions: [
        { technique: 'Taught box breathing' },
        { technique: 'Reviewed safety plan', modality: 'safety-planning' },
        { technique: 'guided imagery' },
        { technique: 'CBT: thought record', modality: 'CBT' },
      ],
    });
    expect(note).toContain('The clinician taught box breathing.');
    expect(note).toContain('The clinician also reviewed safety plan (safety planning).');
    expect(note).not.toMatch(/clinician guided|CBT: thought/);
    expect(note).toContain('cognitive behavioral therapy: thought record');
  });

  it('gives the same bytes for the same input, and words another session differently', () => {
    expect(text()).toBe(text());
    const openings = new Set(
      ['2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02'].map(
        (date) => /([A-Z][^.]*): Still low/.exec(text({ date }))?.[1],
      ),
    );
    expect(openings.size).toBeGreaterThan(1);
  });

  it('heads the note with what payers ask for', () => {
    const { header } = composeNote({
      format: 'SOAP',
      input: sampleInput(),
      chartFacts: sampleChart(),
      missing: [],
      clinicianName: 'Ines Calloway, LCSW',
    }).note;
    expect(header).toEqual([
      ['Patient', 'Quillon Marchetti (Quill)'],
      ['Date of birth', '2 January 1980'],
      ['Date of service', '27 April 2026'],
      ['Time', '10:00–10:52 (52 minutes)'],
      ['Session', 'Individual'],
      ['Place', 'In person'],
      ['Participants', 'patient'],
      ['Service code', '90834'],
      ['Clinician', 'Ines Calloway, LCSW'],
      ['Diagnosis', 'F33.2 Recurrent depression'],
      ['Goal', '1 Lift depression'],
      ['Objective', '1.1 Reduce PHQ-9 from 22 to 10 or below by 5 September 2026; 1.2 Three activities a week'],
    ]);
  });
});
