import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { SessionInputView } from '../../core/workspace/workspace-view.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { Autosave, type SaveState } from '../autosave/autosave.ts';

/** The session input on the screen and how it is saved. */
export interface SessionInputWork {
  readonly input: SessionInput | undefined;
  readonly saveState: SaveState;
  readonly open: (view: SessionInputView) => void;
  readonly change: (input: SessionInput) => void;
  /** The newest input, also between two renderings. */
  readonly newest: () => SessionInput | undefined;
  readonly flush: () => Promise<void>;
  readonly loadTheirs: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly saveNow: () => void;
  readonly isDirty: () => boolean;
}

/** Holds the session input: on the screen at once, saved behind by Autosave. */
export function useSessionInput(api: WorkspaceApi): SessionInputWork {
  const [input, setInput] = useState<SessionInput>();
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'unchanged' });
  const current = useRef<SessionInput>(undefined);
  const autosave = useRef<Autosave<SessionInput>>(undefined);

  const open = useCallback(
    (view: SessionInputView) => {
      autosave.current?.dispose();
      autosave.current = new Autosave<SessionInput>({
        revision: view.revision,
        onState: setSaveState,
        save: async (value, basedOn) => {
          const saved = await api.saveSessionInput({ input: value, basedOn });
          return { revision: saved.revision, savedAt: saved.savedAt ?? new Date().toISOString() };
        },
      });
      current.current = view.input;
      setInput(view.input);
      setSaveState(view.savedAt ? { kind: 'saved', at: view.savedAt } : { kind: 'unchanged' });
    },
    [api],
  );
  const change = useCallback((next: SessionInput) => {
    current.current = next;
    setInput(next);
    autosave.current?.edit(next);
  }, []);
  const flush = useCallback(async () => autosave.current?.flush(), []);
  const loadTheirs = useCallback(async () => open(await api.sessionInput()), [api, open]);
  const keepMine = useCallback(async () => autosave.current?.keepMine((await api.sessionInput()).revision), [api]);
  useEffect(() => () => autosave.current?.dispose(), []);

  return {
    input,
    saveState,
    open,
    change,
    newest: () => current.current,
    flush,
    loadTheirs,
    keepMine,
    saveNow: () => void autosave.current?.flush().catch(() => undefined),
    isDirty: () => autosave.current?.dirty ?? false,
  };
}
