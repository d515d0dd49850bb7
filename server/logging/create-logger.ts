import { pino } from 'pino';

/** The fields a log line may carry. Anything else is dropped, so that patient data has no way in. */
const ALLOWED = new Set([
  'level',
  'time',
  'name',
  'msg',
  'requestId',
  'code',
  'detail',
  'fault',
  'method',
  'route',
  'status',
  'ms',
  'ehr',
  'handle',
  'draft',
  'attestation',
  'filing',
  'attempt',
  'count',
  'resource',
  'reason',
  'port',
  'mode',
  'tenant',
  'auditor',
  'url',
]);

export interface LogFields {
  readonly [field: string]: string | number | boolean | undefined;
}

/** The logger of the app: scalar fields of a closed list, and constant messages. */
export interface Logger {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Builds a logger that writes JSON lines to `destination` (default: standard output). */
export function createLogger(options: { level?: string; destination?: { write(line: string): void } } = {}): Logger {
  const base = pino(
    { name: 'throughline', level: options.level ?? 'info', base: null },
    options.destination ?? pino.destination(1),
  );
  const keep = (fields: LogFields): LogFields =>
    Object.fromEntries(Object.entries(fields).filter(([key, value]) => ALLOWED.has(key) && value !== undefined));
  return {
    info: (fields, message) => base.info(keep(fields), message),
    warn: (fields, message) => base.warn(keep(fields), message),
    error: (fields, message) => base.error(keep(fields), message),
  };
}
