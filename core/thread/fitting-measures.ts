import type { InstrumentId } from '../chart/fact.ts';

/** Which scale measures which kind of disorder, by ICD-10-CM prefix. */
export const FITTING_MEASURES: readonly (readonly [prefix: string, disorder: string, scale: InstrumentId])[] = [
  ['F32', 'depressive episode', 'PHQ-9'],
  ['F33', 'recurrent depressive disorder', 'PHQ-9'],
  ['F34.1', 'dysthymia', 'PHQ-9'],
  ['F41', 'anxiety disorders', 'GAD-7'],
  ['F43.1', 'post-traumatic stress disorder', 'PCL-5'],
  ['F10', 'alcohol-related disorders', 'AUDIT-C'],
  ...['F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F18', 'F19'].map(
    (prefix) => [prefix, 'drug-related disorders', 'DAST-10'] as const,
  ),
];

/** The scales that fit a diagnosis by its ICD-10-CM code; none for a code that is not in the table. */
export function fittingMeasures(code: string | undefined): InstrumentId[] {
  if (code === undefined) return [];
  return FITTING_MEASURES.filter(([prefix]) => code.startsWith(prefix)).map(([, , scale]) => scale);
}
