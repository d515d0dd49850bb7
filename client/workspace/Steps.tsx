/** The three steps of the work. */
export type Step = 'session' | 'note' | 'attest';

const STEPS: readonly (readonly [Step, string])[] = [
  ['session', 'Session'],
  ['note', 'Note'],
  ['attest', 'Attest and file'],
];

interface StepsProps {
  readonly step: Step;
  /** Without a draft the later steps say so and stay reachable. */
  readonly onStep: (step: Step) => void;
  readonly open: number;
}

/** Where the clinician is, and the way to the other steps. */
export function Steps({ step, onStep, open }: StepsProps) {
  return (
    <nav className="steps" aria-label="Steps">
      <ol>
        {STEPS.map(([name, words]) => (
          <li key={name}>
            <button type="button" aria-current={name === step ? 'step' : undefined} onClick={() => onStep(name)}>
              {words}
              {name === 'note' && open > 0 && (
                <span className="count">
                  {open}
                  <span className="visually-hidden"> to resolve</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
