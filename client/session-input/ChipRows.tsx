import { type ReactNode, useRef } from 'react';
import { type Chip, ChipBar } from '../components/ChipBar.tsx';
import { focusAfter } from '../components/focus-after.ts';

/** One opened row: what it is about, and what was said of it; undefined where only `aside` speaks. */
export interface ChipRow {
  readonly key: string;
  readonly label: string;
  readonly text: string | undefined;
  readonly placeholder?: string;
  /** Shown in place of the text field. */
  readonly aside?: ReactNode;
  /** Shown below the text field. */
  readonly below?: ReactNode;
}

interface ChipRowsProps {
  readonly label: string;
  readonly chips: readonly Chip[];
  readonly rows: readonly ChipRow[];
  readonly onOpen: (value: string) => void;
  readonly onText: (key: string, text: string) => void;
  readonly onRemove: (key: string) => void;
}

/** Chips that each open a row with a text field; the row that was opened last takes the focus. */
export function ChipRows({ label, chips, rows, onOpen, onText, onRemove }: ChipRowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const open = (value: string) =>
    focusAfter(
      () => onOpen(value),
      () => list.current?.querySelector<HTMLInputElement>('.aspect:last-of-type input'),
    );
  const remove = (key: string) =>
    focusAfter(
      () => onRemove(key),
      () => list.current?.parentElement?.querySelector<HTMLElement>(':scope > .chips > .chip[tabindex="0"]'),
    );
  return (
    <div className="chip-rows">
      <div ref={list} className="aspects">
        {rows.map((row) => (
          <div className="aspect" key={row.key}>
            <div className="aspect-line">
              {row.text === undefined ? (
                <span className="aspect-aside">
                  <span className="aspect-name">{row.label}</span>
                  {row.aside}
                </span>
              ) : (
                <label>
                  <span className="aspect-name">{row.label}</span>
                  <input
                    type="text"
                    value={row.text}
                    placeholder={row.placeholder}
                    onChange={(event) => onText(row.key, event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key !== 'Backspace' || row.text !== '') return;
                      event.preventDefault();
                      remove(row.key);
                    }}
                  />
                </label>
              )}
              <button
                type="button"
                className="quiet"
                aria-label={`Remove ${row.label}`}
                onClick={() => remove(row.key)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </div>
            {row.below}
          </div>
        ))}
      </div>
      {chips.length > 0 && <ChipBar label={label} chips={chips} onPress={open} />}
    </div>
  );
}
