import { asRecord, InputReader, optional } from './input-reader.ts';
import { parseSessionDetails } from './parse-session-details.ts';
import type { SessionInput } from './session-input.ts';

const MODALITIES = ['in-person', 'telehealth-video', 'telehealth-audio'] as const;

type Parsed = { ok: true; input: SessionInput } | { ok: false; problems: string[] };

/**
 * Reads a session input from unknown JSON. Fields that are absent become empty, unknown fields are dropped, and every
 * fault is listed. A problem names the field and the rule, never what was written in it.
 */
export function parseSessionInput(value: unknown): Parsed {
  const { input, problems } = readSessionInput(value);
  return problems.length === 0 ? { ok: true, input } : { ok: false, problems };
}

/**
 * What can be kept of a session input that was stored earlier, whatever rules it was stored under: a field that no longer
 * fits is left out and everything else stays. Without a readable date it is of `today` (`YYYY-MM-DD`).
 */
export function restoreSessionInput(value: unknown, today: string): SessionInput {
  const { input } = readSessionInput(value);
  return input.date === '' ? { ...input, date: today } : input;
}

function readSessionInput(value: unknown): { input: SessionInput; problems: string[] } {
  const problems: string[] = [];
  const root = asRecord(value) ?? {};
  if (asRecord(value) === undefined) problems.push('The session input must be an object.');
  else if (root['schema'] !== 'throughline.session-input/1')
    problems.push('schema: must be throughline.session-input/1.');
  const read = new InputReader(problems);
  const input: SessionInput = {
    schema: 'throughline.session-input/1',
    date: read.date(root['date'], 'date') ?? '',
    modality: read.oneOf(root['modality'], MODALITIES, 'modality') ?? 'in-person',
    participants: read.texts(root['participants'], 'participants'),
    reported: read.texts(root['reported'], 'reported'),
    observations: read.textRecord(root['observations'], 'observations'),
    interventions: read.list(root['interventions'], 'interventions', (item, path) => ({
      technique: read.text(item['technique'], `${path}.technique`) ?? '',
      ...optional('modality', read.text(item['modality'], `${path}.modality`)),
      ...optional('objective', read.text(item['objective'], `${path}.objective`)),
      ...optional('response', read.text(item['response'], `${path}.response`)),
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
    ...parseSessionDetails(root, read),
  };
  if (asRecord(value) && (root['date'] ?? '') === '') problems.push('date: must be given as YYYY-MM-DD.');
  return { input, problems };
}
