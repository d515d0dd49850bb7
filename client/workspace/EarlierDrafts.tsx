import type { DraftSummary } from '../../core/workspace/workspace-view.ts';
import { clockTime, plainDate } from '../components/dates.ts';

interface EarlierDraftsProps {
  readonly drafts: readonly DraftSummary[];
  readonly currentId: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** The drafts of this patient that are not open, newest first. */
export function EarlierDrafts({ drafts, currentId, onOpen }: EarlierDraftsProps) {
  const others = drafts.filter((draft) => draft.id !== currentId);
  if (others.length === 0) return null;
  return (
    <details className="earlier">
      <summary>Earlier drafts ({others.length})</summary>
      <ul>
        {others.map((draft) => (
          <li key={draft.id}>
            <button type="button" className="link" onClick={() => onOpen(draft.id)}>
              {draft.format}, {plainDate(draft.updatedAt)}, {clockTime(draft.updatedAt)}
            </button>{' '}
            <span className="muted">{summaryWords(draft)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function summaryWords(draft: DraftSummary): string {
  if (draft.status === 'draft') return 'not attested';
  return draft.filing === 'filed' ? 'filed' : 'attested, not filed yet';
}
