import { useCallback, useState } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { EncounterChosen, EncounterList, LaunchView } from '../../core/workspace/workspace-view.ts';
import { asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import type { SessionInputWork } from '../session-input/use-session-input.ts';

/** What the choice of a visit did to the session input on the screen. */
export type ChoiceOutcome =
  | { readonly kind: 'carried' }
  /** The visit had an input of its own, which is shown now; `left` is what stood here before. */
  | { readonly kind: 'left'; readonly left: SessionInput };

/** Which visit the note is for, the visits to choose from, and what choosing did. */
export interface EncounterWork {
  readonly list: EncounterList | undefined;
  readonly choosing: boolean;
  readonly problem: string | undefined;
  readonly outcome: ChoiceOutcome | undefined;
  /** What became of the draft on the screen when a choice was stored: it went along, or stayed with another visit. */
  readonly draft: 'taken' | 'stayed' | undefined;
  readonly load: () => Promise<void>;
  /** Resolves to true when the choice is stored. */
  readonly choose: (reference: string | null) => Promise<boolean>;
  /** Puts what stood here before the choice into the chosen visit's input. */
  readonly takeBefore: () => void;
}

/** Loads the visits and stores the choice. What is typed is saved first, so that the server can take it along. */
export function useEncounter(
  api: WorkspaceApi,
  session: SessionInputWork,
  draftId: string | undefined,
  onLaunch: (launch: LaunchView) => void,
): EncounterWork {
  const [list, setList] = useState<EncounterList>();
  const [choosing, setChoosing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [fate, setFate] = useState<{ readonly id: string; readonly taken: boolean }>();
  const [outcome, setOutcome] = useState<ChoiceOutcome>();
  const { flush, newest, open, change } = session;

  const load = useCallback(async () => {
    try {
      setList(await api.encounters());
      setProblem(undefined);
    } catch (thrown) {
      setProblem(asApiError(thrown).message);
    }
  }, [api]);
  const choose = useCallback(
    async (reference: string | null) => {
      setChoosing(true);
      setProblem(undefined);
      try {
        await flush();
        const before = newest();
        const chosen = await api.chooseEncounter({ reference, ...(draftId !== undefined && { draft: draftId }) });
        // What was typed while the answer was under way belongs to the visit chosen, too.
        const typed = newest();
        onLaunch(chosen.launch);
        open(chosen.sessionInput);
        if (typed && typed !== before && chosen.before !== 'left')
          change(withTimesOf(typed, chosen.sessionInput.input));
        setOutcome(outcomeOf(chosen, typed));
        setFate(draftId === undefined ? undefined : { id: draftId, taken: chosen.draftTaken });
        return true;
      } catch (thrown) {
        setProblem(asApiError(thrown).message);
        return false;
      } finally {
        setChoosing(false);
      }
    },
    [api, flush, newest, open, change, draftId, onLaunch],
  );
  const takeBefore = useCallback(() => {
    if (outcome?.kind !== 'left') return;
    const now = newest();
    change(now ? withTimesOf(outcome.left, now) : outcome.left);
    setOutcome({ kind: 'carried' });
  }, [outcome, newest, change]);

  // A draft made after the choice knows of it.
  const draft = fate === undefined || fate.id !== draftId ? undefined : fate.taken ? 'taken' : 'stayed';
  return { list, choosing, problem, outcome, draft, load, choose, takeBefore };
}

function outcomeOf({ before }: EncounterChosen, left: SessionInput | undefined): ChoiceOutcome | undefined {
  if (before === 'carried') return { kind: 'carried' };
  return before === 'left' && left ? { kind: 'left', left } : undefined;
}

/** `input` with date and times of `visit`; everything else as it was entered. */
function withTimesOf(input: SessionInput, { date, start, end }: SessionInput): SessionInput {
  const { start: _start, end: _end, ...rest } = input;
  return { ...rest, date, ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}
