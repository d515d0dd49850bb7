import type { SaveState } from '../autosave/autosave.ts';

interface SaveProblemProps {
  readonly state: SaveState;
  readonly onLoad: () => void;
  readonly onKeep: () => void;
  readonly onRetry: () => void;
}

/** Shown when text is not saved and a decision or patience is needed. Nothing typed is lost while it shows. */
export function SaveProblem({ state, onLoad, onKeep, onRetry }: SaveProblemProps) {
  if (state.kind === 'conflict') {
    return (
      <div className="notice" role="alert">
        <p>
          <strong>This was changed in another window.</strong> Your text is still here and not saved yet.
        </p>
        <p className="actions">
          <button type="button" onClick={onKeep}>
            Keep what is here
          </button>
          <button type="button" onClick={onLoad}>
            Load the other version
          </button>
        </p>
      </div>
    );
  }
  if (state.kind === 'retrying' || state.kind === 'stopped') {
    const ended = state.kind === 'stopped' && state.sessionEnded;
    return (
      <div className="notice" role="alert">
        <p>
          <strong>{ended ? 'This session has ended.' : 'Your latest text is not saved yet.'}</strong> {state.message}
        </p>
        <p>
          {ended
            ? 'Copy what is unsaved from this page, then open Throughline from the chart again: what was saved before is there.'
            : 'It stays on this page. Do not close the window.'}
        </p>
        {!ended && (
          <button type="button" onClick={onRetry}>
            Save now
          </button>
        )}
      </div>
    );
  }
  return null;
}
