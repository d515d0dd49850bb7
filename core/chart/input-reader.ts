import { INSTRUMENT_IDS, type InstrumentId, type RiskItem } from './fact.ts';
import { RISK_ITEMS } from './session-facts.ts';
import type { RiskAnswer, SessionInput } from './session-input.ts';

/** Longest text of one field, and longest list. */
const MAX_TEXT = 4000;
const MAX_ITEMS = 60;
const ANSWERS: readonly string[] = ['affirmed', 'denied', 'unclear', 'not-assessed'];

/** The members of an object that is no list; undefined for anything else. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** `{ key: value }`, or nothing where the value is absent. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
}

function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}

/** Reads one field at a time and notes what is wrong with it; an empty text counts as absent. */
export class InputReader {
  readonly #problems: string[];

  constructor(problems: string[]) {
    this.#problems = problems;
  }

  text(value: unknown, path: string): string | undefined {
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return this.#fault(path, 'must be text.');
    if (value.length > MAX_TEXT) return this.#fault(path, `must be at most ${MAX_TEXT} characters.`);
    return value;
  }

  date(value: unknown, path: string): string | undefined {
    const text = this.text(value, path);
    if (text === undefined || isCalendarDate(text)) return text;
    return this.#fault(path, 'must be a date of the calendar, YYYY-MM-DD.');
  }

  nextAppointment(value: unknown): string | undefined {
    const text = this.text(value, 'nextAppointment');
    if (text === undefined) return undefined;
    const [day = '', time] = text.split('T');
    if (isCalendarDate(day) && (time === undefined || /^([01]\d|2[0-3]):[0-5]\d/.test(time))) return text;
    return this.#fault('nextAppointment', 'must be a date of the calendar, YYYY-MM-DD.');
  }

  time(value: unknown, path: string): string | undefined {
    const text = this.text(value, path);
    if (text === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
    return this.#fault(path, 'must be a time of day, HH:MM.');
  }

  /** One of a closed list of words. */
  oneOf<T extends string>(value: unknown, words: readonly T[], path: string): T | undefined {
    if (value === undefined || value === null || value === '') return undefined;
    const word = words.find((one) => one === value);
    return word ?? this.#fault(path, `must be one of ${words.join(', ')}.`);
  }

  /** A whole number from `least` to `most`. */
  count(value: unknown, least: number, most: number, path: string): number | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.#fault(path, `must be a whole number from ${least} to ${most}.`);
  }

  texts(value: unknown, path: string): string[] {
    return this.#items(value, path).flatMap((item, index) => this.text(item, `${path}[${index}]`) ?? []);
  }

  list<T>(value: unknown, path: string, one: (item: Record<string, unknown>, path: string) => T): T[] {
    return this.#items(value, path).flatMap((item, index) => {
      const record = asRecord(item);
      if (record !== undefined) return [one(record, `${path}[${index}]`)];
      this.#fault(`${path}[${index}]`, 'must be an object.');
      return [];
    });
  }

  textRecord(value: unknown, path: string): Record<string, string> {
    const read: [string, string][] = [];
    for (const [key, item] of this.#entries(value, path)) {
      const text = key.length > 80 ? this.#fault(path, 'names must be at most 80 characters.') : this.text(item, path);
      if (text !== undefined) read.push([key, text]);
    }
    return Object.fromEntries(read);
  }

  risk(value: unknown): SessionInput['risk'] {
    const risk: Partial<Record<RiskItem, { answer: RiskAnswer; words?: string }>> = {};
    const entries = new Map(this.#entries(value, 'risk'));
    for (const item of RISK_ITEMS) {
      const entry = asRecord(entries.get(item));
      if (entry === undefined) continue;
      const answer = entry['answer'];
      if (typeof answer !== 'string' || !ANSWERS.includes(answer)) {
        this.#fault(`risk.${item}.answer`, `must be one of ${ANSWERS.join(', ')}.`);
        continue;
      }
      risk[item] = {
        answer: answer as RiskAnswer,
        ...optional('words', this.text(entry['words'], `risk.${item}.words`)),
      };
    }
    return risk;
  }

  scoreSaid(item: Record<string, unknown>, path: string): SessionInput['scoresSaid'][number] {
    const { instrument, total } = item;
    if (typeof instrument !== 'string' || !(INSTRUMENT_IDS as readonly string[]).includes(instrument))
      this.#fault(`${path}.instrument`, `must be one of ${INSTRUMENT_IDS.join(', ')}.`);
    if (typeof total !== 'number' || !Number.isInteger(total) || total < 0 || total > 1000)
      this.#fault(`${path}.total`, 'must be a whole number.');
    return { instrument: instrument as InstrumentId, total: Number(total) };
  }

  #entries(value: unknown, path: string): [string, unknown][] {
    if (value === undefined || value === null) return [];
    const record = asRecord(value);
    if (record === undefined) this.#fault(path, 'must be an object.');
    const entries = Object.entries(record ?? {});
    if (entries.length > MAX_ITEMS) this.#fault(path, `must have at most ${MAX_ITEMS} entries.`);
    return entries.slice(0, MAX_ITEMS);
  }

  #items(value: unknown, path: string): unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.#fault(path, 'must be a list.');
      return [];
    }
    if (value.length > MAX_ITEMS) this.#fault(path, `must have at most ${MAX_ITEMS} items.`);
    return value.slice(0, MAX_ITEMS);
  }

  #fault(path: string, rule: string): undefined {
    this.#problems.push(`${path}: ${rule}`);
    return undefined;
  }
}
