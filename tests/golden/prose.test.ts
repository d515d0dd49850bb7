import { expect, test } from 'vitest';
import { dateInWords } from '../../core/chart/dates.ts';
import type { Fact } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import type { ComposedNote } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { noteSections } from '../../core/fhir/read/note-sections.ts';
import { copiedShare, distinct2, readingGrade, wordsOf } from '../../tools/eval/prose-measures.ts';
import { ehrFact } from './support/sample-chart.ts';
import { chartOfTenSessions, TEN_SESSIONS } from './support/ten-sessions.ts';

/** Ten notes of one patient, each written with the ones before it in the chart, as they were filed. */
function tenNotes(): { date: string; note: ComposedNote; text: string; flags: string[] }[] {
  const chart: Fact[] = chartOfTenSessions();
  return TEN_SESSIONS.map((input) => {
    const { note, facts } = composeNote({
      format: 'SOAP',
      input,
      chartFacts: chart,
      missing: [],
      clinicianName: 'Bettina Okafor, LCSW',
    });
    const text = renderText(note);
    const flags = checkDraft({ note, facts, missing: [], sessionDate: input.date }).map(({ code }) => code);
    const sections = noteSections(text);
    const filed = { text, truncated: false, ours: true, ...(sections && { sections }) };
    chart.push(ehrFact('prior-note', `note-${input.date}`, filed, input.date));
    return { date: input.date, note, text, flags };
  });
}

const NOTES = tenNotes();
const bodies = NOTES.map(({ text }) => text.slice(text.indexOf('\n\n')));
const sentencesOf = ({ note }: (typeof NOTES)[number]) => note.sections.flatMap(({ sentences }) => sentences);
const shares = bodies.slice(1).map((body, at) => copiedShare(body, bodies[at] ?? ''));
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

test('a note shares at most a fifth of its words with the one before, in runs of eight', () => {
  expect(mean(shares)).toBeLessThanOrEqual(0.2);
});

test('no sentence of fifteen words or more is repeated from one note to the next', () => {
  const repeated = NOTES.slice(1).flatMap((one, at) => {
    const before = new Set(sentencesOf(NOTES[at] ?? one).map(({ text }) => text));
    return sentencesOf(one).filter(({ text }) => wordsOf(text).length >= 15 && before.has(text));
  });
  expect(repeated.map(({ text }) => text)).toEqual([]);
});

test('no place in the note opens as it did the time before', () => {
  const PLACES = ['attendance', 'last-plan', 'complaint', 'intervention', 'response', 'risk-denied', 'risk-level'];
  const opening = (one: (typeof NOTES)[number], rule: string): string | undefined =>
    sentencesOf(one)
      .find((sentence) => sentence.rule === rule)
      ?.text.split(/\s+/)
      .slice(0, 7)
      .join(' ');
  const same = NOTES.slice(1).flatMap((one, at) =>
    PLACES.filter((rule) => {
      const now = opening(one, rule);
      return now !== undefined && now === opening(NOTES[at] ?? one, rule);
    }).map((rule) => `${one.date} ${rule}`),
  );
  expect(same).toEqual([]);
});

test('the checker finds no unsupported statement in them', () => {
  expect(NOTES.flatMap(({ flags }) => flags).filter((code) => code === 'UNSUPPORTED_STATEMENT')).toEqual([]);
});

test('are printed side by side for the reader', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/reference/prose.md');
});

function page(): string {
  const texts = NOTES.map(({ text }) => text);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rules = [...new Set(NOTES.flatMap((one) => sentencesOf(one).map(({ rule }) => rule)))];
  const rows = NOTES.map(
    ({ date }, at) =>
      `| ${at + 1} | ${dateInWords(date)} | ${wordsOf(bodies[at] ?? '').length} | ${at === 0 ? '' : percent(shares[at - 1] ?? 0)} | ${readingGrade(bodies[at] ?? '').toFixed(1)} |`,
  );
  const places = rules.flatMap((rule) => [
    `### ${rule}`,
    '',
    ...NOTES.flatMap((one, at) =>
      sentencesOf(one)
        .filter((sentence) => sentence.rule === rule)
        .map(({ text }) => `- ${at + 1}: ${text}`),
    ),
    '',
  ]);
  return [
    '# Ten consecutive notes of one patient',
    '',
    'Written by `tests/golden/prose.test.ts`; `npx vitest run tests/golden/prose.test.ts -u` writes it anew. The patient is',
    'invented (`tests/golden/support/ten-sessions.ts`). Each note is composed with the ones before it in the chart.',
    '',
    `Different word pairs among all pairs (distinct-2): ${distinct2(texts).toFixed(3)}. Words in runs of eight that the note`,
    `before has too: ${percent(mean(shares))} on average (n ${shares.length}), at most ${percent(Math.max(...shares))}; the head of the note is left out, and a`,
    `quotation of the last plan counts. Reading grade (Flesch–Kincaid): ${mean(bodies.map(readingGrade)).toFixed(1)} on average.`,
    '',
    '| note | date | words | copied | grade |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Place by place',
    '',
    'The sentences that one clause made in the ten notes, by the number of the note.',
    '',
    ...places,
    '## The notes',
    '',
    ...NOTES.flatMap(({ text }) => ['```text', text.trimEnd(), '```', '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
