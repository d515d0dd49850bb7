import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** One row of a form: its name at the left margin, its controls beside it. A named group for assistive technology. */
export function Field({ label, note, children }: FieldProps) {
  return (
    <fieldset className="field">
      <legend>
        {label}
        {note && <span className="field-note">{note}</span>}
      </legend>
      <div className="field-body">{children}</div>
    </fieldset>
  );
}
