import { afterAll, describe, expect, it } from 'vitest';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import type { NoteStyle } from '../../core/composing/note-style.ts';
import { type ComposedNote, NOTE_FORMATS, type NoteFormat } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import { type AnyChart, anyChart } from './support/any-chart.ts';
import { anySession } from './support/any-clinical-session.ts';
import { judgeNote } from './support/judge-note.ts';
import { SPOILS, spoilNote, withoutSentence } from './support/spoil-note.ts';

/** Charts, and how many of them in every format; `THOUSAND_CHARTS=all` judges the full product. */
const CHARTS = 1000;
/** Notes that are spoiled in each way, to see that the oracles are awake. */
const SPOILED = 12;
const IN_ALL_FORMATS = process.env['THOUSAND_CHARTS'] === 'all' ? CHARTS : 150;

/** Properties that do not hold yet, each with its reason. The list fails when another one breaks or one of these holds. */
const NOT_HELD: Readonly<Record<string, string>> = {};

/** What stands nowhere in a note, whoever wrote it. */
const HIDDEN = /^(?:private|withheld|other-patient|third-party)$/;
const STYLES: readonly Partial<NoteStyle>[] = [
  {},
  {},
  { patientWord: 'client' },
  { density: 'brief' },
  { density: 'brief', abbreviations: true, patientWord: 'client' },
];

const faults = new Map<string, Set<string>>();
const counts = { charts: 0, notes: 0, sentences: 0, facts: 0, flags: 0, formats: new Set<NoteFormat>() };

for (let seed = 0; seed < CHARTS; seed += 1) judgeSeed(seed);

function judgeSeed(seed: number): void {
  const chart = anyChart(seed);
  const input = anySession(seed, chart.facts);
  const formats = seed < IN_ALL_FORMATS ? NOTE_FORMATS : [NOTE_FORMATS[seed % NOTE_FORMATS.length] ?? 'SOAP'];
  const add = (property: string, shown: string): void => {
    faults.set(property, (faults.get(property) ?? new Set()).add(`seed ${seed}: ${shown}`));
  };
  const style = STYLES[seed % STYLES.length] ?? {};
  const compose = (format: NoteFormat) =>
    composeNote({
      format,
      input,
      chartFacts: chart.facts,
      missing: chart.missing,
      style,
      clinicianName: 'J. Roe, LCSW',
    });
  counts.charts += 1;
  counts.facts += chart.facts.length;
  const said = new Set<string>();
  for (const format of formats) {
    const { note, facts } = compose(format);
    for (const { property, shown } of judgeNote({
      note,
      facts,
      input,
      planted: chart.planted,
      brief: style.density === 'brief',
    }))
      add(property, shown);
    counts.notes += 1;
    counts.formats.add(format);
    counts.sentences += note.sections.reduce((all, { sentences }) => all + sentences.length, 0);
    said.add(contentOf(note));
    const text = renderText(note);
    for (const { why, words } of chart.planted) {
      const kept = /^(?:private|withheld)$/.test(why) && JSON.stringify(facts).includes(words);
      if (kept || (HIDDEN.test(why) && text.includes(words))) add(`hidden: ${why}`, words);
    }
  }
  const [format = 'SOAP'] = formats;
  const { note, facts } = compose(format);
  if (renderText(note) !== renderText(compose(format).note)) add('same input, same bytes', format);
  said.add(contentOf(compose(format === 'narrative' ? 'SOAP' : 'narrative').note));
  if (said.size > 1) add('every format says the same', [...said].map((one) => one.slice(0, 200)).join(' / '));
  if (!readsTheSameBackwards(chart)) add('same resources in another order, same Facts', '');
  const flags = checkDraft({ note, facts, missing: chart.missing, sessionDate: input.date });
  counts.flags += flags.length;
  for (const { code, message, sentenceId } of flags) {
    const own = note.sections.flatMap(({ sentences }) => sentences).find(({ id }) => id === sentenceId);
    // What the clinician herself says against the record is flagged with reason.
    const hers = facts.some(({ id, source }) => source.from === 'clinician' && own?.facts.includes(id) === true);
    if (code === 'UNSUPPORTED_STATEMENT' && (!hers || own?.rule === 'item-9'))
      add('no composed sentence is flagged as unsupported', message);
  }
}

