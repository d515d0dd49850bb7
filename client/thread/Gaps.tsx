import { useId } from 'react';
import { type findGaps, GAP_RULES, ruleOf } from '../../core/thread/gaps/find-gaps.ts';
import type { Gap } from '../../core/thread/gaps/gap.ts';
import { goToPlace } from './place-id.ts';

const PLACE_WORDS: Readonly<Record<Gap['place']['kind'], string>> = {
  problem: 'Go to the problem',
  goal: 'Go to the goal',
  objective: 'Go to the objective',
  scores: 'Go to the scores',
  plan: 'Go to the plan',
  note: 'Go to the session',
  referral: 'Go to the referral',
};

/** The questions an auditor would ask of this thread, each with its why on demand; and what the chart cannot answer. */
export function Gaps({ gaps, unjudged }: ReturnType<typeof findGaps>) {
  return (
    <>
      {gaps.length === 0 && (
        <p className="empty">
          {unjudged.length === 0
            ? `None of the ${GAP_RULES.length} questions asked here finds a gap.`
            : 'No gap, as far as the chart could be judged.'}
        </p>
      )}
      {gaps.length > 0 && (
        <ul className="gaps-list" data-testid="gaps">
          {gaps.map((gap) => (
            <GapItem key={gap.id} gap={gap} />
          ))}
        </ul>
      )}
      {unjudged.length > 0 && (
        <details className="unjudged" data-testid="unjudged">
          <summary>{unjudged.length === 1 ? 'One question' : `${unjudged.length} questions`} cannot be judged</summary>
          <ul>
            {unjudged.map(({ rule, words }) => (
              <li key={rule}>
                <p>{ruleOf(rule).question}</p>
                <p className="muted">{words}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function GapItem({ gap }: { readonly gap: Gap }) {
  const id = useId();
  const rule = ruleOf(gap.rule);
  return (
    <li data-testid="gap" data-rule={gap.rule}>
      <p id={id}>{gap.words}</p>
      <details>
        <summary aria-describedby={id}>Why, and what next</summary>
        <p>
          {rule.why} <span className="capital-run">Next: {gap.next}.</span>
        </p>
        <p className="muted">Source: {rule.source}.</p>
        <button type="button" className="link" aria-describedby={id} onClick={() => goToPlace(gap.place)}>
          {PLACE_WORDS[gap.place.kind]}
        </button>
      </details>
    </li>
  );
}
