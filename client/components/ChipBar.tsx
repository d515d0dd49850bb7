import { type KeyboardEvent, useRef, useState } from 'react';

/** One chip: a button that adds something, or, where `pressed` is given, one that is on or off. */
export interface Chip {
  readonly value: string;
  readonly words: string;
  readonly pressed?: boolean;
}

interface ChipBarProps {
  readonly label: string;
  readonly chips: readonly Chip[];
  readonly onPress: (value: string) => void;
}

/**
 * A row of chips that is one stop of the Tab key: arrows, Home and End move inside it, and a letter goes to the next chip
 * that begins with it.
 */
export function ChipBar({ label, chips, onPress }: ChipBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const stop = Math.min(at, chips.length - 1);
  const move = (event: KeyboardEvent) => {
    const next = nextChip(event.key, stop, chips);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setAt(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={bar} className="chips" role="toolbar" aria-label={label}>
      {chips.map(({ value, words, pressed }, index) => (
        <button
          key={value}
          type="button"
          className="chip"
          tabIndex={index === stop ? 0 : -1}
          aria-pressed={pressed}
          onFocus={() => setAt(index)}
          onKeyDown={move}
          onClick={() => onPress(value)}
        >
          {pressed === undefined && <span aria-hidden="true">+ </span>}
          {words}
        </button>
      ))}
    </div>
  );
}

function nextChip(key: string, at: number, chips: readonly Chip[]): number | undefined {
  const last = chips.length - 1;
  if (key === 'ArrowRight' || key === 'ArrowDown') return at === last ? 0 : at + 1;
  if (key === 'ArrowLeft' || key === 'ArrowUp') return at === 0 ? last : at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLowerCase();
  const order = [...chips.keys()].map((step) => (at + 1 + step) % chips.length);
  return order.find((index) => chips[index]?.words.toLowerCase().startsWith(letter));
}
