import type { MissingRead, MissingReason } from '../../core/chart/chart.ts';

const REASONS: Readonly<Record<MissingReason, string>> = {
  'not-granted': 'the EHR did not grant it',
  refused: 'the EHR refused',
  failed: 'the EHR answered with an error',
  'timed-out': 'the EHR took too long',
  'too-large': 'there is more than can be read at once',
  unreadable: 'the answer could not be read',
  suppressed: 'the EHR left out a part that you may not see',
  'too-many-pages': 'there is more than can be read at once',
  'break-the-glass': 'the EHR asks for a reason before it opens this part; give it in the EHR',
  'merged-patient': 'this record was merged into another; open that one in the EHR',
  'not-supported': 'this EHR does not offer it',
  'come-back-later': 'the EHR’s quota for today is used up',
  'not-shown': 'this EHR is known to leave it out',
};

interface ChartNoticeProps {
  readonly missing: readonly MissingRead[];
  readonly reading: boolean;
  readonly onAgain: () => void;
}

/** Says which parts of the chart are missing and why, and offers to read again. The work can go on without them. */
export function ChartNotice({ missing, reading, onAgain }: ChartNoticeProps) {
  if (missing.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="chart-incomplete" data-testid="chart-incomplete">
      <h2 id="chart-incomplete">Part of the chart is missing</h2>
      <ul>
        {missing.map((read) => (
          <li key={`${read.resource} ${read.what}`}>
            <span className="capital">{read.what}</span>: {REASONS[read.reason]}
          </li>
        ))}
      </ul>
      <p>You can go on; the draft says what it could not see.</p>
      <button type="button" onClick={onAgain} aria-disabled={reading}>
        {reading ? 'Reading…' : 'Try again'}
      </button>
    </section>
  );
}
