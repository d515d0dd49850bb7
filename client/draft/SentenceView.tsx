import type { KeyboardEvent } from 'react';
import type { FlagLevel } from '../../core/checking/flag.ts';
import type { Sentence } from '../../core/documents/draft.ts';
import { GrowingText } from '../components/GrowingText.tsx';
import { OwnMark } from './SourcePanel.tsx';

/** What the clinician can do on a sentence. */
export interface SentenceActions {
  readonly select: (id: string) => void;
  readonly deselect: () => void;
  readonly edit: (id: string) => void;
  readonly addAfter: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly move: (id: string, step: 1 | -1) => void;
  readonly change: (id: string, text: string) => void;
  readonly endEdit: (id: string) => void;
}

interface SentenceViewProps {
  readonly sentence: Sentence;
  readonly selected: boolean;
  readonly editing: boolean;
  readonly editable: boolean;
  /** Highest level of the flags that point at this sentence. */
  readonly flagged: FlagLevel | undefined;
  readonly actions: SentenceActions;
}

/** One sentence in the flow of its section. */
export function SentenceView({ sentence, selected, editing, editable, flagged, actions }: SentenceViewProps) {
  const { id } = sentence;
  if (editing) {
    return (
      <span className="sentence-editor" data-sentence-editor={id}>
        <GrowingText
          label="Edit the sentence. Enter or Escape ends editing; your words are kept."
          value={sentence.text}
          focusOnMount
          onChange={(text) => actions.change(id, text)}
          onBlur={() => actions.endEdit(id)}
          onKeyDown={(event) => {
            if ((event.key === 'Enter' || event.key === 'Escape') && !event.nativeEvent.isComposing) {
              event.preventDefault();
              actions.endEdit(id);
            }
          }}
        />
      </span>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const run: Partial<Record<string, () => void>> = {
      Enter: () => actions.select(id),
      ' ': () => actions.select(id),
      Escape: actions.deselect,
      ArrowDown: () => actions.move(id, 1),
      ArrowRight: () => actions.move(id, 1),
      ArrowUp: () => actions.move(id, -1),
      ArrowLeft: () => actions.move(id, -1),
      ...(editable
        ? {
            e: () => actions.edit(id),
            E: () => actions.edit(id),
            a: () => actions.addAfter(id),
            A: () => actions.addAfter(id),
            Delete: () => actions.remove(id),
          }
        : {}),
    };
    const action = run[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <>
      <span
        className={`sentence origin-${sentence.origin}${flagged ? ` flagged-${flagged}` : ''}`}
        data-testid="sentence"
        data-sentence={id}
        data-origin={sentence.origin}
        // A real button cannot break across lines, and sentences are prose.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="button"
        tabIndex={0}
        aria-pressed={selected}
        aria-keyshortcuts={editable ? 'E A Delete' : undefined}
        onClick={() => actions.select(id)}
        onDoubleClick={() => editable && actions.edit(id)}
        onKeyDown={onKeyDown}
      >
        {sentence.text}
        {sentence.origin === 'clinician' && <OwnMark />}
        {flagged && (
          <span className="visually-hidden">, flagged: {flagged === 'resolve' ? 'must be resolved' : flagged}</span>
        )}
      </span>{' '}
    </>
  );
}
