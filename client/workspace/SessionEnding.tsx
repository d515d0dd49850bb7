import { useEffect, useState } from 'react';
import { lastContact } from '../api/last-contact.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { clockTime } from '../components/dates.ts';
import { type NearEnd, nearEnd } from './session-end.ts';

/** Says in time that the session is about to end, and lets the clinician stay where that is possible. */
export function SessionEnding({ api, expiresAt }: { readonly api: WorkspaceApi; readonly expiresAt: string }) {
  const [end, setEnd] = useState<NearEnd>();
  useEffect(() => {
    const look = () => setEnd(nearEnd(Date.now(), lastContact(), expiresAt));
    const timer = setInterval(look, 10_000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  if (!end) return null;
  const at = clockTime(new Date(end.at).toISOString());
  return (
    <div className="notice" role="alert">
      {end.kind === 'idle' ? (
        <>
          <p>This session ends at {at} unless you go on. What is saved stays saved.</p>
          <button
            type="button"
            onClick={() =>
              void api.launch().then(
                () => setEnd(undefined),
                () => undefined,
              )
            }
          >
            Stay
          </button>
        </>
      ) : (
        <p>This session ends at {at}. What is saved stays saved; open Throughline from the chart again to go on.</p>
      )}
    </div>
  );
}
