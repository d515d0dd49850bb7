import { dateInWords, dayOf } from '../chart/dates.ts';
import type { FactOf, InstrumentId } from '../chart/fact.ts';
import { severityBand } from '../instruments/severity-band.ts';

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
/** Whole names and their short forms: the Marx of a rule is no March. */
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = new RegExp(
  String.raw`\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?:,? (\d{4}))?|(${MONTH}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)`,
  'gi',
);
/** Numbers that are no score: the highest possible, an item, a time, a share, a threshold or target, a rating of 100. */
const NO_SCORE = new RegExp(
  String.raw`\bitems? \d+|\b(?:question|session|step|objective|goal) \d[\d.]*|(?<=\d )(?:out of|of) \d+|/ ?\d+|\b\d+ (?:of|out of) \d+ (?:items|questions)|\b\d+(?:\.\d+)?(?: ?%| percent| (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|items?|times?|sessions?)\b)|\b(?:threshold|target|goal|cut-?off|aim)(?: score)?(?: of| is| was|:)? \d+|\b(?:below|under|above|over|at least|at most|less than|more than|fewer than) \d+|\b\d+ (?:points? )?or (?:below|above|less|more|fewer|lower|higher)\b|\banswered \d`,
  'gi',
);

/** `22 at intake`, `20 last session`: no score of today. */
const EARLIER_AFTER =
  /^\s*\(?(?:at|on|from) (?:(?:the|her|his|their) )?(?:intake|baseline|admission|(?:first|last|previous|initial) (?:session|visit|appointment))\b|^\s*\(?(?:initially|previously|last (?:session|visit|time|week|month))\b/i;

/** The number stands before the name: "scored 12 on the PHQ-9". */
const NUMBER_FIRST =
  /\b\d{1,3}(?: points?)?(?: today)? (?:on|for|in) (?:(?:the|her|his|their|a|this|today['’]s|latest|last) ?)*$/i;

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
        ({ value, when }) => value.instrument === instrument && dayOf(when) !== '' && dayOf(when) <= sessionDate,
      );
      if (instrument === undefined || recorded.length === 0) return [];
      if (/\bitem \d+\b/i.test(clause)) return item9Conflict(clause, recorded, sessionDate);
      const end = names[index + 1]?.index ?? clause.length;
      const previous = names[index - 1];
      const before = clause.slice(previous ? previous.index + previous[0].length : 0, match.index);
      const rest = clause.slice(match.index + match[0].length, end);
      // `15 on PHQ-9 and 8 on GAD-7`: the second number is the next scale's.
      const after = names[index + 1] === undefined ? rest : rest.replace(NUMBER_FIRST, '');
      const said = NUMBER_FIRST.test(before) ? `${before} ${after}` : after;
      return [firstConflict(said, recorded, sessionDate) ?? bandConflict(clause, said, recorded, sessionDate)].filter(
        (conflict) => conflict !== undefined,
      );
    });
  });
}

