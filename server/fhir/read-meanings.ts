import type { MissingReason } from '../../core/chart/chart.ts';
import { type Answered, meantBy } from './answered-words.ts';
import type { Meaning } from './dialects/dialect.ts';

/** Reasons after which nothing more is asked of the EHR within a launch: somebody has to act in the EHR first. */
const STOPS: readonly MissingReason[] = ['break-the-glass', 'merged-patient'];

/** Whether nothing more may be asked after this. */
export function endsReading(reason: MissingReason): boolean {
  return STOPS.includes(reason);
}

/**
 * What an error means by the dialect: the reason that ends the reading, else the first reason; `none-found` only where nothing
 * in the answer is worse. Undefined: the dialect has no word for it, and its status decides.
 */
export function meaningOfError(
  answered: Answered,
  meanings: readonly Meaning[],
): MissingReason | 'none-found' | undefined {
  const meant = meantBy(answered, meanings);
  const reasons = meant.flatMap(({ means }) => reasonIn(means) ?? []);
  const stop = reasons.find(endsReading);
  if (stop ?? reasons[0]) return stop ?? reasons[0];
  const worse = meant.some(({ means, severity }) => means === undefined && isError(severity));
  return !worse && meant.some(({ means }) => means === 'none-found') ? 'none-found' : undefined;
}

/** The gaps that an OperationOutcome among search results tells of; an error that the dialect has no word for is one. */
export function gapsInOutcome(answered: Answered, meanings: readonly Meaning[]): MissingReason[] {
  return meantBy(answered, meanings).flatMap(({ means, severity }) =>
    means === undefined ? (isError(severity) ? ['failed' as const] : []) : (reasonIn(means) ?? []),
  );
}

function reasonIn(means: Meaning['means'] | undefined): MissingReason | undefined {
  return means === undefined || means === 'none-found' || means === 'information' ? undefined : means;
}

function isError(severity: string): boolean {
  return severity === 'error' || severity === 'fatal';
}
