import type { Fact } from '../../chart/fact.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/**
 * The Facts with every moment that the record gives in UTC told in the time of the site, with its offset: a score of the
 * evening belongs to that day's session, not to tomorrow's. Moments with an offset of their own, and plain dates, are
 * left as they are.
 */
export function inLocalTime(facts: readonly Fact[], timeZone: string): Fact[] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const offset = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const local = (text: string): string => {
    if (!INSTANT.test(text)) return text;
    const moment = new Date(text);
    if (Number.isNaN(moment.getTime())) return text;
    const name = offset.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    return `${format.format(moment).replace(' ', 'T')}${name === 'GMT' ? '+00:00' : name.slice('GMT'.length)}`;
  };
  const localValue = (value: Fact['value']): Fact['value'] =>
    Object.fromEntries(
      Object.entries(value).map(([member, one]) => [member, typeof one === 'string' ? local(one) : (one as unknown)]),
    ) as unknown as Fact['value'];
  return facts.map(
    (fact) =>
      ({
        ...fact,
        value: localValue(fact.value),
        ...(fact.when === undefined ? {} : { when: local(fact.when) }),
      }) as Fact,
  );
}
