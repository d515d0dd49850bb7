import type { ApiError } from '../api/api-error.ts';
import { FullNotice } from './FullNotice.tsx';

/** Why the workspace did not open, and what to do about it. */
export function StartProblem({ error, onAgain }: { readonly error: ApiError; readonly onAgain: () => void }) {
  if (error.code === 'SESSION_UNKNOWN') {
    return (
      <FullNotice title="This window is not connected to your EHR">
        <p>
          The connection’s cookie did not come back. Either the session is over, or this browser blocks cookies of apps
          that are shown inside another page.
        </p>
        <p>What you saved is kept. Nothing was read or written just now.</p>
        <p>
          <strong>Open Throughline from the patient’s chart again.</strong> If you see this page again, ask your EHR
          team to open Throughline in its own window, or to allow its cookies.
        </p>
      </FullNotice>
    );
  }
  if (error.kind === 'session') {
    return (
      <FullNotice title="This session has ended">
        <p>{error.message}</p>
        <p>What you saved is kept and will be there when you come back.</p>
      </FullNotice>
    );
  }
  return (
    <FullNotice title="The workspace did not open">
      <p>{error.message}</p>
      <p>
        <button type="button" onClick={onAgain}>
          Try again
        </button>
      </p>
      {error.requestId && (
        <p className="muted">If it happens again, give your administrator this number: {error.requestId}</p>
      )}
    </FullNotice>
  );
}
