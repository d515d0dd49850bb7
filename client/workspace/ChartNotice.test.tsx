import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Chart, MissingRead, MissingReason } from '../../core/chart/chart.ts';
import { ChartNotice } from './ChartNotice.tsx';

function shown(chart: Partial<Chart>): string {
  const whole: Chart = { facts: [], missing: [], readAt: '2026-11-20T09:00:00Z', ...chart };
  return renderToStaticMarkup(<ChartNotice chart={whole} reading={false} onAgain={() => undefined} />);
}

const gap = (what: string, reason: MissingReason, resource = 'Observation'): MissingRead => ({
  resource,
  what,
  reason,
});

describe('ChartNotice', () => {
  test('says nothing of a whole chart', () => {
    expect(shown({})).not.toMatch(/missing|closed|mapped|Still/);
  });

  test.each(['break-the-glass', 'merged-patient'] as const)('%s stands alone and offers no second try', (reason) => {
    const html = shown({ missing: [gap('goals', 'failed', 'Goal'), gap('scores', reason)] });
    expect(html).toContain(`data-reason="${reason}"`);
    expect(html).not.toMatch(/Try again|Part of the chart/);
  });

  test('offers a second try only where one may help', () => {
    expect(shown({ missing: [gap('scores', 'timed-out')] })).toContain('Try again');
    expect(shown({ missing: [gap('scores', 'not-granted'), gap('goals', 'suppressed')] })).not.toContain('Try again');
  });

  test('what this EHR never shows is one quiet line beside the gaps, and none where the chart is closed', () => {
    const never = [gap('consents', 'not-shown', 'Consent'), gap('some scores', 'not-supported')];
    const html = shown({ missing: never });
    expect(html).toContain('does not show apps everything about consents and scores;');
    expect(html).not.toContain('Part of the chart is missing');
    expect(shown({ missing: [...never, gap('goals', 'failed', 'Goal')] })).toContain('Part of the chart is missing');
    expect(shown({ missing: [...never, gap('goals', 'break-the-glass')] })).not.toContain('does not show apps');
  });

  test('says a shared reason once', () => {
    const html = shown({ missing: ['scores', 'goals', 'visits'].map((what) => gap(what, 'refused')) });
    expect(html).toContain('Not read: scores, goals and visits.');
    expect(html.match(/refused access/g)).toHaveLength(1);
  });

  test('a part that is under way is not called missing', () => {
    const html = shown({ missing: [gap('scores', 'timed-out')], pending: ['scores'] });
    expect(html).toContain('Still reading scores…');
    expect(html).not.toContain('Part of the chart');
  });

  test('names unmapped codes with how often they came', () => {
    const html = shown({ unmapped: [{ system: 'urn:s', code: '1', title: 'PHQ TOTAL', count: 3 }] });
    expect(html).toMatch(/3 results look like scores[\s\S]*PHQ TOTAL[\s\S]*urn:s\|1[\s\S]*3 times/);
  });
});
