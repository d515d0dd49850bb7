import type { InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/** `PHQ-9`, `PHQ9`, `phq 9`; a letter at the end has to be joined to it: `PHQ at most 9` names no PHQ-A. */
const NAMED: ReadonlyMap<InstrumentId, RegExp> = new Map(
  Object.values(INSTRUMENTS).map(({ id }) => {
    const [last = '', ...before] = id.split('-').reverse();
    const join = /^[A-Z]$/.test(last) ? '-?' : '[^A-Za-z0-9]*';
    return [
      id,
      new RegExp(`(?<![A-Za-z0-9])${before.reverse().join('[^A-Za-z0-9]*')}${join}${last}(?![A-Za-z0-9])`, 'i'),
    ];
  }),
);

/** True when the words name the scale. */
export function namesInstrument(words: string, instrument: InstrumentId): boolean {
  return NAMED.get(instrument)?.test(words) ?? false;
}
