import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Absent } from './Absent.tsx';

const scores = { resource: 'Observation', what: 'scores', reason: 'timed-out' } as const;
const shown = (missing: readonly (typeof scores)[], pending: readonly string[]) =>
  renderToStaticMarkup(
    <Absent missing={missing} pending={pending} resources={['Observation']} none="No scores in the chart." />,
  );

test.each([
  ['all was read', [], [], 'No scores in the chart.'],
  ['it is still read', [scores], ['scores'], 'Still reading…'],
  ['it was not read', [scores], [], 'Not known'],
  ['something else is still read', [], ['visits'], 'No scores in the chart.'],
] as const)('where %s', (_name, missing, pending, words) => {
  expect(shown(missing, pending)).toContain(words);
});
