import type { ReactNode } from 'react';

interface FullNoticeProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A calm page that says what happened, what was kept and what to do next. */
export function FullNotice({ title, children }: FullNoticeProps) {
  return (
    <main className="full-notice" data-testid="full-notice">
      <p className="wordmark">Throughline</p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
