import type { Chart, MissingReason } from '../../core/chart/chart.ts';
import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import { GENERIC_R4 } from '../fhir/dialects/generic-r4.ts';
import { endsReading } from '../fhir/read-meanings.ts';
import type { Gap, ReadPort } from '../fhir/read-port.ts';
import { chartFromParts, type DroppedRead } from './chart-from-parts.ts';
import { type ChartPart, chartParts } from './chart-parts.ts';
import { isMerged } from './merged-patient.ts';
import type { PartRead, PartState } from './missing-reads.ts';
import { readNoteTexts } from './note-texts.ts';
import { readFailure } from './read-failure.ts';
import { type SoftLimit, softLimit } from './soft-limit.ts';

/** What loading a chart needs. */
export interface LoadChartOptions {
  readonly read: ReadPort;
  /** Id of the launch patient, without `Patient/`. */
  readonly patientId: string;
  readonly encounterId?: string;
  /** Whether the granted scopes allow reading this resource type. */
  readonly granted: (resource: string) => boolean;
  /** Whether they allow a part of it only: what came is then told as not everything. */
  readonly inPart?: (resource: string) => boolean;
  readonly now: () => Date;
  /** How this EHR is asked; absent means plain R4. */
  readonly dialect?: Dialect;
  /** The site's own codes. */
  readonly codeMap?: SiteCodeMap;
  /** IANA time zone of the site. */
  readonly timeZone?: string;
  readonly softLimit?: SoftLimit;
}

/** A chart that is being read. */
export interface ChartLoad {
  /** What there is when the fast reads are in and the slow ones have had their chance; `pending` names those. */
  readonly first: Promise<Chart>;
  /** Everything, or what there will ever be of it. */
  readonly whole: Promise<Chart>;
  /** What is in by now. */
  current(): Chart;
  /** The resources that have given no Facts by now, so that they can be audited. */
  dropped(): readonly DroppedRead[];
  /** Why nothing more may be asked of the EHR within this launch. */
  stopped(): MissingReason | undefined;
  /** Ends the reads that go on. */
  abandon(): void;
}

const NOTE_TEXTS: PartState = { resource: 'Binary', what: 'text of prior notes' };

/** No load goes on for longer, however many pages there are, in milliseconds. */
const MAX_LOAD = 60_000;

/** Reads the chart of one patient and waits for all of it: `beginChart(…).whole`. */
export function loadChart(options: LoadChartOptions): Promise<Chart> {
  return beginChart(options).whole;
}

/**
 * Begins to read the chart of one patient: every part in one parallel wave, and the contents of the newest notes as soon as
 * they are listed. A part that is not granted is not asked for; one that is refused, fails or is late becomes a MissingRead.
 * Where the EHR asks for a reason for access, or has merged the record into another, no further request is made, those under
 * way are ended, and the chart keeps nothing. Its promises never reject for what an EHR does.
 */
export function beginChart(options: LoadChartOptions): ChartLoad {
  const { read, granted, patientId, encounterId, codeMap, dialect = GENERIC_R4 } = options;
  const readAt = options.now().toISOString();
  const patientReference = `Patient/${patientId}`;
  const ending = new AbortController();
  const deadline = setTimeout(() => ending.abort(), MAX_LOAD);
  let stop: MissingReason | undefined;
  const stopFor = (reasons: readonly MissingReason[]) => {
    const reason = reasons.find(endsReading);
    if (reason === undefined || stop !== undefined) return;
    stop = reason;
    ending.abort();
  };

  const states: PartState[] = [];
  const texts = new Map<string, string>();
  const failures: Gap[] = [];
  const settle = async (part: ChartPart, at: number): Promise<void> => {
    const asked = await askFor(part, granted, ending.signal);
    const narrowed = asked.failed === undefined && options.inPart?.(part.resource) === true;
    const done = narrowed ? { ...asked, gaps: [...asked.gaps, { reason: 'not-granted' as const }] } : asked;
    states[at] = { resource: part.resource, what: part.what, done };
    const reasons = [...(done.failed ? [done.failed] : []), ...done.gaps].map(({ reason }) => reason);
    stopFor(done.resources.some(isMerged) ? ['merged-patient'] : reasons);
  };
  const wanted = chartParts({ read, dialect, patientId, encounterId, codeMap });
  for (const { resource, what } of wanted) states.push({ resource, what });
  const parts = wanted.map((part, at) => ({ part, ended: settle(part, at) }));

  const readNotes = async (): Promise<void> => {
    const listed = parts.filter(({ part }) => part.resource === 'DocumentReference');
    await Promise.all(listed.map(({ ended }) => ended));
    if (stop !== undefined) return;
    const at = states.push(NOTE_TEXTS) - 1;
    await readNoteTexts({
      read,
      documents: states.flatMap(({ resource, done }) =>
        resource === 'DocumentReference' ? (done?.resources ?? []) : [],
      ),
      patientReference,
      content: dialect.noteContent,
      types: codeMap?.documents,
      mayFetch: granted('Binary'),
      signal: ending.signal,
      onText: (reference, text) => texts.set(reference, text),
      onFailure: (gap) => {
        failures.push(gap);
        stopFor([gap.reason]);
      },
    });
    states[at] = { ...NOTE_TEXTS, done: { resources: [], gaps: [], strays: [] } };
  };

  let ended: ReturnType<typeof chartFromParts> | undefined;
  const readOut = () =>
    ended ?? chartFromParts({ ...options, dialect, readAt, patientReference, states, texts, failures, stop });
  const finish = () => {
    clearTimeout(deadline);
    soft.cancel();
    ended = readOut();
    // The Facts are kept, what they were made of is not.
    states.length = 0;
    texts.clear();
  };

  const ends = [...parts.map(({ ended }) => ended), readNotes()];
  const soft = softLimit(
    ends.map((ended) => ended.catch(() => undefined)),
    options.softLimit,
  );
  const whole = Promise.all(ends).then(
    () => {
      finish();
      return readOut().chart;
    },
    (fault: unknown) => {
      clearTimeout(deadline);
      soft.cancel();
      ending.abort();
      throw fault;
    },
  );
  const current = () => readOut().chart;
  const first = Promise.race([whole, soft.passed.then(current)]);
  // Whoever asks hears of a fault through the promise asked for; the other one must not end the process.
  whole.catch(() => undefined);
  first.catch(() => undefined);
  return {
    first,
    whole,
    current,
    dropped: () => readOut().dropped,
    stopped: () => stop,
    abandon: () => ending.abort(),
  };
}

async function askFor(part: ChartPart, granted: (resource: string) => boolean, signal: AbortSignal): Promise<PartRead> {
  const nothing = { resources: [], gaps: [], strays: [] };
  if (part.ask === undefined) return { ...nothing, failed: { reason: 'not-supported' } };
  if (!granted(part.resource)) return { ...nothing, failed: { reason: 'not-granted' } };
  try {
    const { resources, incomplete, gaps = [], strays = [] } = await part.ask(signal);
    return { resources, strays, gaps: incomplete && gaps.length === 0 ? [{ reason: 'failed' }] : gaps };
  } catch (error) {
    return { ...nothing, failed: readFailure(error) };
  }
}
