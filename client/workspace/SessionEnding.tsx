import { useEffect, useState } from 'react';
import type { LaunchView } from '../../core/workspace/workspace-view.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { clockTime } from '../components/dates.ts';

/** How long before its end a session announces it: WCAG 2.2.1 asks for 20 seconds at least, we give three minutes. */
const WARN_MS = 3 * 60_000;

interface SessionEndingProps {
  readonly api: WorkspaceApi;
  readonly expiresAt: string;
  readonly onRenewed: (launch: LaunchView) => void;
}

/** Says in time that the session is about to end, and lets the clinician stay. Asks the server first: saving renews too. */
export function SessionEnding({ api, expiresAt, onRenewed }: SessionEndingProps) {
  const [ending, setEnding] = useState<string>();
  useEffect(() => {
    const end = Date.parse(expiresAt);
    if (Number.isNaN(end)) return undefined;
    const wait = Math.max(0, end - Date.now() - WARN_MS);
    const timer = setTimeout(() => setEnding(expiresAt), Math.min(wait, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [expiresAt]);
  if (ending !== expiresAt) return null;
  return (
    <div className="notice" role="alert">
      <p>This session ends at {clockTime(expiresAt)} unless you go on. What is saved stays saved.</p>
      <button type="button" onClick={() => void api.launch().then(onRenewed, () => undefined)}>
        Stay
      </button>
    </div>
  );
}
