import { useId } from 'react';
import { NOTE_FORMATS, type NoteFormat } from '../../core/documents/draft.ts';

interface DraftBarProps {
  readonly format: NoteFormat;
  readonly busy: boolean;
  /** The number of the clinician's own sentences in the draft that a new one would replace. */
  readonly ownSentences: number;
  readonly hasDraft: boolean;
  /** The patient refused assisted drafting: only the format is chosen here. */
  readonly refused: boolean;
  readonly onFormat: (format: NoteFormat) => void;
  readonly onDraft: () => void;
}

/** Choose the format and have the note drafted. */
export function DraftBar({ format, busy, ownSentences, hasDraft, refused, onFormat, onDraft }: DraftBarProps) {
  const id = useId();
  return (
    <div className="draft-bar">
      <div className="choices" role="radiogroup" aria-label="Format of the note">
        {NOTE_FORMATS.map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name={`${id}-format`}
              checked={format === name}
              data-testid={`format-${name}`}
              onChange={() => onFormat(name)}
            />
            <span>{name === 'narrative' ? 'Narrative' : name}</span>
          </label>
        ))}
      </div>
      {!refused && (
        <button
          type="button"
          className="primary"
          data-testid="draft-note"
          aria-disabled={busy}
          aria-describedby={`${id}-about`}
          onClick={onDraft}
        >
          {busy ? 'Drafting…' : hasDraft ? 'Draft again' : 'Draft note'}
        </button>
      )}
      <p className="hint" id={`${id}-about`}>
        {ownSentences > 0
          ? `A new draft starts without your ${ownSentences === 1 ? 'one edited sentence' : `${ownSentences} edited sentences`}. The draft you have is kept under earlier drafts.`
          : ''}
      </p>
    </div>
  );
}
