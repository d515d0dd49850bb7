import { describe, expect, it } from 'vitest';
import { scoresSaid, sessionInputFromCase } from '../../tools/case-session-input.ts';

const session = {
  id: 's1',
  date: '2026-03-02',
  modality: 'home_visit',
  cpt: '90853',
  participants: ['client', 'interpreter'],
  language: 'Tigrinya; telephone interpreter',
  group: { topic: 'first weeks out', present: 8, cofacilitator: 'peer specialist' },
  risk: { si: 'denied', intent: 'does not know', plan: 'no set plan', hi: 'not assessed' },
};

describe('the session input of a case', () => {
  it('takes kind, place, language and group from what a case says in its own words', () => {
    expect(sessionInputFromCase({ sessions: [session] }, 's1')).toMatchObject({
      kind: 'group',
      modality: 'in-person',
      place: 'home',
      language: 'Tigrinya',
      participants: ['patient', 'telephone interpreter'],
      group: { topic: 'first weeks out', present: 8, coFacilitator: 'peer specialist' },
    });
  });

  it('takes "does not know" for no answer to a question of risk', () => {
    expect(sessionInputFromCase({ sessions: [session] }, 's1').risk).toEqual({
      'suicidal-ideation': { answer: 'denied' },
      'suicide-intent': { answer: 'unclear', words: 'does not know' },
      'suicide-plan': { answer: 'denied', words: 'no set plan' },
      'harm-to-others': { answer: 'not-assessed' },
    });
  });

  it('takes no score of somebody else for the patient’s', () => {
    expect(scoresSaid("CPSS-5 34; mom's own PHQ-9 today 17")).toEqual([]);
    expect(scoresSaid('PHQ-A 7; GAD 9')).toEqual([
      { instrument: 'PHQ-A', total: 7 },
      { instrument: 'GAD-7', total: 9 },
    ]);
    expect(scoresSaid('PCL improving, 58 to 55')).toEqual([{ instrument: 'PCL-5', total: 55 }]);
  });
});

it('takes means that are locked away already for no access, and an intention for none', () => {
  const answer = (means: string): string | undefined =>
    sessionInputFromCase({ sessions: [{ id: 's', date: '2026-04-27', risk: { means } }] }, 's').risk['lethal-means']
      ?.answer;
  expect(['locked, wife has key', 'bolt of the rifle with nephew since 21 February'].map(answer)).toEqual([
    'denied',
    'denied',
  ]);
  expect(['rifle in the cellar, unlocked; nephew to take the bolt', 'firearm; moving to gun safe'].map(answer)).toEqual(
    ['affirmed', 'affirmed'],
  );
});