/** What a note says, whatever its order: rules with the Facts they state. */
function contentOf({ sections }: ComposedNote): string {
  return sections
    .flatMap(({ sentences }) => sentences.map(({ rule, facts }) => `${rule} ${facts.toSorted().join(' ')}`))
    .toSorted()
    .join('\n');
}

function readsTheSameBackwards({ facts, resources, noteTexts }: AnyChart): boolean {
  const again = factsFromResources({
    patientReference: 'Patient/pt-any',
    resources: resources.toReversed(),
    noteTexts,
  });
  return JSON.stringify(again.facts) === JSON.stringify(facts.filter(({ whose }) => whose === 'patient'));
}

describe(`${CHARTS} random charts, each with a random session`, () => {
  it('give notes in which every property holds, but those listed', () => {
    const broken = [...faults]
      .filter(([property]) => NOT_HELD[property] === undefined)
      .map(([property, shown]) => `${property} (${shown.size})\n  ${[...shown].slice(0, 4).join('\n  ')}`);
    expect(broken.join('\n')).toBe('');
  });

  it('break no fewer properties than listed', () => {
    expect(Object.keys(NOT_HELD).filter((property) => !faults.has(property))).toEqual([]);
  });

  it.each(Object.entries(SPOILS))('would be seen to hold %s', (_name, spoil) => {
    expect(seen((note) => spoilNote(note, spoil))).toEqual({ occasions: true, missed: [] });
  });

  it('would be seen to leave out an answer on risk, item 9 or the last plan', () => {
    for (const rule of [/^risk-/, /^item-9$/, /^last-(?:plan|note)$/])
      expect(seen((note) => withoutSentence(note, rule))).toEqual({ occasions: true, missed: [] });
  });

  it('are as many, and as different, as is told', () => {
    expect(counts.charts).toBe(CHARTS);
    expect([...counts.formats].toSorted()).toEqual([...NOTE_FORMATS].toSorted());
    expect(counts.notes).toBe(CHARTS + IN_ALL_FORMATS * (NOTE_FORMATS.length - 1));
    expect(counts.sentences).toBeGreaterThan(25 * CHARTS);
  });
});

/** Whether the oracles see more wrong with each note that is spoiled, and whether there was one to spoil. */
function seen(spoil: (note: ComposedNote) => ComposedNote | undefined): { occasions: boolean; missed: string[] } {
  let occasions = 0;
  const missed: string[] = [];
  for (let seed = 0; seed < CHARTS && occasions < SPOILED; seed += 1) {
    const { facts: chartFacts, missing, planted } = anyChart(seed);
    const input = anySession(seed, chartFacts);
    const made = composeNote({ format: 'SOAP', input, chartFacts, missing, clinicianName: 'J. Roe, LCSW' });
    const note = spoil(made.note);
    if (note === undefined) continue;
    occasions += 1;
    const judged = { facts: made.facts, input, planted };
    if (judgeNote({ ...judged, note }).length <= judgeNote({ ...judged, note: made.note }).length)
      missed.push(`seed ${seed}`);
  }
  return { occasions: occasions > 0, missed };
}

afterAll(() => {
  const unsupported = [...faults]
    .filter(([property]) => property.startsWith('grounding'))
    .flatMap(([, shown]) => [...shown]).length;
  console.info(
    `thousand charts: ${counts.charts} charts, ${counts.facts} Facts read, ${counts.notes} notes in ${counts.formats.size} formats, ${counts.sentences} sentences, ${unsupported} unsupported, ${[...faults.values()].reduce((all, { size }) => all + size, 0)} faults, ${counts.flags} flags`,
  );
});
