import type { FactOf, InstrumentId } from '../chart/fact.ts';

type Score = FactOf<'score'>;

/** A number in a sentence that the record contradicts. */
export interface ScoreConflict {
  readonly message: string;
  readonly scores: readonly Score[];
}

const NAMES: readonly (readonly [RegExp, InstrumentId])[] = [
  [/\bPHQ[- ]?9\b/i, 'PHQ-9'],
  [/\bPHQ[- ]?2\b/i, 'PHQ-2'],
  [/\bPHQ[- ]?A\b/i, 'PHQ-A'],
  [/\bGAD[- ]?7\b/i, 'GAD-7'],
  [/\bPCL(?:[- ]?5)?\b/i, 'PCL-5'],
  [/\bAUDIT[- ]?C\b/i, 'AUDIT-C'],
  [/\bDAST(?:[- ]?10)?\b/i, 'DAST-10'],
];
const ANY_NAME = new RegExp(NAMES.map(([name]) => name.source).join('|'), 'gi');
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATE = new RegExp(
  String.raw`\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?:,? (\d{4}))?|(${MONTH}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)`,
  'gi',
);
/** Numbers that are no score: the highest possible, an item, a time, a share, a threshold or target, a rating of 100. */
const NO_SCORE = new RegExp(
  String.raw`\bitems? \d+|\b(?:question|session|step|objective|goal) \d[\d.]*|\b(?:out of|of) \d+|/ ?\d+|\b\d+ (?:of|out of) \d+ (?:items|questions)|\b\d+(?:\.\d+)?(?: ?%| percent| (?:minutes?|hours?|days?|weeks?|months?|years?|items?|times?|sessions?)\b)|\b(?:threshold|target|goal|cut-?off|aim)(?: score)?(?: of| is| was|:)? \d+|\b(?:below|under|above|over|at least|at most|less than|more than|fewer than) \d+|\b\d+ (?:points? )?or (?:below|above|less|more|fewer|lower|higher)\b|\bto answer\w* \d|\banswered \d`,
  'gi',
);

/**
 * The first number said of each instrument that differs from the record: from the score of the day it is said of (of
 * the session, where no day is named), or from every score of that instrument where that day has none and the sentence
 * does not speak of today. A difference or an earlier score must follow from scores on record.
 */
export function scoreConflicts(text: string, scores: readonly Score[], sessionDate: string): ScoreConflict[] {
  return text.split(/;|\.(?=\s|$)/).flatMap((clause) => {
    const names = [...clause.matchAll(ANY_NAME)];
    return names.flatMap((match, index): ScoreConflict[] => {
      const instrument = NAMES.find(([name]) => name.test(match[0]))?.[1];
      const recorded = scores.filter(
        ({ value, when }) => value.instrument === instrument && (when ?? '').slice(0, 10) <= sessionDate,
      );
      if (instrument === undefined || recorded.length === 0) return [];
      if (/\bitem \d+\b/i.test(clause)) return item9Conflict(clause, recorded, sessionDate);
      const end = names[index + 1]?.index ?? clause.length;
      const said = clause.slice(match.index + match[0].length, end);
      const conflict = firstConflict(said, clause, recorded, sessionDate, instrument);
      return conflict === undefined ? [] : [conflict];
    });
  });
}

