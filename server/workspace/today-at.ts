import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';

/** What day it is at the site of an EHR, `YYYY-MM-DD`: in the evening of a western site it is tomorrow in UTC already. */
export function todayAt(
  { now }: Pick<Context, 'now'>,
  { timeZone = 'UTC' }: Pick<EhrRegistration, 'timeZone'>,
): string {
  // Canadian English writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now(),
  );
}
