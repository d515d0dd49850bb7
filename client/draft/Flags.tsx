import { useId } from 'react';
import type { Flag, FlagLevel } from '../../core/checking/flag.ts';
import type { FlagResolution } from '../../core/documents/draft.ts';
import { GrowingText } from '../components/GrowingText.tsx';

const LEVELS: Readonly<Record<FlagLevel, readonly [sign: string, words: string]>> = {
  resolve: ['▲', 'Must be resolved'],
  review: ['◆', 'Please review'],
  note: ['●', 'For information'],
};

const ORDER: readonly FlagLevel[] = ['resolve', 'review', 'note'];

interface FlagsProps {
  readonly flags: readonly Flag[];
  readonly resolutions: readonly FlagResolution[];
  readonly editable: boolean;
  readonly onResolve: (flagId: string, reason: string) => void;
  readonly onJump: (sentenceId: string) => void;
}

/** What the clinician must resolve, should review, or may note. Level is a sign and words, never colour alone. */
export function Flags({ flags, resolutions, editable, onResolve, onJump }: FlagsProps) {
  const sorted = ORDER.flatMap((level) => flags.filter((flag) => flag.level === level));
  return (
    <section className="flags" aria-labelledby="flags-title">
      <h2 id="flags-title">Flags</h2>
      {sorted.length === 0 && <p className="empty">Nothing to resolve or review.</p>}
      <ul>
        {sorted.map((flag) => (
          <FlagItem
            key={flag.id}
            flag={flag}
            reason={resolutions.find((resolution) => resolution.flagId === flag.id)?.reason ?? ''}
            editable={editable}
            onResolve={(reason) => onResolve(flag.id, reason)}
            onJump={onJump}
          />
        ))}
      </ul>
    </section>
  );
}

interface FlagItemProps {
  readonly flag: Flag;
  readonly reason: string;
  readonly editable: boolean;
  readonly onResolve: (reason: string) => void;
  readonly onJump: (sentenceId: string) => void;
}

function FlagItem({ flag, reason, editable, onResolve, onJump }: FlagItemProps) {
  const id = useId();
  const { sentenceId } = flag;
  const resolved = flag.level === 'resolve' && reason.trim().length >= 3;
  const [sign, words] = LEVELS[flag.level];
  return (
    <li
      className={`flag flag-${flag.level}${resolved ? ' flag-resolved' : ''}`}
      data-testid="flag"
      data-code={flag.code}
      data-level={flag.level}
    >
      <p className="flag-level">
        <span aria-hidden="true">{resolved ? '✓' : sign}</span> {resolved ? 'Resolved' : words}
      </p>
      <p className="flag-message" id={`${id}-message`}>
        {flag.message}
      </p>
      <p className="flag-why">{flag.why}</p>
      {flag.suggestion && <p className="flag-why">{flag.suggestion}</p>}
      {flag.level === 'resolve' && editable && (
        <div className="flag-reason">
          <span aria-hidden="true">How you resolved it</span>
          <GrowingText
            label="How you resolved it"
            describedBy={`${id}-message`}
            value={reason}
            testId="flag-reason"
            onChange={onResolve}
          />
        </div>
      )}
      {flag.level === 'resolve' && !editable && reason && <p className="flag-why">Resolved: {reason}</p>}
      {sentenceId && (
        <button type="button" className="link" onClick={() => onJump(sentenceId)}>
          Go to the sentence
        </button>
      )}
    </li>
  );
}