function firstConflict(said: string, recorded: readonly Score[], sessionDate: string): ScoreConflict | undefined {
  const plain = datesMarked(said, sessionDate).replace(NO_SCORE, ' ');
  let day: string | undefined;
  for (const token of plain.matchAll(/@(\S*)|\b(\d{1,3})\b(?!\.\d)/g)) {
    if (token[2] === undefined) {
      day = token[1];
      continue;
    }
    const number = Number(token[2]);
    const after = plain.slice(token.index + token[0].length);
    const claim: Claim = {
      number,
      role: roleOf(plain.slice(0, token.index), after),
      day: /^\s*\(?(?:on|at|of|from|as of|,)?\s*@(\d{4}-\d\d-\d\d)/.exec(after)?.[1] ?? day,
      today: /\b(?:today|this session|in session)\b/i.test(said),
    };
    if (!agrees(claim, recorded, sessionDate)) return conflictOf(claim, recorded, sessionDate);
  }
  return undefined;
}

/** One number of a sentence, and what it is said to be. */
interface Claim {
  readonly number: number;
  readonly role: 'difference' | 'earlier' | 'score';
  readonly day: string | undefined;
  readonly today: boolean;
}

function agrees({ number, role, day, today }: Claim, recorded: readonly Score[], sessionDate: string): boolean {
  if (role === 'difference') return isDifference(number, recorded);
  if (role === 'earlier' && day === undefined) return isRecorded(number, recorded);
  const ofDay = recorded.filter(({ when }) => dayOf(when) === (day ?? sessionDate));
  if (ofDay.length > 0) return isRecorded(number, ofDay);
  // A score of a day the record knows nothing of is the clinician's own addition, not a contradiction.
  return day !== undefined || today || isRecorded(number, recorded);
}

function conflictOf({ number, role, day }: Claim, recorded: readonly Score[], sessionDate: string): ScoreConflict {
  const ofDay = recorded.filter(({ when }) => dayOf(when) === (day ?? sessionDate));
  const scores = role === 'score' && ofDay.length > 0 ? ofDay : recorded;
  const totals = scores
    .map((score) => `${totalsOf(score)[0] ?? 'no total'} on ${dateInWords(dayOf(score.when))}`)
    .join(', ');
  const what = role === 'difference' ? `a change of ${number}` : `${number}`;
  return { message: `The sentence gives ${scores[0]?.value.instrument} ${what}; the record has ${totals}.`, scores };
}

function roleOf(before: string, after: string): Claim['role'] {
  if (/^[ -]*points?\b/i.test(after)) return 'difference';
  if (/\b(?:down|up|by|change of|drop of|fall of|rise of|(?:de|in)crease of|reduction of)\s*$/i.test(before))
    return 'difference';
  if (/\b(?:from|baseline|initial(?:ly)?|previous(?:ly)?|last)\s*(?:of|score|was|:|total)?\s*$/i.test(before))
    return 'earlier';
  if (EARLIER_AFTER.test(after)) return 'earlier';
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

/** A severity named of the day's score that its total does not have; silent where another day is spoken of. */
function bandConflict(
  clause: string,
  said: string,
  recorded: readonly Score[],
  sessionDate: string,
): ScoreConflict | undefined {
  const named = /\b(minimal|mild|moderately severe|moderate|severe) (?:range|band|severity|symptoms)\b/i
    .exec(said)?.[1]
    ?.toLowerCase();
  const scores = recorded.filter(({ when }) => dayOf(when) === sessionDate);
  const dates = [...datesMarked(clause, sessionDate).matchAll(/@(\S*)/g)].filter((one) => one[1] !== sessionDate);
  if (named === undefined || scores.length === 0 || dates.length > 0 || /\bfrom\b/i.test(said)) return undefined;
  const bands = scores.flatMap((score) =>
    totalsOf(score).flatMap((total) => severityBand(score.value.instrument, total) ?? []),
  );
  if (bands.length === 0 || bands.includes(named)) return undefined;
  return {
    message: `The sentence calls ${scores[0]?.value.instrument} ${named}; the recorded total is ${bands[0]}.`,
    scores,
  };
}

function item9Conflict(clause: string, recorded: readonly Score[], sessionDate: string): ScoreConflict[] {
  const marked = datesMarked(clause, sessionDate);
  const said = /\bitem 9\b[^.;]*?\b(?:was|is|scored|rated|answered(?: as)?|=|:)\s*(\d)\b/i.exec(marked)?.[1];
  const day = /@(\d{4}-\d\d-\d\d)/.exec(marked)?.[1];
  const forms = recorded
    .filter(({ value, when }) => typeof value.items[8] === 'number' && (day === undefined || dayOf(when) === day))
    .toSorted((a, b) => (dayOf(a.when) < dayOf(b.when) ? -1 : 1));
  const form = forms.at(-1);
  const answer = form?.value.items[8];
  // Two forms of one day may differ; what one of them says is on record.
  const sameDay = forms.filter(({ when }) => dayOf(when) === dayOf(form?.when));
  if (said === undefined || form === undefined || sameDay.some(({ value }) => value.items[8] === Number(said)))
    return [];
  const message = `The sentence gives item 9 as ${said}; the ${form.value.instrument} of ${dayOf(form.when)} has ${answer}.`;
  return [{ message, scores: [form] }];
}

/** The text with each date as `@2026-04-27`; a date that cannot be read becomes `@`. */
function datesMarked(text: string, sessionDate: string): string {
  return text.replace(DATE, (...found) => ` @${isoOf(found, sessionDate) ?? ''} `);
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
