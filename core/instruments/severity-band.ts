import type { InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/** The published word for a total (`moderately severe`), or undefined where the scale has no bands or the total is out of range. */
export function severityBand(instrument: InstrumentId, total: number): string | undefined {
  const { bands, totalRange } = INSTRUMENTS[instrument];
  if (!Number.isInteger(total) || total < totalRange[0] || total > totalRange[1]) return undefined;
  return bands.findLast((band) => total >= band.from)?.label;
}
