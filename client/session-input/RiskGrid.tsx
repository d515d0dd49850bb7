import type { RiskAnswer, SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { LineList } from '../components/LineList.tsx';
import { type Answer, AnswerRow } from './AnswerRow.tsx';
import { RISK_ITEMS, RISK_LEVELS } from './choices.ts';
import { withRisk, withText } from './input-changes.ts';

const ANSWERS: readonly Answer<RiskAnswer>[] = [
  ['affirmed', 'Affirmed', 'a'],
  ['denied', 'Denied', 'd'],
  ['unclear', 'Unclear', 'u'],
  ['not-assessed', 'Not assessed', 'n'],
];

interface RiskGridProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** Risk, one item a row. Nothing is preselected; an unanswered item is drafted as not assessed. */
export function RiskGrid({ input, onChange }: RiskGridProps) {
  const unanswered = RISK_ITEMS.filter(([item]) => !input.risk[item]).length;
  return (
    <Field label="Risk" note={unanswered > 0 ? `${unanswered} unanswered: drafted as not assessed` : ''}>
      <p className="hint">Keys: a affirmed, d denied, u unclear, n not assessed.</p>
      <div className="answers">
        {RISK_ITEMS.map(([item, words]) => {
          const given = input.risk[item];
          return (
            <AnswerRow
              key={item}
              question={words}
              answers={ANSWERS}
              given={given?.answer}
              words={given?.words}
              wordsLabel={`${words}: in words`}
              onAnswer={(answer) => onChange(withRisk(input, item, answer, given?.words))}
              onWords={(text) => given && onChange(withRisk(input, item, given.answer, text))}
              onClear={() => onChange(withRisk(input, item, null))}
            />
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
            {input.riskLevel && !(RISK_LEVELS as readonly string[]).includes(input.riskLevel) && (
              <option value={input.riskLevel}>{input.riskLevel}</option>
            )}
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
