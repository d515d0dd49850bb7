import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChart, anyInput } from '../../tests/golden/support/any-session.ts';
import { ehrFact, SESSION_DATE, sampleChart, sampleInput } from '../../tests/golden/support/sample-chart.ts';
import { SECTION_MAPS } from '../documents/progress-note/section-maps.ts';
import { materialOf } from './compose-note.ts';
import { order } from './order.ts';
import { factsIn, say, wordsOfClause } from './phrase.ts';

/** Every word a clause may say by itself. A word that judges (improved, stable, worse, appropriate) must never come in. */
const VOCABULARY = new Set(
  `a about audio-only baseline now new an are action add added addressed affirmed after against also among an and answer answered answers appointment
  as asked assessed at attended audio be been between brought but by change changed circumstances clinician
  completed concern consent contact could counts crisis death denied diagnosis disposition drug due during entered
  factors final first follow-up for from full further goal group had has held ideation in intervention is it item
  items its judged judgment language last led live location longer main medication members method minutes named
  names neither next no none nor not note noted nothing objective objectives observed of on only or outcome outside
  overall part person plan planned points present presenting progress protective provided question questions range
  rated rating read reason record recorded referral referred reliable report reported resources responding response
  rest rests review reviewed rise risk said same screen seen self-harm served session sessions severity since so social
  stand start state stated steps still stop stopped suicidal sum taken target telehealth that the them this
  thoughts threshold time to together told topic total totals toward treatment up verified video was were what when
  where which with work worked yes yet`.split(/\s+/),
);
/** Every form a drug screen is told in. */
const SCREENS = [true, false].map((preliminary) =>
  ehrFact(
    'toxicology',
    `ob-${preliminary}`,
    {
      ...(preliminary ? { preliminary } : { specimen: 'urine' }),
      results: [
        { substance: 'opiates', result: 'positive' },
        { substance: 'cocaine', result: 'negative', words: 'Not detected' },
        { substance: 'methadone', result: 'positive', words: 'positive (expected)' },
        { substance: 'fentanyl', result: 'inconclusive' },
        { substance: 'oxycodone', result: 'other', words: 'see comment' },
      ],
    },
    SESSION_DATE,
  ),
);
const JUDGING = /improv|better|worse|stable|progressing|appropriate|normal|good|poor|unremarkable|intact|denies|well/;

describe('the words of the clauses, with every Fact blanked', () => {
  it('hold no word that judges', () => {
    expect([...VOCABULARY].filter((word) => JUDGING.test(word))).toEqual([]);
  });

  it('stay within the closed vocabulary, whatever is entered', () => {
    const outside = new Set<string>();
    const look = (options: Parameters<typeof materialOf>[0]): void => {
      const { material } = materialOf(options);
      for (const map of Object.values(SECTION_MAPS))
        for (const { statements } of order(material, map))
          for (const { rule, phrase } of statements)
            for (const word of wordsOfClause(phrase)) if (!VOCABULARY.has(word)) outside.add(`${rule}: ${word}`);
    };
    look({ input: sampleInput(), chartFacts: sampleChart(), missing: [] });
    look({ input: sampleInput(), chartFacts: [...sampleChart(), ...SCREENS], missing: [] });
    fc.assert(
      fc.property(anyInput, anyChart, (input, chartFacts) => {
        const missing = [
          { resource: 'Observation', what: 'scores', reason: 'failed' },
          { resource: 'Encounter', what: 'visits', reason: 'suppressed' },
          { resource: 'Goal', what: 'treatment plan', reason: 'not-shown' },
          { resource: 'Coverage', what: 'insurance', reason: 'refused' },
        ] as const;
        look({ input, chartFacts, missing });
      }),
      { numRuns: 300, seed: 7 },
    );
    expect([...outside]).toEqual([]);
  });

  it('cannot take words from anywhere but a Fact', () => {
    // @ts-expect-error a plain string has no source
    expect(() => factsIn(say`${'improved'}`)).toThrow();
  });
});
