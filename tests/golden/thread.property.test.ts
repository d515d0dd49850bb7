import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsFromSession } from '../../core/chart/session-facts.ts';
import { buildThread } from '../../core/thread/build-thread.ts';
import { findGaps } from '../../core/thread/gaps/find-gaps.ts';
import { anyChart, anyInput } from './support/any-session.ts';

test('any chart and any session: a thread and gaps that cite given Facts, from nothing later, and the same each time', () => {
  let found = 0;
  fc.assert(
    fc.property(anyChart, anyInput, fc.boolean(), (chart, input, withInput) => {
      const facts = withInput ? [...chart, ...factsFromSession(input)] : chart;
      const asOf = input.date;
      const thread = buildThread(facts, asOf);
      expect(buildThread(structuredClone(facts), asOf)).toEqual(thread);
      const { gaps, unjudged } = findGaps({ thread, missing: [] });
      found += gaps.length;
      const known = new Map(facts.map((fact) => [fact.id, fact]));
      for (const gap of gaps) {
        expect(gap.facts.length).toBeGreaterThan(0);
        for (const id of gap.facts) expect((known.get(id)?.when ?? '').slice(0, 10) <= asOf).toBe(true);
        expect(gap.facts.every((id) => known.has(id))).toBe(true);
      }
      expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length);
      for (const { words } of unjudged) expect(words).toMatch(/^Cannot be judged: .+\.$/);
      for (const session of thread.sessions) expect((session.day ?? '') <= asOf).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(30);
});

test('on a later day nothing that was overdue has become timely by itself', () => {
  fc.assert(
    fc.property(anyChart, fc.integer({ min: 0, max: 300 }), (chart, days) => {
      const later = new Date(Date.UTC(2027, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
      const overdue = (asOf: string) =>
        findGaps({ thread: buildThread(chart, asOf), missing: [] }).gaps.flatMap(({ id, rule }) =>
          ['objective-past-target', 'measure-overdue', 'plan-past-review'].includes(rule) ? [id] : [],
        );
      expect(overdue(later)).toEqual(expect.arrayContaining(overdue('2027-01-01')));
    }),
    { numRuns: 100 },
  );
});
