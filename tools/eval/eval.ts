import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOTE_FORMATS, type NoteFormat } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { type DraftedNote, draftNote } from './draft-document.ts';
import { addCounts, type Counts, judgeCodes, judgeFlags, raisedFlag } from './judge-sets.ts';
import { judgeTraps } from './judge-traps.ts';
import { type JudgedCase, readCases } from './judged-case.ts';
import { copiedShare, distinct2, readingGrade } from './prose-measures.ts';

// Drafts every document that the cases of a folder ask for, each as of its session, and judges it. Every hit is printed; the
// last line is one JSON object `throughline.eval/1`.
const { values } = parseArgs({ options: { cases: { type: 'string' }, out: { type: 'string' } } });
const folder = values.cases ?? join(import.meta.dirname, '..', '..', 'cases');
const NONE: Counts = { tp: 0, fp: 0, fn: 0 };
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const result = {
  schema: 'throughline.eval/1',
  cases: 0,
  documents: 0,
  sentences: 0,
  unsupportedSentences: 0,
  requiredMissed: 0,
  requiredTotal: 0,
  forbiddenMade: 0,
  forbiddenTotal: 0,
  flags: NONE,
  zCodes: NONE,
  objectives: 0,
  objectivesSmart: 0,
  kindsNotBuilt: [] as string[],
};
const notBuilt = new Set<string>();
const texts: string[] = [];
const copied: number[] = [];

for (const { file, caseFile } of readCases(folder)) {
  result.cases += 1;
  for (const requested of caseFile.requested_documents ?? []) {
    if (requested.type !== 'progress_note') {
      notBuilt.add(requested.type);
      continue;
    }
    const [sessionId = ''] = requested.id.split(':');
    for (const format of requested.formats ?? ['SOAP']) {
      if (isFormat(format)) judgeNote(file, caseFile, sessionId, requested.id, format);
      else notBuilt.add(`progress_note:${format}`);
    }
  }
  judgeSessions(file, caseFile);
}

say('');
say(`distinct-2 over ${texts.length} notes: ${distinct2(texts).toFixed(3)}`);
say(
  `words in runs of eight that the note before has too, mean: ${((100 * sum(copied)) / Math.max(1, copied.length)).toFixed(1)} % (n ${copied.length})`,
);
say(`reading grade, mean: ${(sum(texts.map(readingGrade)) / Math.max(1, texts.length)).toFixed(1)}`);
const rate = (part: number, of: number): string =>
  `${part} of ${of}${of > 0 ? ` (${((100 * part) / of).toFixed(1)} %)` : ''}`;
say(`required statements missed: ${rate(result.requiredMissed, result.requiredTotal)}`);
say(`forbidden statements made: ${rate(result.forbiddenMade, result.forbiddenTotal)}`);
say(`unsupported sentences: ${rate(result.unsupportedSentences, result.sentences)}`);
say(JSON.stringify({ ...result, kindsNotBuilt: [...notBuilt].sort() }));

function judgeNote(file: string, caseFile: JudgedCase, sessionId: string, id: string, format: NoteFormat): void {
  const drafted = draftNote(caseFile, sessionId, format);
  const text = renderText(drafted.note);
  texts.push(text);
  result.documents += 1;
  result.sentences += drafted.note.sections.flatMap((section) => section.sentences).length;
  for (const sentence of unsupported(drafted)) {
    result.unsupportedSentences += 1;
    say(`${file} ${id} ${format}: unsupported: ${sentence}`);
  }
  const { hits, ...counts } = judgeTraps(id, text, caseFile.traps ?? []);
  for (const key of ['requiredTotal', 'requiredMissed', 'forbiddenTotal', 'forbiddenMade'] as const)
    result[key] += counts[key];
  for (const hit of hits) say(`${file} ${id} ${format}: ${hit}`);
  if (values.out) {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, `${file.replace('.json', '')} ${sessionId} ${format}.txt`), text);
  }
}

/** Flags, Z codes and copied text over every session of a case, whether its note was asked for or not. */
function judgeSessions(file: string, caseFile: JudgedCase): void {
  const notes = caseFile.sessions.map(({ id, date }) => ({ id, date, drafted: draftNote(caseFile, id, 'SOAP') }));
  const raised = notes.flatMap(({ id, date, drafted }) => drafted.flags.map((flag) => raisedFlag(flag, id, date)));
  const { missed, extra, ...flags } = judgeFlags(raised, caseFile.expected?.flags ?? []);
  result.flags = addCounts(result.flags, flags);
  for (const one of missed) say(`${file}: flag not raised: ${one}`);
  for (const one of extra) say(`${file}: flag not expected: ${one}`);
  for (const [index, { id, drafted }] of notes.entries()) {
    const text = renderText(drafted.note);
    const expected = caseFile.expected?.z_codes?.[id];
    if (expected) {
      const stated = new Set(text.match(/\bZ\d\d(?:\.\d{1,4})?\b/g) ?? []);
      result.zCodes = addCounts(result.zCodes, judgeCodes(stated, new Set(expected)));
    }
    const before = notes[index - 1];
    if (before) copied.push(copiedShare(bodyOf(text), bodyOf(renderText(before.drafted.note))));
  }
}

/** Sentences that cite nothing, or that the checker calls unsupported. */
function unsupported({ note, flags }: DraftedNote): string[] {
  const flagged = new Set(
    flags.filter(({ code }) => code === 'UNSUPPORTED_STATEMENT').map(({ sentenceId }) => sentenceId),
  );
  return note.sections
    .flatMap((section) => section.sentences)
    .filter((sentence) => sentence.facts.length === 0 || flagged.has(sentence.id))
    .map(({ text }) => text);
}

/** Without the header, which repeats by its nature. */
function bodyOf(text: string): string {
  return text.slice(text.indexOf('\n\n'));
}

function isFormat(format: string): format is NoteFormat {
  return (NOTE_FORMATS as readonly string[]).includes(format);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
