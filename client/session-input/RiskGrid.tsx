import { useId } from 'react';
import type { RiskAnswer, SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { LineList } from '../components/LineList.tsx';
import { RISK_ITEMS, RISK_LEVELS } from './choices.ts';
import { withRisk, withText } from './input-changes.ts';

const ANSWERS: readonly (readonly [RiskAnswer, string])[] = [
  ['affirmed', 'Affirmed'],
  ['denied', 'Denied'],
  ['not-assessed', 'Not assessed'],
];

interface RiskGridProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** Risk, one item a row. Nothing is preselected; an unanswered item is drafted as not assessed. */
export function RiskGrid({ input, onChange }: RiskGridProps) {
  const id = useId();
  const unanswered = RISK_ITEMS.filter(([item]) => !input.risk[item]).length;
  return (
    <Field label="Risk" note={unanswered > 0 ? `${unanswered} unanswered: drafted as not assessed` : ''}>
      <div className="risk-grid">
        {RISK_ITEMS.map(([item, words]) => {
          const given = input.risk[item];
          return (
            <div className="risk-row" key={item}>
              <span className="risk-item" id={`${id}-${item}`}>
                {words}
              </span>
              <div className="choices" role="radiogroup" aria-labelledby={`${id}-${item}`}>
                {ANSWERS.map(([answer, label]) => (
                  <label key={answer} className="choice">
                    <input
                      type="radio"
                      name={`${id}-${item}`}
                      value={answer}
                      checked={given?.answer === answer}
                      onChange={() => onChange(withRisk(input, item, answer, given?.words))}
                    />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
              <input
                type="text"
                className="risk-words"
                aria-label={`${words}: in words`}
                placeholder={given ? 'In words, if any' : ''}
                disabled={!given}
                value={given?.words ?? ''}
                onChange={(event) => given && onChange(withRisk(input, item, given.answer, event.target.value))}
              />
            </div>
          );
        })}
      </div>
      <div className="row">
        <label>
          <span>Overall level</span>
          <select
            value={input.riskLevel ?? ''}
            onChange={(event) => onChange(withText(input, 'riskLevel', event.target.value))}
          >
            <option value="">Not stated</option>
            {RISK_LEVELS.map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </select>
        </label>
        <label className="grow">
          <span>Action taken</span>
          <input
            type="text"
            value={input.riskAction ?? ''}
            onChange={(event) => onChange(withText(input, 'riskAction', event.target.value))}
          />
        </label>
      </div>
      <LineList
        label="Protective factors"
        placeholder="Protective factor, Enter adds"
        lines={input.protective}
        onChange={(protective) => onChange({ ...input, protective })}
      />
    </Field>
  );
}
