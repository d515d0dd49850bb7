import type { SessionInput } from '../../core/chart/session-input.ts';
import type { HomeworkOutcome } from '../../core/chart/session-terms.ts';
import { plainDate } from '../components/dates.ts';
import { type Answer, AnswerRow } from './AnswerRow.tsx';
import { OUTCOME_WORDS } from './choices.ts';
import { withReview } from './input-changes.ts';
import type { LastPlan } from './last-plan-items.ts';

const ANSWERS: readonly Answer<HomeworkOutcome>[] = [
  ['done', OUTCOME_WORDS.done, 'd'],
  ['partly', OUTCOME_WORDS.partly, 'p'],
  ['not-done', OUTCOME_WORDS['not-done'], 'n'],
  ['not-reviewed', OUTCOME_WORDS['not-reviewed'], 'r'],
];

interface HomeworkReviewProps {
  readonly input: SessionInput;
  readonly lastPlan: LastPlan | undefined;
  readonly onChange: (input: SessionInput) => void;
}

/** What became of what the last note planned, item by item. An item without an answer is not stated. */
export function HomeworkReview({ input, lastPlan, onChange }: HomeworkReviewProps) {
  const given = input.homeworkReview ?? [];
  const planned = lastPlan?.items ?? [];
  const items = [...planned, ...given.map(({ text }) => text).filter((text) => !planned.includes(text))];
  if (items.length === 0) return null;
  return (
    <div className="review">
      <p className="hint">
        {lastPlan ? `Planned on ${plainDate(lastPlan.date)}. ` : ''}
        Keys: d done, p partly, n not done, r not reviewed. Left open = not stated.
      </p>
      <div className="answers">
        {items.map((text) => {
          const one = given.find((review) => review.text === text);
          return (
            <AnswerRow
              key={text}
              question={text}
              answers={ANSWERS}
              given={one?.outcome}
              words={one?.words}
              wordsLabel={`${text}: in words`}
              onAnswer={(outcome) => onChange(withReview(input, text, outcome, one?.words))}
              onWords={(words) => one && onChange(withReview(input, text, one.outcome, words))}
              onClear={() => onChange(withReview(input, text, null))}
            />
          );
        })}
      </div>
    </div>
  );
}
