import type { Fact, FactValues } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import { NOTE_FORMATS } from '../../core/documents/draft.ts';
import { line, p95 } from './line.ts';

const NOTES = 500;
const SCORES = 300;
const RUNS = 120;

/** Composes and checks a note for a patient of ten years, 500 past notes and 300 scores: p95 over all formats. */
export function benchDrafting(input: SessionInput): void {
  const facts = tenYears(input.date);
  const composing: number[] = [];
  const checking: number[] = [];
  const parsing: number[] = [];
  const json = JSON.stringify({ input, facts });
  for (let run = 0; run < RUNS; run += 1) {
    let begin = performance.now();
    JSON.parse(json);
    parsing.push(performance.now() - begin);
    begin = performance.now();
    const format = NOTE_FORMATS[run % NOTE_FORMATS.length] ?? 'SOAP';
    const { note, facts: cited } = composeNote({ format, input, chartFacts: facts, missing: [] });
    composing.push(performance.now() - begin);
    begin = performance.now();
    checkDraft({ note, facts: cited, missing: [], sessionDate: input.date });
    checking.push(performance.now() - begin);
  }
  const both = composing.map((one, at) => one + (checking[at] ?? 0));
  line(
    `draft and check, ${NOTES} past notes and ${SCORES} scores, p95 of ${RUNS}`,
    `${p95(both).toFixed(1)} ms`,
    `${(p95(both) / p95(parsing)).toFixed(1)} × parsing the same data as JSON (composing ${p95(composing).toFixed(1)} ms)`,
  );
}

function tenYears(until: string): Fact[] {
  const day = (index: number, every: number): string =>
    new Date(Date.parse(until) - (index + 1) * every * 86_400_000).toISOString().slice(0, 10);
  const notes = Array.from({ length: NOTES }, (_, at) => {
    const plan = `Step ${at % 17}: walk and call; log ${at % 5} days`;
    const text = `SUBJECTIVE\n${'She told of the week at work and at home. '.repeat(30)}\n\nPLAN\n${plan}\n`;
    return fact('prior-note', `n${at}`, { text, truncated: false, ours: true, sections: { plan } }, day(at, 7));
  });
  const scores = Array.from({ length: SCORES }, (_, at) => {
    const items = Array.from({ length: 9 }, (_unused, item) => (at + item) % 3);
    const total = items.reduce<number>((sum, one) => sum + one, 0);
    return fact('score', `s${at}`, { instrument: 'PHQ-9', items, itemSum: total, total }, day(at, 12));
  });
  return [
    fact('patient', 'p', { legalName: 'Ann Bee', preferredName: 'Ann', pronouns: 'she/her' }),
    fact('condition', 'c', { code: 'F33.1', display: 'Depression', status: 'active', category: 'problem' }),
    fact('goal', 'g', { localId: 'g1', statement: 'Have the days back', status: 'active' }),
    ...['g1o1', 'g1o2', 'g1o3'].map((localId) =>
      fact('objective', localId, {
        localId,
        goalFactId: 'goal:Bench/g',
        text: `Reduce PHQ-9 to ${localId.slice(-1)} or below`,
        measure: 'PHQ-9',
        target: '9',
        status: 'live',
      }),
    ),
    ...notes,
    ...scores,
  ];
}

function fact<K extends keyof FactValues>(kind: K, id: string, value: FactValues[K], when?: string): Fact {
  return {
    id: `${kind}:Bench/${id}`,
    kind,
    value,
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: `Bench/${id}`, path: kind, excerpt: '' },
    ...(when !== undefined && { when }),
  } as Fact;
}
