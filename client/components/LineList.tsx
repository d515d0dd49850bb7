import { useId, useRef, useState } from 'react';

interface LineListProps {
  readonly label: string;
  readonly hint?: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
  readonly placeholder?: string;
}

/**
 * One statement a line. Enter adds, leaving the field adds too, so that nothing typed is lost; Backspace in an emptied
 * line removes it.
 */
export function LineList({ label, hint, lines, onChange, placeholder }: LineListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const entry = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onChange([...lines, text.trim()]);
    setText('');
  };
  const remove = (at: number) => {
    onChange(lines.filter((_, index) => index !== at));
    const before = list.current?.querySelectorAll('input')[at - 1];
    (before ?? entry.current)?.focus();
  };
  return (
    <div className="line-list">
      {lines.length > 0 && (
        <ul ref={list} aria-label={label}>
          {lines.map((line, at) => (
            <li key={at}>
              <input
                type="text"
                value={line}
                aria-label={`${label}, line ${at + 1}`}
                onChange={(event) => onChange(lines.map((old, index) => (index === at ? event.target.value : old)))}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && line === '') {
                    event.preventDefault();
                    remove(at);
                  } else if (event.key === 'Enter') {
                    event.preventDefault();
                    entry.current?.focus();
                  }
                }}
              />
              <button
                type="button"
                className="quiet"
                onClick={() => remove(at)}
                aria-label={`Remove line ${at + 1} of ${label}`}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={entry}
        id={id}
        type="text"
        className="line-entry"
        value={text}
        aria-label={lines.length > 0 ? `${label}, add a line` : label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            add();
          }
        }}
      />
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
