import type { FilingState, FilingView } from '../../core/workspace/workspace-view.ts';

/** The heading of a filing state. Only `filed` says that the note is in the chart. */
export function filingHeading(state: FilingState): string {
  switch (state) {
    case 'planned':
      return 'Attested. Waiting to be sent to the chart…';
    case 'sent':
      return 'Sent. Reading it back from the chart…';
    case 'filed':
      return 'Filed in the chart';
    case 'unknown':
      return 'Not confirmed yet';
    case 'failed':
      return 'Not filed';
  }
}

/** Looks at an unconfirmed filing before the page stops asking by itself: a page that asks for ever never goes idle. */
const MOST_LOOKS = 60;

/**
 * Milliseconds until the next look at the filing after `looks` looks; undefined when there is nothing more to wait for.
 */
export function nextLookMs(view: Pick<FilingView, 'state'>, looks: number): number | undefined {
  if (looks >= MOST_LOOKS) return undefined;
  if (view.state === 'planned' || view.state === 'sent') return 700;
  return view.state === 'unknown' ? Math.min(30_000, 3000 + 500 * looks) : undefined;
}
