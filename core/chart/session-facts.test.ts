import { describe, expect, it } from 'vitest';
import { factsOf } from './fact.ts';
import { factsFromSession } from './session-facts.ts';
import { emptySessionInput } from './session-input.ts';

describe('the Facts of a session input', () => {
  const empty = emptySessionInput('2026-04-27');

  it('hold nothing of the private jotting', () => {
    const input = { ...empty, complaint: 'Low mood', private: 'a thought of mine' };
    expect(factsFromSession(input)).toEqual(factsFromSession({ ...empty, complaint: 'Low mood' }));
    expect(JSON.stringify(factsFromSession(input))).not.toContain('a thought of mine');
  });

  it('make every unanswered risk question and an empty mental status something that can be cited', () => {
    const facts = factsFromSession(empty);
    expect(factsOf(facts, 'risk').map(({ polarity }) => polarity)).toEqual(
      Array.from({ length: 6 }, () => 'not-assessed'),
    );
    expect(factsOf(facts, 'not-assessed').map(({ value }) => value.what)).toEqual(['mental status']);
    expect(factsOf(factsFromSession({ ...empty, observations: { affect: 'full' } }), 'not-assessed')).toEqual([]);
  });

  it('keep an answer with its words, and drop words of a question not assessed', () => {
    const facts = factsFromSession({
      ...empty,
      risk: {
        'suicidal-ideation': { answer: 'affirmed', words: 'wish to be dead' },
        'self-injury': { answer: 'not-assessed', words: 'x' },
      },
    });
    const [ideation, ...others] = factsOf(facts, 'risk');
    expect(ideation).toMatchObject({
      polarity: 'affirmed',
      value: { item: 'suicidal-ideation', words: 'wish to be dead' },
    });
    expect(others.some(({ value }) => value.words !== undefined)).toBe(false);
  });

  it('count the minutes of a session that goes on over midnight, and none where the end is a slip', () => {
    const minutes = (start: string, end: string): number | undefined =>
      factsOf(factsFromSession({ ...empty, start, end }), 'session')[0]?.value.minutes;
    expect(minutes('23:30', '00:40')).toBe(70);
    expect(minutes('14:00', '13:10')).toBeUndefined();
    expect(minutes('11:00', '01:00')).toBeUndefined();
  });

  it('take an unclear answer for no denial', () => {
    const facts = factsFromSession({
      ...empty,
      risk: { 'suicide-intent': { answer: 'unclear', words: 'does not know' } },
    });
    expect(factsOf(facts, 'risk').find(({ value }) => value.item === 'suicide-intent')).toMatchObject({
      polarity: 'affirmed',
      value: { unclear: true, words: 'does not know' },
    });
  });

  it('point into the input, with ids of their own', () => {
    const facts = factsFromSession({ ...empty, reported: ['', 'Slept'], plan: ['a', 'a'] });
    expect(factsOf(facts, 'reported')[0]?.source).toEqual({ from: 'clinician', path: 'reported[1]', excerpt: 'Slept' });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it('count minutes only of a session that ends after it starts', () => {
    const minutes = (start: string, end: string) =>
      factsOf(factsFromSession({ ...empty, start, end }), 'session')[0]?.value.minutes;
    expect(minutes('10:00', '10:52')).toBe(52);
    expect(minutes('10:52', '10:00')).toBeUndefined();
  });
});
