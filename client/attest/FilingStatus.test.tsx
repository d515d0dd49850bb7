import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../core/documents/draft.ts';
import type { FilingView } from '../../core/workspace/workspace-view.ts';
import { FilingStatus } from './FilingStatus.tsx';

const draft = { title: 'Progress note', header: [], sections: [] } as unknown as Draft;
const view: FilingView = {
  state: 'unknown',
  attestedAt: '2026-11-20T15:20:42.000Z',
  attester: 'A. Clinician',
  textHash: 'ab',
  message: 'Look in the chart: if the note is there, do nothing.',
};

function shown(filing: FilingView): string {
  const nothing = () => Promise.resolve();
  const watch = { filing, error: undefined, begin: () => {}, retry: nothing, sendAgain: nothing };
  return renderToStaticMarkup(<FilingStatus watch={watch} draft={draft} focusOnMount={false} />);
}

describe('the filing on the screen', () => {
  test('offers to send again only when the server says that the clinician may decide', () => {
    expect(shown(view)).not.toContain('Send it again');
    const asking = shown({ ...view, maySendAgain: true });
    expect(asking).toContain('I looked: it is not in the chart. Send it again');
    expect(asking).toContain('Look in the chart: if the note is there, do nothing.');
  });

  test('says of a filed note what the server says of its proof', () => {
    const message = 'The note is in the chart. The EHR takes no Provenance; Throughline keeps it for auditors.';
    expect(shown({ ...view, state: 'filed', documentReference: 'DocumentReference/1', message })).toContain(message);
  });
});
