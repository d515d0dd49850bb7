import { useState } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { SessionKind } from '../../core/chart/session-terms.ts';
import { ChipBar } from '../components/ChipBar.tsx';
import { ROLES } from './choices.ts';
import { withMember, withRole, withText } from './input-changes.ts';

interface ParticipantsProps {
  readonly input: SessionInput;
  readonly kind: SessionKind | undefined;
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

/** Who took part, by role. A name may be noted beside a role; it stays out of the note. */
export function Participants({ input, kind, patientWord, onChange }: ParticipantsProps) {
  const [role, setRole] = useState('');
  const offered = kind === 'group' ? ['patient', 'interpreter'] : ['patient', ...ROLES];
  const own = input.participants.filter((one) => !offered.includes(one));
  const others = input.participants.filter((one) => one !== 'patient');
  const addRole = () => {
    const written = role.trim();
    setRole('');
    if (written !== '' && !input.participants.includes(written)) onChange(withRole(input, written));
  };
  const setName = (of: string, name: string) => {
    const { [of]: _old, ...names } = input.participantNames ?? {};
    onChange(withMember(input, 'participantNames', name === '' ? names : { ...names, [of]: name }));
  };
  return (
    <div className="participants">
      <div className="row">
        <ChipBar
          label="Who took part"
          chips={[...offered, ...own].map((value) => ({
            value,
            words: value === 'patient' ? patientWord : value,
            pressed: input.participants.includes(value),
          }))}
          onPress={(value) => onChange(withRole(input, value))}
        />
        {kind !== 'group' && (
          <input
            type="text"
            className="other-role"
            aria-label="Another role that took part"
            placeholder="Other role, Enter"
            value={role}
            onChange={(event) => setRole(event.target.value)}
            onBlur={addRole}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              addRole();
            }}
          />
        )}
      </div>
      {others.length > 0 && (
        <div className="row">
          {others.map((one) => (
            <label key={one}>
              <span>Name of {one}, not in the note</span>
              <input
                type="text"
                autoComplete="off"
                value={input.participantNames?.[one] ?? ''}
                onChange={(event) => setName(one, event.target.value)}
              />
            </label>
          ))}
          {(others.some((one) => one.endsWith('interpreter')) || input.language !== undefined) && (
            <label>
              <span>Language</span>
              <input
                type="text"
                value={input.language ?? ''}
                onChange={(event) => onChange(withText(input, 'language', event.target.value))}
              />
            </label>
          )}
        </div>
      )}
      {kind === 'family' && !input.participants.includes('patient') && (
        <label>
          <span className="small-label">Why the {patientWord} was absent</span>
          <input
            type="text"
            value={input.patientAbsentBecause ?? ''}
            onChange={(event) => onChange(withText(input, 'patientAbsentBecause', event.target.value))}
          />
        </label>
      )}
    </div>
  );
}
