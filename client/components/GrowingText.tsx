import { type KeyboardEvent, useEffect, useRef } from 'react';

interface GrowingTextProps {
  readonly value: string;
  readonly label: string;
  readonly describedBy?: string;
  readonly rows?: number;
  readonly focusOnMount?: boolean;
  readonly invalid?: boolean;
  readonly testId?: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** A text area as tall as its text. */
export function GrowingText(props: GrowingTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { value, focusOnMount } = props;
  useEffect(() => {
    const element = area.current;
    if (!element || value === undefined) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value]);
  useEffect(() => {
    if (!focusOnMount || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [focusOnMount]);
  return (
    <textarea
      ref={area}
      rows={props.rows ?? 1}
      value={value}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      data-testid={props.testId}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={props.onBlur}
      onKeyDown={props.onKeyDown}
    />
  );
}
