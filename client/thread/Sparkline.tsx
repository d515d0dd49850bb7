import type { FactOf } from '../../core/chart/fact.ts';
import { INSTRUMENTS } from '../../core/instruments/instruments.ts';
import { type SparkBox, sparkPoints, sparkY } from './sparkline-scale.ts';

const BOX: SparkBox = { width: 260, height: 56, pad: 5 };

interface SparklineProps {
  readonly instrument: FactOf<'score'>['value']['instrument'];
  readonly scores: readonly FactOf<'score'>[];
}

/** The course of one instrument over its whole range, with a hairline where each band begins. Decoration beside a table. */
export function Sparkline({ instrument, scores }: SparklineProps) {
  const { totalRange, bands } = INSTRUMENTS[instrument];
  const points = sparkPoints(scores, totalRange, BOX);
  const last = points.at(-1);
  return (
    <svg className="sparkline" viewBox={`0 0 ${BOX.width} ${BOX.height}`} aria-hidden="true" focusable="false">
      {bands.slice(1).map((band) => {
        const y = sparkY(band.from, totalRange, BOX);
        return <line key={band.from} className="band" x1={0} x2={BOX.width} y1={y} y2={y} />;
      })}
      <polyline className="course" points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
      {points.slice(0, -1).map((point) => (
        <circle key={`${point.x} ${point.y}`} className="dot" cx={point.x} cy={point.y} r={2} />
      ))}
      {last && <circle className="dot last" cx={last.x} cy={last.y} r={3.5} />}
    </svg>
  );
}
