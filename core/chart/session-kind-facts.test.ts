import { describe, expect, it } from 'vitest';
import { factsOf } from './fact.ts';
import { factsFromSession } from './session-facts.ts';
import { emptySessionInput, type SessionInput } from './session-input.ts';

const empty = emptySessionInput('2026-04-27');
const facts = (changes: Partial<SessionInput>) => factsFromSession({ ...empty, ...changes });

describe('the Facts of a kind of session', () => {
  it('count the members of a group and hold nobody else of it', () => {
    const made = facts({
      serviceCode: '90853',
      participants: ['patient', 'Quillon M.', 'interpreter'],
      group: { topic: 'urge surfing', present: 7 },
    });
    expect(factsOf(made, 'session')[0]?.value).toMatchObject({
      kind: 'group',
      participants: ['patient', 'interpreter'],
    });
    expect(factsOf(made, 'participant').map(({ value }) => value.role)).toEqual(['interpreter']);
    expect(factsOf(made, 'session-detail').map(({ value }) => value.text)).toEqual(['urge surfing', '7']);
    expect(JSON.stringify(made)).not.toContain('Quillon');
  });

  it('hold roles and never the names that were noted beside them', () => {
    const made = facts({ participants: ['patient', 'mother'], participantNames: { mother: 'Zebrina Quill' } });
    expect(factsOf(made, 'participant')[0]).toMatchObject({
      value: { role: 'mother' },
      source: { from: 'clinician', path: 'participants[1]' },
    });
    expect(JSON.stringify(made)).not.toContain('Zebrina');
  });

  it('pass over what was entered for a kind that was changed again', () => {
    const crisis = { state: 'came with a packed bag', disposition: 'home with sister', resources: ['988'] };
    const details = (kind: SessionInput['kind']) =>
      factsOf(facts({ crisis, ...(kind !== undefined && { kind }) }), 'session-detail').map(
        ({ value }) => value.detail,
      );
    expect(details('crisis')).toEqual(['crisis-state', 'crisis-resource', 'crisis-disposition']);
    expect(details('individual')).toEqual([]);
    expect(details(undefined)).toEqual([]);
  });

  it('give the reason of a longer session under its code alone', () => {
    const of = (serviceCode: string) => factsOf(facts({ serviceCode, longerBecause: 'exposure' }), 'session-detail');
    expect(of('90837')).toHaveLength(1);
    expect(of('90834')).toEqual([]);
  });

  it('say of homework whether it was reviewed, in the polarity', () => {
    const made = facts({
      homeworkReview: [
        { text: 'Thought record daily', outcome: 'partly', words: '4 of 7 days' },
        { text: 'Call the clinic', outcome: 'not-done' },
        { text: 'Walk', outcome: 'not-reviewed' },
      ],
    });
    expect(factsOf(made, 'homework-review').map(({ polarity }) => polarity)).toEqual([
      'affirmed',
      'denied',
      'not-assessed',
    ]);
  });

  it('leave the open slot of a technique out, and keep the response to each intervention', () => {
    const made = facts({
      interventions: [{ technique: 'chain analysis of [behavior]', modality: 'DBT', response: 'Named the prompt' }],
    });
    expect(factsOf(made, 'intervention')[0]?.value).toEqual({
      technique: 'chain analysis',
      modality: 'DBT',
      response: 'Named the prompt',
    });
  });

  it('take entered minutes only where start and end do not say', () => {
    const minutes = (changes: Partial<SessionInput>) => factsOf(facts(changes), 'session')[0]?.value.minutes;
    expect(minutes({ minutes: 50 })).toBe(50);
    expect(minutes({ minutes: 50, start: '10:00', end: '10:45' })).toBe(45);
    expect(minutes({ minutes: 50, start: '10:00' })).toBe(50);
  });

  it('name a place only of a session in person, and a consent only of one that is not', () => {
    const of = (modality: SessionInput['modality']) =>
      facts({ modality, place: 'school', telehealthConsent: 'given-today' });
    expect(factsOf(of('in-person'), 'session')[0]?.value.place).toBe('school');
    expect(factsOf(of('in-person'), 'session-detail')).toEqual([]);
    expect(factsOf(of('telehealth-video'), 'session')[0]?.value.place).toBeUndefined();
    expect(factsOf(of('telehealth-video'), 'session-detail')[0]?.value.text).toBe('given today');
  });
});
