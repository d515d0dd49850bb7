import { clockTime } from '../components/dates.ts';
import type { SaveState } from './autosave.ts';

/** Says in a few words where the text is: saved when, being saved, or not saved and why. Announced politely. */
export function SaveLine({ state }: { readonly state: SaveState }) {
  return (
    <output className={`save-line save-line-${state.kind}`} data-testid="save-state" data-state={state.kind}>
      {saveWords(state)}
    </output>
  );
}

/** The words of a save state. */
export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case 'unchanged':
      return '';
    case 'saving':
      return 'Saving…';
    case 'saved':
      return `Saved ${clockTime(state.at)}`;
    case 'retrying':
      return 'Not saved — trying again';
    case 'conflict':
      return 'Not saved — changed in another window';
    case 'stopped':
      return state.sessionEnded ? 'Not saved — this session has ended' : 'Not saved';
  }
}
