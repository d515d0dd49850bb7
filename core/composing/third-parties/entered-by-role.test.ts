import { describe, expect, it } from 'vitest';
import { ehrFact } from '../../../tests/golden/support/sample-chart.ts';
import { type FactOf, factsOf } from '../../chart/fact.ts';
import { factsFromSession } from '../../chart/session-facts.ts';
import { emptySessionInput, type SessionInput } from '../../chart/session-input.ts';
import { renderText } from '../../documents/render-text.ts';
import { composeNote } from '../compose-note.ts';
import { planOfNote } from '../plan-of-note.ts';
import { enteredByRole } from './entered-by-role.ts';
import { lastPlanByRole } from './last-plan-by-role.ts';

const CHART = [
  ehrFact('patient', 'pt', { legalName: 'Alma Okafor', pronouns: 'she/her' }),
  ehrFact('consent', 'co-4', { category: 'release', status: 'active', recipient: 'Corrine Thornquist (wife)' }),
  ehrFact('referral', 'rf-1', { what: 'housing', to: 'Bettina Farouk, Lantern House', status: 'active' }),
];

function entered(changes: Partial<SessionInput>) {
  const input = { ...emptySessionInput('2026-04-27'), ...changes };
  return enteredByRole(factsFromSession(input), CHART, input, 'Noor Haddadin');
}

describe('what was entered, with third parties by role', () => {
  it('knows in every field whom one field explains, and keeps the words in the source', () => {
    const facts = entered({
      reported: ['Argued with her roommate Priyanka Dole'],
      response: 'Decided to tell Priyanka the truth',
      risk: { 'harm-to-others': { answer: 'denied', words: 'would never hurt Dole' } },
    });
    expect(factsOf(facts, 'reported')[0]).toMatchObject({
      value: { text: 'Argued with her roommate' },
      source: { excerpt: 'Argued with her roommate Priyanka Dole' },
      persons: [{ by: 'her roommate', because: 'role' }],
    });
    expect(factsOf(facts, 'response')[0]?.value.text).toBe('Decided to tell her roommate the truth');
    expect(factsOf(facts, 'risk').find(({ value }) => value.words !== undefined)?.value.words).toBe(
      'would never hurt her roommate',
    );
  });

  it('names patient, clinician and those the chart sends to, and a private recipient by the role on record', () => {
    const [told] = factsOf(
      entered({ reported: ['Alma told Noor that Bettina Farouk and Corrine met at Lantern House'] }),
      'reported',
    );
    expect(told?.value.text).toBe('Alma told Noor that Bettina Farouk and her wife met at Lantern House');
  });

  it('takes the patient’s own possessive, and an article where none is on record', () => {
    const told = (pronouns: string) => {
      const patient = ehrFact('patient', 'pt', { legalName: 'Xio Boyd', pronouns });
      const input = { ...emptySessionInput('2026-04-27'), reported: ['brother Rafa called', 'Rafa left'] };
      return factsOf(enteredByRole(factsFromSession(input), [patient], input, undefined), 'reported')[1]?.value.text;
    };
    expect(['they/them', 'he/him', 'xe/xem'].map(told)).toEqual([
      'Their brother left',
      'His brother left',
      'The brother left',
    ]);
  });

  it('never names another member of a group', () => {
    const group = { serviceCode: '90853', participants: ['patient', 'Joe Brandt', 'Ana', 'Mei-Lin T', 'co-leader'] };
    const facts = entered({
      ...group,
      reported: ["Ana said 'Joe gets it', client laughed", 'Deshawn R used last week', 'Told the group that Joe helps'],
      plan: ['Sit with Brandt'],
    });
    expect(factsOf(facts, 'reported').map(({ value }) => value.text)).toEqual([
      'After what another group member said or did, client laughed',
      'Another group member took part',
      'Told the group that another group member helps',
    ]);
    expect(JSON.stringify(facts.map(({ value }) => value))).not.toMatch(/Joe|Brandt|Ana|Mei-Lin/);
  });

  it('leaves who led the group with the clinician as entered, and puts no other member’s part into the patient’s mouth', () => {
    const input: SessionInput = {
      ...emptySessionInput('2026-04-27'),
      kind: 'group',
      participants: ['patient', 'Joe'],
      group: { present: 8, coFacilitator: 'Ana Ruiz, LMSW' },
      reported: ['Joe relapsed and cried', 'Joe cried, client passed him the tissues'],
    };
    const { note } = composeNote({ format: 'SOAP', input, chartFacts: [], missing: [] });
    const sentences = note.sections.flatMap((section) => section.sentences.map(({ text }) => text));
    expect(sentences).toContain('Members present: 8, led together with Ana Ruiz, LMSW.');
    expect(sentences).toContain('Another group member took part.');
    expect(sentences).toContain('After what another group member said or did, client passed him the tissues.');
  });

  it('gives a participant of another session by role', () => {
    const facts = entered({ serviceCode: '90847', participants: ['patient', 'wife Corrine', 'mother'] });
    expect(factsOf(facts, 'session')[0]?.value.participants).toEqual(['patient', 'wife', 'mother']);
  });

  it('quotes the plan of the last note with the role in brackets, and leaves the record as it is', () => {
    const value = { text: 'Plan: Call her sister Ruth on Friday', truncated: false, ours: false };
    const note = { ...ehrFact('prior-note', 'n1', value, '2026-04-20') } as FactOf<'prior-note'>;
    expect(planOfNote(lastPlanByRole(note, CHART, undefined).value)).toBe('Call [her sister] on Friday');
    const nobody = { ...note, value: { ...value, text: 'Plan: Call Dr. Park on Friday' } };
    expect(lastPlanByRole(nobody, CHART, undefined)).toBe(nobody);
    const made = composeNote({
      format: 'SOAP',
      input: emptySessionInput('2026-04-27'),
      chartFacts: [...CHART, note],
      missing: [],
    });
    expect(renderText(made.note)).toContain('[her sister]');
    expect(renderText(made.note)).not.toContain('Ruth');
    expect(made.facts).toContain(note);
  });

  it('leaves Facts without a name as they are', () => {
    const input = { ...emptySessionInput('2026-04-27'), reported: ['Slept 6 hours'], plan: ['Call Dr. Park'] };
    expect(enteredByRole(factsFromSession(input), CHART, input, undefined)).toEqual(factsFromSession(input));
  });
});
