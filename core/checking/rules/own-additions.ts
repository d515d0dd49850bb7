import type { Fact } from '../../chart/fact.ts';
import { flag, type Rule } from '../checked-draft.ts';
import { drugsIn } from '../drug-names.ts';
import type { Flag } from '../flag.ts';

const QUOTED = /"([^"\n]{12,})"|“([^”\n]{12,})”/g;
const ICD = /(?<![\w.])(?:F\d\d(?:\.\d{1,4})?|[A-EG-TV-Z]\d\d\.\d{1,4})(?![\w.]*\d)/g;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const DATE =
  /\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d{1,2})(?:st|nd|rd|th)? (january|february|march|april|may|june|july|august|september|october|november|december)\b(?:,? (\d{4}))?|\b(january|february|march|april|may|june|july|august|september|october|november|december) (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?/gi;
const SCALE = /\b(?:PHQ|GAD|PCL|AUDIT|DAST|C-?SSRS)\b/i;
/** Names of scales and of steps hold numbers that say nothing of the patient. */
const NAMED_NUMBER =
  /\b(?:PHQ|GAD|PCL|AUDIT|DAST|ACE|CPSS|PG)[- ]?\d+\b|\b(?:session|step|item|question|objective|goal|chapter|phase|week) #?\d[\d.]*|\b(?:9\d{4}|[HGT]\d{4})\b|\b\d{1,2}:\d\d\b/gi;

/**
 * What a sentence of the clinician's adds to chart and entry: a medicine, a diagnosis code, a quotation, a date, a number.
 * It is told as hers and asks for nothing; what contradicts the record is found by other rules.
 */
export const ownAdditions: Rule = ({ facts, sentences, sessionDate }) => {
  const own = sentences.filter(({ origin, text }) => origin === 'clinician' && /["“\d]|[A-Za-z]{5}/.test(text));
  if (own.length === 0) return [];
  const held = heldText(facts);
  return own.flatMap((sentence): Flag[] => {
    const added = additions(sentence.text, held, sessionDate);
    if (added.length === 0) return [];
    const message = `Not in the chart or the entry: ${added.slice(0, 4).join(', ')}. It stands as yours.`;
    return [flag('UNSUPPORTED_STATEMENT', message, { about: `${sentence.id}/added`, sentence, noted: true })];
  });
};

function additions(text: string, held: string, day: string): string[] {
  const found: string[] = [];
  const bare = text.replace(QUOTED, (_whole, straight?: string, curly?: string) => {
    const words = straight ?? curly ?? '';
    if (!held.includes(plain(words).replace(/[.,;!?]+$/, '')))
      found.push(`the quotation “${words.slice(0, 40)}${words.length > 40 ? '…' : ''}”`);
    return ' ';
  });
  for (const drug of drugsIn(bare))
    if (!held.includes(drug.name) && !held.includes(drug.generic)) found.push(drug.name);
  for (const [code] of bare.matchAll(ICD)) if (!held.includes(code.toLowerCase())) found.push(code);
  const undated = bare.replace(ICD, ' ').replace(DATE, (whole: string, ...parts: unknown[]) => {
    if (!dateIsHeld(parts, held, day)) found.push(whole);
    return ' ';
  });
  // A number beside the name of a scale is held against the record by the rules of scores.
  const numbers = undated
    .split(/(?<=[.;])\s/)
    .filter((clause) => !SCALE.test(clause))
    .join(' ')
    .replace(NAMED_NUMBER, ' ')
    .matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w]*\d)/g);
  for (const [number] of numbers)
    if (!new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?![\\d]|\\.\\d)`).test(held)) found.push(number);
  return [...new Set(found)];
}

function dateIsHeld(parts: readonly unknown[], held: string, day: string): boolean {
  const [y, m, d, day1, month1, year1, month2, day2, year2] = parts.map((part) =>
    typeof part === 'string' ? part : undefined,
  );
  if (y !== undefined) return held.includes(`${y}-${m}-${d}`) || day === `${y}-${m}-${d}`;
  const month = MONTHS.indexOf((month1 ?? month2 ?? '').toLowerCase()) + 1;
  const date = (day1 ?? day2 ?? '').padStart(2, '0');
  const tail = `-${String(month).padStart(2, '0')}-${date}`;
  const year = year1 ?? year2;
  const iso = `${year ?? day.slice(0, 4)}${tail}`;
  if (day === iso || held.includes(iso)) return true;
  const words = `${Number(date)} ${MONTHS[month - 1] ?? ''}`;
  return year === undefined && (held.includes(`${tail} `) || held.includes(words));
}

/** Everything chart and entry say, lower case, in one line. */
function heldText(facts: readonly Fact[]): string {
  const words: string[] = [];
  for (const { value, when, source } of facts) {
    if (when !== undefined) words.push(when.slice(0, 10));
    if (source.from === 'clinician') words.push(source.excerpt);
    collect(value, words);
  }
  return ` ${plain(words.join(' '))} `;
}

function collect(value: unknown, words: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') words.push(String(value));
  else if (Array.isArray(value)) for (const one of value) collect(one, words);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collect(one, words);
}

function plain(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/["“”]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
