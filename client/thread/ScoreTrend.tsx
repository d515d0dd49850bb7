import { isDoubtful } from '../../core/instruments/doubtful-total.ts';
import { INSTRUMENTS } from '../../core/instruments/instruments.ts';
import { severityBand } from '../../core/instruments/severity-band.ts';
import type { ScoreSeries } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { Sparkline } from './Sparkline.tsx';
import { totalOf } from './sparkline-scale.ts';
import { trendWords } from './trend-words.ts';

/** One instrument at a glance: latest value and band in words, change since baseline, its course, and all scores as a table. */
export function ScoreTrend({ series }: { readonly series: ScoreSeries }) {
  const words = trendWords(series.scores);
  const summed = INSTRUMENTS[series.instrument].summed;
  const latest = series.scores.at(-1);
  return (
    <li className="trend">
      <p className="trend-head">
        <span className="instrument">{series.instrument}</span>
        {words && summed ? (
          <>
            <strong className="score">{words.value}</strong>
            <span className="band-word">{words.band}</span>
            <span className="muted">{plainDate(words.when)}</span>
          </>
        ) : (
          <>
            {!summed && latest?.value.level && <strong className="band-word">{latest.value.level}</strong>}
            {!summed && latest?.when && <span className="muted">{plainDate(latest.when)}</span>}
            <span className="muted">{summed ? 'no complete score' : 'not summed; see the answers in the chart'}</span>
          </>
        )}
      </p>
      {words && summed && (
        <>
          {series.scores.length > 1 && <Sparkline instrument={series.instrument} scores={series.scores} />}
          <p className="trend-change">{words.change}</p>
        </>
      )}
      {series.scores.length > 1 && summed && (
        <details>
          <summary>All {series.scores.length} scores</summary>
          <table>
            <caption className="visually-hidden">{series.instrument} scores, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Date</th>
                <th scope="col">Total</th>
                <th scope="col">Band</th>
              </tr>
            </thead>
            <tbody>
              {series.scores.toReversed().map((score) => {
                const total = totalOf(score);
                return (
                  <tr key={score.id}>
                    <td>{plainDate(score.when)}</td>
                    <td className="number">{total ?? 'incomplete'}</td>
                    <td>
                      {isDoubtful(score)
                        ? `items add to ${score.value.itemSum}`
                        : total !== null && severityBand(series.instrument, total)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </details>
      )}
    </li>
  );
}
