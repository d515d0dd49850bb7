import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChart, anyInput } from '../../tests/golden/support/any-session.ts';
import { checkDraft } from '../checking/check-draft.ts';
import { NOTE_FORMATS, type NoteFormat } from '../documents/draft.ts';
import { renderText } from '../documents/render-text.ts';
import { composeNote } from './compose-note.ts';

describe('any session with any chart', () => {
  it('gives a note whose sentences all cite Facts that are there, without the private jotting, twice the same', () => {
    fc.assert(
      fc.property(anyInput, anyChart, fc.constantFrom(...NOTE_FORMATS), (input, chartFacts, format) => {
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

  it('says the same in every format, and leaves no section empty', () => {
    fc.assert(
      fc.property(
        anyInput,
        anyChart,
        fc.constantFrom('full' as const, 'brief' as const),
        (input, chartFacts, density) => {
          const saidIn = (format: NoteFormat): string[] => {
            const { sections } = composeNote({ format, input, chartFacts, missing: [], style: { density } }).note;
            expect(sections.filter(({ sentences }) => sentences.length === 0).map(({ id }) => id)).toEqual([]);
            return sections
              .flatMap(({ sentences }) => sentences.map(({ rule, facts }) => `${rule} ${facts.toSorted().join(' ')}`))
              .toSorted();
          };
          const said = saidIn('SOAP');
          for (const format of NOTE_FORMATS) expect(saidIn(format), format).toEqual(said);
        },
      ),
      { numRuns: 300, seed: 12 },
    );
  });

  it('keeps every word on risk, and whatever was entered, in a brief note', () => {
    fc.assert(
      fc.property(anyInput, anyChart, (input, chartFacts) => {
        const rules = (density: 'full' | 'brief'): Map<string, number> => {
          const { sections } = composeNote({ format: 'SOAP', input, chartFacts, missing: [], style: { density } }).note;
          const all = sections.flatMap(({ sentences }) => sentences.map(({ rule }) => rule));
          return new Map(all.map((rule) => [rule, all.filter((one) => one === rule).length]));
        };
        const [full, brief] = [rules('full'), rules('brief')];
        const left = [...full].filter(([rule, count]) => brief.get(rule) !== count).map(([rule]) => rule);
        const free = ['score-not-taken', 'medication', 'objectives-not-addressed'];
        expect(left.filter((rule) => !free.includes(rule))).toEqual([]);
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  it('leaves out nothing that was entered: every Fact of the session is cited', () => {
    fc.assert(
      fc.property(anyInput, anyChart, fc.constantFrom(...NOTE_FORMATS), (input, chartFacts, format) => {
        const { note, facts } = composeNote({ format, input, chartFacts, missing: [] });
        const cited = new Set(note.sections.flatMap(({ sentences }) => sentences.flatMap((one) => one.facts)));
        const entered = facts.filter(({ source, kind }) => source.from === 'clinician' && kind !== 'score-said');
        expect(entered.filter(({ id }) => !cited.has(id)).map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 300, seed: 14 },
    );
  });
});
