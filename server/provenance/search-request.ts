import { AppError } from '../errors/app-error.ts';

/** Search parameters of one request; every value is text, repeated ones are lists. */
export type Query = Readonly<Record<string, unknown>>;

const COUNT_MOST = 100;
const COUNT_STANDARD = 50;

/** Throws BAD_REQUEST for a parameter that this endpoint does not know: a search must never be wider than asked. */
export function refuseUnknown(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new AppError('BAD_REQUEST', {
      message: `A search parameter is not supported here. Supported: ${known.join(', ')}. Nothing was searched.`,
    });
}

/** The one value of a parameter; undefined when absent. Throws BAD_REQUEST when repeated or not plain text. */
export function single(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > 500) throw unreadable(name);
  return value;
}

/** All values of a parameter that may repeat. */
export function repeated(query: Query, name: string): string[] {
  const value = query[name];
  if (value === undefined) return [];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > 4 || !values.every((one) => typeof one === 'string' && one !== '')) throw unreadable(name);
  return values as string[];
}

/** Page size: `_count`, 50 by default, 100 at most. */
export function countOf(query: Query): number {
  const text = single(query, '_count');
  if (text === undefined) return COUNT_STANDARD;
  if (!/^\d{1,9}$/.test(text)) throw unreadable('_count');
  return Math.min(COUNT_MOST, Number(text));
}

/** A half-open interval of UTC instants, ISO text; a missing end is open. */
export interface Interval {
  readonly from?: string;
  readonly before?: string;
}

const DATE =
  /^(eq|ge|le|gt|lt)?(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** FHIR date search: a value stands for the whole day, month, year or second it names. Throws BAD_REQUEST. */
export function intervalOf(name: string, value: string): Interval {
  const [, prefix = 'eq', year, month, day, time] = DATE.exec(value) ?? [];
  if (year === undefined) throw unreadable(name);
  const start = Date.parse(
    time ? `${year}-${month}-${day}${time}` : `${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`,
  );
  if (Number.isNaN(start)) throw unreadable(name);
  const at = new Date(start);
  const end = time
    ? start + (time.includes('.') ? 1 : 1000)
    : day
      ? start + 86_400_000
      : month
        ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)
        : Date.UTC(at.getUTCFullYear() + 1, 0, 1);
  const [from, before] = [new Date(start).toISOString(), new Date(end).toISOString()];
  switch (prefix) {
    case 'ge':
      return { from };
    case 'gt':
      return { from: before };
    case 'le':
      return { before };
    case 'lt':
      return { before: from };
    default:
      return { from, before };
  }
}

/** The error for a parameter whose value cannot be read; the value is not repeated. */
export function unreadable(name: string): AppError {
  return new AppError('BAD_REQUEST', {
    message: `The search parameter ${name} could not be read. Nothing was searched.`,
  });
}
