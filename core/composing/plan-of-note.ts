import type { FactOf } from '../chart/fact.ts';

/** Longest quotation from an earlier note. */
const LONGEST_QUOTE = 320;
const HEADING = /^\s*(?:PLAN|Plan|P)\s*(?::\s*(.*))?$/;
const OTHER_HEADING = /^\s*(?:[A-Z][A-Z &/-]{3,}|[A-Z][A-Za-z ]{2,40}:)\s*$/;
/** Sentences of a plan section that plan nothing: appointments, reviews that are due, what was not entered. */
const NO_PLAN =
  /^(?:next appointment\b|no (?:plan|next appointment|referral)\b|the treatment plan (?:is|was) due\b|referr(?:ed on|al \())/i;
/** The words with which a plan opens. */
const OPENING = /^(?:planned|next steps?|steps planned|further steps)(?: from here)?:\s*/i;
/** Between two sentences: after a mark and the quotation it may end, and not after a title. */
const SENTENCES = /(?<=[.!?…]['"’”)]?)(?<!\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St)\.)\s+(?=[A-Z"“])/;
/** Items of a list stay apart when they come to stand in one line. */
const LIST_MARK = /^\s*(?:[-•*–]|\d{1,2}[.)])\s+/;
/** What closes a note and is no part of its plan. */
const CLOSING = /^\s*(?:(?:electronically )?(?:signed|attested|authenticated|cosigned)|drafted with throughline)\b/i;

/**
 * The plan an earlier note ends with: its plan section where the note is sectioned, else the lines under a line `PLAN`,
 * `Plan:` or `P:`. List marks are dropped; cut at the end of a sentence; undefined where there is none.
 */
export function planOfNote(note: FactOf<'prior-note'>['value']): string | undefined {
  const section = Object.entries(note.sections ?? {}).find(([id]) => /^plan$/i.test(id.trim()))?.[1];
  const lines = section === undefined ? linesUnderHeading(note.text) : section.trim().split('\n');
  // An EHR that holds HTML gives each line as a block: then an empty line stands between any two, and ends nothing.
  const spaced = lines[1]?.trim() === '';
  const end = lines.findIndex((line) => (!spaced && line.trim() === '') || CLOSING.test(line));
  const plan = (end < 0 ? lines : lines.slice(0, end)).map((line, at, all) =>
    LIST_MARK.test(line) && LIST_MARK.test(all.slice(at + 1).find((next) => next.trim() !== '') ?? '')
      ? item(line).replace(/[^.!?;:]$/, '$&;')
      : item(line),
  );
  const text = plan
    .join(' ')
    .replace(/\s+/g, ' ')
    .split(SENTENCES)
    .filter((sentence) => !NO_PLAN.test(sentence))
    .map((sentence) => sentence.replace(OPENING, ''))
    .join(' ')
    .trim();
  if (text === '') return undefined;
  if (text.length <= LONGEST_QUOTE) return text;
  const cut = text.slice(0, LONGEST_QUOTE);
  const stop = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('; '));
  return stop > 40 ? cut.slice(0, stop) : cut.slice(0, cut.lastIndexOf(' '));
}

function item(line: string): string {
  return line.replace(LIST_MARK, '').trim();
}

function linesUnderHeading(text: string): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => HEADING.test(line));
  if (at < 0) return [];
  const first = HEADING.exec(lines[at] ?? '')?.[1] ?? '';
  const below = lines.slice(at + 1);
  const end = below.findIndex((line) => OTHER_HEADING.test(line));
  const rest = end < 0 ? below : below.slice(0, end);
  return first.trim() === '' ? rest.slice(rest.findIndex((line) => line.trim() !== '')) : [first, ...rest];
}
