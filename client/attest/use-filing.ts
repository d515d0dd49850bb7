import { useEffect, useState } from 'react';
import type { FilingView } from '../../core/workspace/workspace-view.ts';
import { type ApiError, asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { nextLookMs } from './filing-words.ts';

/** The filing of one attested draft as last seen, and the error of the last look, if it failed. */
export interface FilingWatch {
  readonly filing: FilingView | undefined;
  readonly error: ApiError | undefined;
  readonly begin: (draftId: string, view: FilingView) => void;
  readonly retry: () => Promise<void>;
  readonly sendAgain: () => Promise<void>;
}

/** Watches the filing of an attested draft until its state is final. `draftId` undefined: nothing to watch. */
export function useFiling(api: WorkspaceApi, draftId: string | undefined): FilingWatch {
  const [seen, setSeen] = useState<{ draftId: string; filing: FilingView }>();
  const [error, setError] = useState<ApiError>();
  const [looks, setLooks] = useState(0);
  const filing = seen && seen.draftId === draftId ? seen.filing : undefined;

  useEffect(() => {
    if (draftId === undefined) return undefined;
    const wait = error ? 3000 : filing ? nextLookMs(filing, looks) : 0;
    if (wait === undefined || error?.kind === 'session') return undefined;
    let left = false;
    const timer = setTimeout(() => {
      api
        .filing(draftId)
        .then((view) => {
          if (left) return;
          setSeen({ draftId, filing: view });
          setError(undefined);
          setLooks(looks + 1);
        })
        .catch((thrown: unknown) => {
          if (left) return;
          setError(asApiError(thrown));
          setLooks(looks + 1);
        });
    }, wait);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, draftId, filing, error, looks]);

  const act = async (ask: (id: string) => Promise<FilingView>): Promise<void> => {
    if (draftId === undefined) return;
    try {
      setSeen({ draftId, filing: await ask(draftId) });
      setError(undefined);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setLooks(0);
  };

  return {
    filing,
    error,
    begin: (attested, view) => {
      setLooks(0);
      setSeen({ draftId: attested, filing: view });
    },
    retry: () => act((id) => api.retryFiling(id)),
    sendAgain: () => act((id) => api.sendAgain(id)),
  };
}
