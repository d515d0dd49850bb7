import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChart, anyInput } from '../../tests/golden/support/any-session.ts';
import { checkDraft } from '../checking/check-draft.ts';
import { renderText } from '../documents/render-text.ts';
import { composeNote } from './compose-note.ts';

describe('any session with any chart', () => {
  it('gives a note whose sentences all cite Facts that are there, without the private jotting, twice the same', () => {
    fc.assert(
      fc.property(anyInput, anyChart, fc.constantFrom('SOAP' as const, 'DAP' as const), (input, chartFacts, format) => {
        const options = { format, input, chartFacts, missing: [] };
        const { note, facts } = composeNote(options);
        const ids = new Set(facts.map(({ id }) => id));
        const sentences = note.sections.flatMap((section) => section.sentences);
        for (const sentence of sentences) {
          expect(sentence.facts.length, sentence.text).toBeGreaterThan(0);
          expect(sentence.facts.filter((id) => !ids.has(id))).toEqual([]);
          expect(sentence.text).not.toMatch(/undefined|null|NaN|\n/);
          expect(sentence.text.trim()).not.toBe('');
        }
        expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
        const drafted = JSON.stringify([note, facts]);
        expect(drafted).not.toContain('zebra-private-jotting');
        expect(renderText(composeNote(options).note)).toBe(renderText(note));
        expect(() => checkDraft({ note, facts, missing: [], sessionDate: input.date })).not.toThrow();
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});