function firstConflict(
  said: string,
  clause: string,
  recorded: readonly Score[],
  sessionDate: string,
  instrument: string,
): ScoreConflict | undefined {
  const dated = said.replace(DATE, (...found) => ` @${isoOf(found, sessionDate) ?? ''} `);
  const tokens = dated.replace(NO_SCORE, ' ').matchAll(/@(\S*)|\b(\d{1,3})\b(?!\.\d)/g);
  const rest = dated.replace(NO_SCORE, ' ');
  let day: string | undefined;
  for (const token of tokens) {
    if (token[2] === undefined) {
      day = token[1];
      continue;
    }
    const number = Number(token[2]);
    const before = rest.slice(0, token.index);
    const after = rest.slice(token.index + token[0].length);
    const named = /^\s*\(?(?:on|at|of|from|as of|,)?\s*@(\d{4}-\d\d-\d\d)/.exec(after)?.[1] ?? day;
    const role = roleOf(before, after);
    if (
      role === 'difference'
        ? isDifference(number, recorded)
        : role === 'earlier' && named === undefined
          ? isRecorded(number, recorded)
          : holds(number, recorded, named, sessionDate, clause)
    )
      continue;
    const day_ = named ?? sessionDate;
    const ofDay = recorded.filter(({ when }) => when?.slice(0, 10) === day_);
    const shown = role === 'difference' || ofDay.length === 0 ? recorded : ofDay;
    const totals = shown
      .map(({ value, when }) => `${value.total ?? value.itemSum ?? 'no total'} on ${when?.slice(0, 10)}`)
      .join(', ');
    const what = role === 'difference' ? `a change of ${number}` : `${number}`;
    return { message: `The sentence gives ${instrument} ${what}; the record has ${totals}.`, scores: shown };
  }
  return undefined;
}

function roleOf(before: string, after: string): 'difference' | 'earlier' | 'score' {
  if (/^[ -]*points?\b/i.test(after)) return 'difference';
  if (/\b(?:down|up|by|change of|drop of|fall of|rise of|decrease of|increase of|reduction of)\s*$/i.test(before))
    return 'difference';
  if (/\b(?:from|baseline|initial(?:ly)?|previous(?:ly)?|last)\s*(?:of|score|was|:|total)?\s*$/i.test(before))
    return 'earlier';
  return /^\s*(?:to|->|→)\s*\d/.test(after) ? 'earlier' : 'score';
}

function totalsOf({ value }: Score): number[] {
  return [value.total, value.itemSum].filter((total) => total !== null);
}

function isRecorded(number: number, recorded: readonly Score[]): boolean {
  return recorded.some((score) => totalsOf(score).includes(number));
}

function isDifference(number: number, recorded: readonly Score[]): boolean {
  const totals = recorded.flatMap(totalsOf);
  return totals.some((a) => totals.some((b) => Math.abs(a - b) === number));
}

function holds(
  number: number,
  recorded: readonly Score[],
  day: string | undefined,
  sessionDate: string,
  clause: string,
): boolean {
  const ofDay = recorded.filter(({ when }) => when?.slice(0, 10) === (day ?? sessionDate));
  if (ofDay.length > 0) return isRecorded(number, ofDay);
  // A score of a day the record knows nothing of is the clinician's own addition, not a contradiction.
  return day !== undefined || /\b(?:today|this session|in session)\b/i.test(clause) || isRecorded(number, recorded);
}

function item9Conflict(clause: string, recorded: readonly Score[], sessionDate: string): ScoreConflict[] {
  const newest = recorded.filter(({ value }) => typeof value.items[8] === 'number').at(-1);
  const said = /\bitem 9\b[^.;]*?\b(?:was|is|of|at|scored|rated|answered(?: as)?|=|:)\s*(\d)\b(?![\d-]| [A-Z])/i.exec(
    clause,
  )?.[1];
  const answer = newest?.value.items[8];
  if (said === undefined || newest === undefined || typeof answer !== 'number') return [];
  const anyDay = recorded.some(
    ({ value, when }) => value.items[8] === Number(said) && when?.slice(0, 10) !== sessionDate && clause.includes('20'),
  );
  if (Number(said) === answer || anyDay) return [];
  const message = `The sentence gives item 9 as ${said}; the ${newest.value.instrument} of ${newest.when?.slice(0, 10)} has ${answer}.`;
  return [{ message, scores: [newest] }];
}

function isoOf(found: readonly unknown[], sessionDate: string): string | undefined {
  const [, y, m, d, day1, month1, year1, month2, day2, year2] = found.map((part) =>
    typeof part === 'string' ? part : undefined,
  );
  if (y !== undefined) return `${y}-${m}-${d}`;
  const month = month1 ?? month2;
  const day = day1 ?? day2;
  if (month === undefined || day === undefined) return undefined;
  const number = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(month.slice(0, 3).toLowerCase()) / 3 + 1;
  return `${year1 ?? year2 ?? sessionDate.slice(0, 4)}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
