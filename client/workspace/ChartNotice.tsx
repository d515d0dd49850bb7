import type { Chart, MissingRead, MissingReason } from '../../core/chart/chart.ts';
import { isStandingLimit, missingWords, readInPart, withheldWords } from '../../core/chart/missing-words.ts';
import { StopNotice } from './StopNotice.tsx';
import { UnmappedCodes } from './UnmappedCodes.tsx';

interface ChartNoticeProps {
  readonly chart: Chart;
  readonly reading: boolean;
  readonly onAgain: () => void;
}

/** Reasons that may be gone at the next attempt. For the others it would only cost her time. */
const MAY_CHANGE: ReadonlySet<MissingReason> = new Set([
  'failed',
  'timed-out',
  'refused',
  'unreadable',
  'come-back-later',
]);

/**
 * What of the chart is not on the screen, and why: where the EHR closed the chart, that alone and no way to ask again; else
 * the gaps, each with its reason and what to do, and the parts that are still under way. What this EHR never shows is one
 * quiet line: a notice that is always there is not read. The work can go on without them.
 */
export function ChartNotice({ chart, reading, onAgain }: ChartNoticeProps) {
  const pending = chart.pending ?? [];
  const known = chart.missing.filter((read) => !pending.includes(read.what));
  const gaps = known.filter((read) => !isStandingLimit(read));
  const never = [...new Set(known.filter(isStandingLimit).map(({ what }) => what.replace(/^some /, '')))];
  const closed = gaps.find(({ reason }) => reason === 'break-the-glass' || reason === 'merged-patient');
  return (
    <>
      {closed && <StopNotice read={closed} />}
      {!closed && gaps.length > 0 && (
        <section className="notice" aria-labelledby="chart-incomplete" data-testid="chart-incomplete">
          <h2 id="chart-incomplete">Part of the chart is missing</h2>
          <ul className="gaps">
            {byReason(gaps).map(({ what, why, next }) => (
              <li key={`${why} ${next}`}>
                <p>
                  {what} {why}
                </p>
                <p className="hint">{next}</p>
              </li>
            ))}
          </ul>
          <p>You can go on; the draft says what it could not see.</p>
          {gaps.some(({ reason }) => MAY_CHANGE.has(reason)) && (
            <button type="button" onClick={onAgain} aria-disabled={reading}>
              {reading ? 'Reading…' : 'Try again'}
            </button>
          )}
        </section>
      )}
      <output className="still-reading" data-testid="still-reading">
        {pending.length > 0 && `Still reading ${listed(pending)}…`}
      </output>
      {!closed && never.length > 0 && (
        <p className="hint standing" data-testid="never-shown">
          This EHR does not show apps everything about {listed(never)}; look there yourself.
        </p>
      )}
      {chart.withheld !== undefined && (
        <p className="hint standing" data-testid="withheld">
          {withheldWords(chart.withheld)}
        </p>
      )}
      <UnmappedCodes codes={chart.unmapped ?? []} />
    </>
  );
}

/**
 * Gaps that share reason and remedy stand together, so that each is said once: up to two in a sentence each, more as a list.
 * Whether a part was read not at all or in part follows from the reason, so it is the same for all of them.
 */
function byReason(gaps: readonly MissingRead[]): { what: string; why: string; next: string }[] {
  const groups = new Map<string, MissingRead[]>();
  for (const gap of gaps) {
    const { why, next } = missingWords(gap);
    const group = groups.get(`${why} ${next}`) ?? [];
    if (!group.some(({ what }) => what === gap.what)) group.push(gap);
    groups.set(`${why} ${next}`, group);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { why, next } = missingWords(first);
    const each = group.map((gap) => missingWords(gap).what).join(' ');
    const list = `${readInPart(first.reason) ? 'Read only in part' : 'Not read'}: ${listed(group.map(({ what }) => what))}.`;
    return { what: group.length > 2 ? list : each, why, next };
  });
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
