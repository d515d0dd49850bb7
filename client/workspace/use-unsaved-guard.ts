import { useEffect, useRef } from 'react';

interface Saving {
  readonly isDirty: () => boolean;
  readonly saveNow: () => void;
}

/** Saves when the page is put away, and lets the browser ask before a page with unsaved text is closed. */
export function useUnsavedGuard(saving: readonly Saving[]): void {
  const latest = useRef(saving);
  useEffect(() => {
    latest.current = saving;
  });
  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') for (const one of latest.current) if (one.isDirty()) one.saveNow();
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (latest.current.some((one) => one.isDirty())) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, []);
}
