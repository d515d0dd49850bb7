import type { GoldenThread, ObjectiveThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { placeId } from './place-id.ts';
import { measureWords, workWords } from './work-words.ts';

interface ObjectiveProps {
  readonly objective: ObjectiveThread;
  readonly thread: GoldenThread;
}

/** One objective: a live one with its measure, its last work and what is overdue; a met or ended one in a word. */
export function Objective({ objective: course, thread }: ObjectiveProps) {
  const { objective, lastWork, overdue } = course;
  const { value } = objective;
  const place = { id: placeId('objective', objective.id), tabIndex: -1 };
  if (value.status !== 'live') {
    return (
      <li className={`objective objective-${value.status}`} {...place}>
        <span>{value.text}</span>
        <span className="state-word">{value.status}</span>
      </li>
    );
  }
  const measure = measureWords(course);
  const past = overdue.some(({ what }) => what === 'target-date');
  const work = workWords(lastWork, thread);
  return (
    <li className="objective objective-live" data-testid="objective" {...place}>
      <p>
        {value.text}
        {value.due && !past && !value.text.includes(value.due) && (
          <span className="muted"> Due {plainDate(value.due)}.</span>
        )}
        {past && <span className="state-word late">past its date</span>}
      </p>
      {measure && (
        <p className="objective-line" data-testid="objective-measure">
          {measure}
        </p>
      )}
      {work.quote === undefined ? (
        <p className="objective-line">{work.line}</p>
      ) : (
        <details className="objective-line">
          <summary>{work.line}</summary>
          <blockquote>{work.quote}</blockquote>
        </details>
      )}
    </li>
  );
}
