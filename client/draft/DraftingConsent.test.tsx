import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { MissingRead } from '../../core/chart/chart.ts';
import type { Fact, FactValues, Polarity } from '../../core/chart/fact.ts';
import { DraftingConsent } from './DraftingConsent.tsx';

function consent(value: Partial<FactValues['consent']>, polarity: Polarity = 'affirmed'): Fact {
  return {
    id: 'consent:co-1',
    kind: 'consent',
    value: { category: 'assisted-drafting', status: 'active', ...value },
    polarity,
    whose: 'patient',
    source: { from: 'ehr', reference: 'Consent/co-1', path: 'category', excerpt: '' },
    when: '2026-04-01',
  };
}

function shown(facts: readonly Fact[], missing: readonly MissingRead[] = []): string {
  const props = { facts, missing, today: '2026-04-27', busy: false, onWriteMyself: () => undefined };
  return renderToStaticMarkup(<DraftingConsent {...props} />);
}

test('a consent in force needs no word', () => {
  expect(shown([consent({})])).toBe('');
});

test('without one, or where it ran out or is not shown, she is told and drafting goes on', () => {
  expect(shown([])).toContain('No consent to assisted drafting is on record');
  expect(shown([consent({ end: '2026-04-20' })])).toContain('No consent to assisted drafting is on record');
  const missing = [{ resource: 'Consent', what: 'consents', reason: 'not-granted' }] as const;
  expect(shown([], missing)).toContain('shows no consents');
  expect(shown([], missing)).not.toContain('write-myself');
});

test('after a refusal or a withdrawal the plain editor is offered', () => {
  expect(shown([consent({}, 'denied')])).toContain('write-myself');
  expect(shown([consent({ status: 'inactive' })])).toContain('write-myself');
});

test('a refusal of external models is not one of this drafter', () => {
  expect(shown([consent({}), consent({ category: 'external-model' }, 'denied')])).toBe('');
});
