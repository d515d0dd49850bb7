import type { MissingRead } from '../../core/chart/chart.ts';
import { planOfNote } from '../../core/composing/plan-of-note.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';
import { useNarrow } from '../components/use-narrow.ts';
import { Thread } from './Thread.tsx';
import { trendWords } from './trend-words.ts';

interface ThreadSideProps {
  readonly thread: GoldenThread;
  readonly missing: readonly MissingRead[];
  readonly pending: readonly string[];
}

/** The thread beside the work; in a narrow frame folded into one line that says the essential. */
export function ThreadSide({ thread, missing, pending }: ThreadSideProps) {
  if (!useNarrow()) return <Thread thread={thread} missing={missing} pending={pending} />;
  return (
    <details className="thread-fold">
      <summary>
        <span className="thread-glance">{glance(thread)}</span>
      </summary>
      <Thread thread={thread} missing={missing} pending={pending} />
    </details>
  );
}

/** Latest scores and the last plan in one line. */
function glance(thread: GoldenThread): string {
  const scores = thread.series.flatMap((series) => {
    const words = trendWords(series.scores);
    return words && series.scores.length > 1
      ? [`${series.instrument} ${words.value}${words.band ? ` ${words.band}` : ''}`]
      : [];
  });
  const plan = thread.lastNote ? planOfNote(thread.lastNote.value) : undefined;
  const parts = [...scores, ...(plan ? [`last plan: ${plan}`] : [])];
  return parts.length > 0 ? `Thread: ${parts.join(' · ')}` : 'Thread of this treatment';
}
