import type { Chart, MissingRead } from '../../core/chart/chart.ts';
import { missingWords, withheldWords } from '../../core/chart/missing-words.ts';
import { StopNotice } from './StopNotice.tsx';
import { UnmappedCodes } from './UnmappedCodes.tsx';

interface ChartNoticeProps {
  readonly chart: Chart;
  readonly reading: boolean;
  readonly onAgain: () => void;
}

/**
 * What of the chart is not on the screen, and why: where the EHR closed the chart, that alone and no way to ask again; else
 * the gaps, each with its reason and what to do, and the parts that are still under way. The work can go on without them.
 */
export function ChartNotice({ chart, reading, onAgain }: ChartNoticeProps) {
  const pending = chart.pending ?? [];
  const gaps = chart.missing.filter((read) => !pending.includes(read.what));
  const closed = gaps.find(({ reason }) => reason === 'break-the-glass' || reason === 'merged-patient');
  return (
    <>
      {closed && <StopNotice read={closed} />}
      {!closed && gaps.length > 0 && (
        <section className="notice" aria-labelledby="chart-incomplete" data-testid="chart-incomplete">
          <h2 id="chart-incomplete">Part of the chart is missing</h2>
          <ul className="gaps">
            {byReason(gaps).map(({ whats, why, next }) => (
              <li key={`${why} ${next}`}>
                <p>
                  {whats.join(' ')} {why}
                </p>
                <p className="hint">{next}</p>
              </li>
            ))}
          </ul>
          <p>You can go on; the draft says what it could not see.</p>
          <button type="button" onClick={onAgain} aria-disabled={reading}>
            {reading ? 'Reading…' : 'Try again'}
          </button>
        </section>
      )}
      <output className="still-reading" data-testid="still-reading">
        {pending.length > 0 && `Still reading ${listed(pending)}…`}
      </output>
      {chart.withheld !== undefined && (
        <p className="hint" data-testid="withheld">
          {withheldWords(chart.withheld)}
        </p>
      )}
      <UnmappedCodes codes={chart.unmapped ?? []} />
    </>
  );
}

/** Gaps that share reason and remedy stand together, so that each is said once. */
function byReason(gaps: readonly MissingRead[]): { whats: string[]; why: string; next: string }[] {
  const groups = new Map<string, { whats: string[]; why: string; next: string }>();
  for (const gap of gaps) {
    const { what, why, next } = missingWords(gap);
    const group = groups.get(`${why} ${next}`) ?? { whats: [], why, next };
    if (!group.whats.includes(what)) group.whats.push(what);
    groups.set(`${why} ${next}`, group);
  }
  return [...groups.values()];
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
