import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, FlagResolution, Section, Sentence } from '../../core/documents/draft.ts';
import { asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { Autosave, type SaveState } from '../autosave/autosave.ts';
import { findSentence, tidySections, withSavedOrigins } from './draft-edits.ts';

/** What an autosave of a draft sends. */
interface DraftEdit {
  readonly sections: readonly Section[];
  readonly resolutions: readonly FlagResolution[];
}

/** The open draft with the clinician's unsaved edits in it, and what can be done to it. */
export interface DraftWork {
  readonly draft: Draft | undefined;
  readonly saveState: SaveState;
  readonly canUndo: boolean;
  readonly open: (draft: Draft) => void;
  /** Replaces the sections. Changes with the same `group` in a row are undone together. */
  readonly change: (sections: readonly Section[], group?: string) => void;
  readonly resolve: (flagId: string, reason: string) => void;
  readonly undo: () => void;
  /** The server took the attestation: from here on the text is fixed. */
  readonly markAttested: () => void;
  /** The sentence as it was drafted, where it was. */
  readonly draftedSentence: (id: string) => Sentence | undefined;
  /** Saves what is unsaved and gives the draft as the server holds it. Rejects with ApiError. */
  readonly flush: () => Promise<Draft>;
  /** Takes the server's version, giving up unsaved edits. */
  readonly loadTheirs: () => Promise<void>;
  /** Saves this window's version over the server's. */
  readonly keepMine: () => Promise<void>;
  readonly saveNow: () => void;
  readonly isDirty: () => boolean;
}

const UNDO_DEPTH = 50;

/** Holds one draft: local edits at once on the screen, saved behind by Autosave. */
export function useDraft(api: WorkspaceApi): DraftWork {
  const [draft, setDraft] = useState<Draft>();
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'unchanged' });
  const [canUndo, setCanUndo] = useState(false);
  const current = useRef<Draft>(undefined);
  const saved = useRef<Draft>(undefined);
  const opened = useRef<Draft>(undefined);
  const autosave = useRef<Autosave<DraftEdit>>(undefined);
  const past = useRef<{ sections: readonly Section[]; group: string | undefined }[]>([]);
  const group = useRef<string>(undefined);

  const show = useCallback((next: Draft) => {
    current.current = next;
    setDraft(next);
  }, []);

  const open = useCallback(
    (next: Draft) => {
      autosave.current?.dispose();
      saved.current = next;
      opened.current = next;
      past.current = [];
      group.current = undefined;
      setCanUndo(false);
      setSaveState({ kind: 'saved', at: next.updatedAt });
      autosave.current = new Autosave<DraftEdit>({
        revision: next.version,
        onState: setSaveState,
        save: async (edit, basedOn) => {
          const answer = await api.saveDraft(next.id, { basedOn, ...edit });
          saved.current = answer;
          const now = current.current;
          // The screen keeps its own text, which may be newer; version, Facts and hash come from the server.
          if (now?.id === answer.id) {
            show({
              ...answer,
              sections: withSavedOrigins(now.sections, answer.sections),
              resolutions: now.resolutions,
            });
          }
          return { revision: answer.version, savedAt: answer.updatedAt };
        },
      });
      show(next);
    },
    [api, show],
  );

  const edit = useCallback(
    (next: Draft) => {
      show(next);
      autosave.current?.edit({ sections: tidySections(next.sections), resolutions: next.resolutions });
    },
    [show],
  );

  const change = useCallback(
    (sections: readonly Section[], changeGroup?: string) => {
      const now = current.current;
      if (now?.status !== 'draft') return;
      if (changeGroup === undefined || changeGroup !== group.current) {
        past.current = [...past.current.slice(1 - UNDO_DEPTH), { sections: now.sections, group: group.current }];
        setCanUndo(true);
      }
      group.current = changeGroup;
      edit({ ...now, sections });
    },
    [edit],
  );

  const undo = useCallback(() => {
    const now = current.current;
    const before = past.current.pop();
    setCanUndo(past.current.length > 0);
    group.current = undefined;
    if (now && before) edit({ ...now, sections: before.sections });
  }, [edit]);

  const resolve = useCallback(
    (flagId: string, reason: string) => {
      const now = current.current;
      if (now?.status !== 'draft') return;
      const others = now.resolutions.filter((resolution) => resolution.flagId !== flagId);
      edit({ ...now, resolutions: reason === '' ? others : [...others, { flagId, reason }] });
    },
    [edit],
  );

  const markAttested = useCallback(() => {
    if (current.current)
      show({ ...current.current, status: 'attested', sections: tidySections(current.current.sections) });
  }, [show]);

  const flush = useCallback(async () => {
    await autosave.current?.flush();
    const held = saved.current;
    if (!held) throw asApiError(undefined);
    return held;
  }, []);

  const loadTheirs = useCallback(async () => {
    const now = current.current;
    if (now) open(await api.draft(now.id));
  }, [api, open]);

  const keepMine = useCallback(async () => {
    const now = current.current;
    if (now) await autosave.current?.keepMine((await api.draft(now.id)).version);
  }, [api]);

  useEffect(() => () => autosave.current?.dispose(), []);

  return {
    draft,
    saveState,
    canUndo,
    open,
    change,
    resolve,
    undo,
    markAttested,
    draftedSentence: (id) => {
      const from = opened.current;
      const sentence = from ? findSentence(from.sections, id)?.sentence : undefined;
      return sentence && sentence.origin !== 'clinician' ? sentence : undefined;
    },
    flush,
    loadTheirs,
    keepMine,
    saveNow: () => void autosave.current?.flush().catch(() => undefined),
    isDirty: () => autosave.current?.dirty ?? false,
  };
}
