import { type KeyboardEvent, useId } from 'react';

/** One answer: its value, its words, and the letter that gives it. */
export type Answer<T extends string> = readonly [value: T, words: string, letter: string];

interface AnswerRowProps<T extends string> {
  readonly question: string;
  readonly answers: readonly Answer<T>[];
  readonly given: T | undefined;
  readonly words: string | undefined;
  readonly wordsLabel: string;
  readonly onAnswer: (answer: T) => void;
  readonly onWords: (words: string) => void;
  /** Takes the answer back. */
  readonly onClear?: () => void;
}

/**
 * A question with its answers and a field for words. Nothing is preselected. A letter gives its answer and goes on to the next
 * question of the same list, so that a list is answered in as many keys as it has questions.
 */
export function AnswerRow<T extends string>(props: AnswerRowProps<T>) {
  const { question, answers, given, words, wordsLabel, onAnswer, onWords, onClear } = props;
  const id = useId();
  const byLetter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const answer = answers.find(([, , letter]) => letter === event.key.toLowerCase());
    if (!answer) return;
    event.preventDefault();
    onAnswer(answer[0]);
    const row = event.currentTarget.closest('.answer-row');
    const next = row?.nextElementSibling?.querySelector<HTMLInputElement>('input[type="radio"]');
    (next ?? row?.querySelector<HTMLInputElement>(`input[value="${answer[0]}"]`))?.focus();
  };
  return (
    <div className="answer-row">
      <span className="answer-question" id={id}>
        {question}
      </span>
      <div className="choices" role="radiogroup" aria-labelledby={id}>
        {answers.map(([answer, label, letter]) => (
          <label key={answer} className="choice">
            <input
              type="radio"
              name={`${id}-answer`}
              value={answer}
              checked={given === answer}
              aria-keyshortcuts={letter}
              onKeyDown={byLetter}
              onChange={() => onAnswer(answer)}
            />
            <span>{label}</span>
          </label>
        ))}
        {onClear && given && (
          <button type="button" className="quiet" aria-label={`Take back: ${question}`} onClick={onClear}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <input
        type="text"
        className="answer-words"
        aria-label={wordsLabel}
        placeholder={given ? 'In words, if any' : ''}
        disabled={!given}
        value={words ?? ''}
        onChange={(event) => given && onWords(event.target.value)}
      />
    </div>
  );
}
