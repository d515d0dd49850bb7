import type { InstrumentId, RiskItem } from './fact.ts';
import { RISK_ITEMS } from './session-facts.ts';
import type { RiskAnswer, SessionInput } from './session-input.ts';

/** Longest text of one field, and longest list. */
const MAX_TEXT = 4000;
const MAX_ITEMS = 60;
const MODALITIES: readonly string[] = ['in-person', 'telehealth-video', 'telehealth-audio'];
const ANSWERS: readonly string[] = ['affirmed', 'denied', 'not-assessed'];
const INSTRUMENT_IDS: readonly string[] = [
  'PHQ-9',
  'PHQ-2',
  'PHQ-A',
  'GAD-7',
  'PCL-5',
  'C-SSRS-screener',
  'AUDIT-C',
  'DAST-10',
] satisfies InstrumentId[];

type Parsed = { ok: true; input: SessionInput } | { ok: false; problems: string[] };

/**
 * Reads a session input from unknown JSON. Fields that are absent become empty, unknown fields are dropped, and every
 * fault is listed. A problem names the field and the rule, never what was written in it.
 */
export function parseSessionInput(value: unknown): Parsed {
  const problems: string[] = [];
  const root = asRecord(value);
  if (root === undefined) return { ok: false, problems: ['The session input must be an object.'] };
  if (root['schema'] !== 'throughline.session-input/1') problems.push('schema: must be throughline.session-input/1.');
  const read = new Reader(problems);
  const modality = root['modality'] ?? 'in-person';
  if (!MODALITIES.includes(modality as string)) problems.push(`modality: must be one of ${MODALITIES.join(', ')}.`);
  const input: SessionInput = {
    schema: 'throughline.session-input/1',
    date: read.date(root['date'], 'date') ?? '',
    modality: modality as SessionInput['modality'],
    participants: read.texts(root['participants'], 'participants'),
    reported: read.texts(root['reported'], 'reported'),
    observations: read.textRecord(root['observations'], 'observations'),
    interventions: read.list(root['interventions'], 'interventions', (item, path) => ({
      technique: read.text(item['technique'], `${path}.technique`) ?? '',
      ...optional('modality', read.text(item['modality'], `${path}.modality`)),
      ...optional('objective', read.text(item['objective'], `${path}.objective`)),
    })),
    risk: read.risk(root['risk']),
    protective: read.texts(root['protective'], 'protective'),
    progress: read.list(root['progress'], 'progress', (item, path) => ({
      objective: read.text(item['objective'], `${path}.objective`) ?? '',
      status: read.text(item['status'], `${path}.status`) ?? '',
      ...optional('evidence', read.text(item['evidence'], `${path}.evidence`)),
    })),
    homework: read.texts(root['homework'], 'homework'),
    plan: read.texts(root['plan'], 'plan'),
    notAssessed: read.texts(root['notAssessed'], 'notAssessed'),
    scoresSaid: read.list(root['scoresSaid'], 'scoresSaid', (item, path) => read.scoreSaid(item, path)),
    ...optional('start', read.time(root['start'], 'start')),
    ...optional('end', read.time(root['end'], 'end')),
    ...optional('patientLocation', read.text(root['patientLocation'], 'patientLocation')),
    ...optional('serviceCode', read.text(root['serviceCode'], 'serviceCode')),
    ...optional('complaint', read.text(root['complaint'], 'complaint')),
    ...optional('response', read.text(root['response'], 'response')),
    ...optional('riskLevel', read.text(root['riskLevel'], 'riskLevel')),
    ...optional('riskAction', read.text(root['riskAction'], 'riskAction')),
    ...optional('nextAppointment', read.nextAppointment(root['nextAppointment'])),
    ...optional('private', read.text(root['private'], 'private')),
  };
  if (root['date'] === undefined || root['date'] === '') problems.push('date: must be given as YYYY-MM-DD.');
  return problems.length === 0 ? { ok: true, input } : { ok: false, problems };
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
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
class Reader {
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
    if (typeof instrument !== 'string' || !INSTRUMENT_IDS.includes(instrument))
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
