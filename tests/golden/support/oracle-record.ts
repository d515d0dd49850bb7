import { type Fact, factsOf } from '../../../core/chart/fact.ts';
import type { SessionInput } from '../../../core/chart/session-input.ts';
import type { ComposedNote, Sentence } from '../../../core/documents/draft.ts';
import type { Planted } from './any-record.ts';
import { datesIn, dayInWords, type Fault, textsOf, withoutTexts } from './oracle-words.ts';

/** Sentences that tell of days to come. */
const AHEAD = /^(?:next-appointment|plan-review|referral|referral-due|objective-due)$/;
const DOUBT = /provisional|differential|unconfirmed/;

/** What a session's note was made from, for the oracles. */
export interface Judged {
  readonly note: ComposedNote;
  readonly facts: readonly Fact[];
  readonly input: SessionInput;
  readonly planted: readonly Planted[];
  /** Made in the brief style. */
  readonly brief?: boolean;
}

/** Whether a sentence tells what is over, void, doubtful, withheld, of later or of someone else as the patient's now. */
export function recordFaults(sentence: Sentence, cited: readonly Fact[], { input, planted }: Judged): Fault[] {
  const { rule, text } = sentence;
  const shown = `[${rule}] ${text}`;
  const faults: Fault[] = [];
  const say = (property: string): void => {
    faults.push({ property: `record: ${property}`, shown });
  };
  if (cited.some(({ whose }) => whose !== 'patient')) say('told as the patient’s');
  const hers = cited
    .filter(({ source, kind }) => source.from === 'clinician' || kind === 'prior-note')
    .flatMap(textsOf);
  // What the last note planned is a quotation, and held against that note by the oracle of quotations.
  const own = rule === 'last-plan' ? text.replace(/"[^"]*"/g, '¶') : text;
  const ours = withoutTexts(own, hers);
  for (const { why, words } of planted) {
    if (!holds(ours, words)) continue;
    if (/^(?:resolved|remission)-condition$/.test(why) && /\b(?:ended|resolved|remission)\b/.test(ours)) continue;
    if (/^(?:stopped|ended)-medicine$/.test(why) && /\b(?:stopped|ended)\b/.test(ours)) continue;
    if (why === 'doubtful-diagnosis' && DOUBT.test(ours)) continue;
    say(why);
  }
  for (const { iso } of datesIn(ours))
    if (iso > input.date.slice(0, iso.length) && !AHEAD.test(rule)) say('a day after the session');
  for (const fact of cited) {
    const day = (fact.kind === 'medication' && fact.value.stop !== undefined ? fact.value.start : fact.when)?.slice(
      0,
      10,
    );
    if (day !== undefined && day > input.date) say('a Fact of after the session');
  }
  const pronoun = /\b(he|she|his|her|hers|him)\b/i.exec(withoutTexts(own, cited.flatMap(textsOf)))?.[1]?.toLowerCase();
  if (pronoun !== undefined && !fitsPronouns(pronoun, cited)) say(`a pronoun that is not the patient’s (${pronoun})`);
  return faults;
}

function fitsPronouns(pronoun: string, cited: readonly Fact[]): boolean {
  const [patient] = factsOf(cited, 'patient');
  const own = (patient?.value.pronouns ?? '').toLowerCase();
  return own.startsWith(pronoun.startsWith('h') && !pronoun.startsWith('her') ? 'he' : 'she');
}

function holds(text: string, words: string): boolean {
  const place = text.toLowerCase().indexOf(words.toLowerCase());
  return place >= 0 && !/[\p{L}\p{N}.]/u.test((text[place + words.length] ?? ' ').replace('.', ' '));
}

/** Whether the head of the note is whole and true, and nothing hidden stands anywhere in it. */
export function headerFaults({ note, facts, input, planted }: Judged): Fault[] {
  const faults: Fault[] = [];
  const lines = new Map(note.header);
  const say = (property: string, shown: string): void => {
    faults.push({ property: `header: ${property}`, shown });
  };
  const [patient] = factsOf(facts, 'patient');
  const wanted: readonly (readonly [string, string | undefined])[] = [
    [lines.has('Client') ? 'Client' : 'Patient', patient?.value.legalName],
    ['Date of birth', dayInWords(patient?.value.birthDate ?? '')],
    ['Record number', patient?.value.mrn],
    ['Date of service', dayInWords(input.date)],
    ['Place', ''],
    ['Participants', ''],
    ['Clinician', 'J. Roe, LCSW'],
    ['Service code', input.serviceCode],
    ['Time', input.start],
  ];
  for (const [label, value] of wanted)
    if (value !== undefined && lines.get(label)?.includes(value) !== true)
      say(`${label} is missing or wrong`, `${label}: ${lines.get(label)}`);
  for (const [label, value] of note.header) {
    if (/undefined|null|NaN|\[object| {2}|[\n\r]|^\s*$/.test(value)) say('a broken line', `${label}: ${value}`);
    if (!/^(?:Diagnosis|Social circumstances)$/.test(label)) continue;
    for (const entry of value.split('; '))
      for (const { why, words } of planted) {
        if (!holds(entry, words) || (why === 'doubtful-diagnosis' && DOUBT.test(entry))) continue;
        say(why, `${label}: ${entry}`);
      }
  }
  return faults;
}

/** The last plan quoted is that of the newest note before the session. */
export function continuityFaults({ note, facts, input }: Judged): Fault[] {
  const before = factsOf(facts, 'prior-note').filter(
    ({ when = '9', value }) =>
      when.slice(0, 10) < input.date && value.documentKind !== 'letter' && value.documentKind !== 'other',
  );
  const newest = before
    .map(({ when = '' }) => when.slice(0, 10))
    .toSorted()
    .at(-1);
  const told = note.sections
    .flatMap(({ sentences }) => sentences)
    .filter(({ rule }) => rule === 'last-plan' || rule === 'last-note');
  if (newest === undefined)
    return told.map(({ text }) => ({ property: 'continuity: a last note without one', shown: text }));
  const right = before.filter(({ when = '' }) => when.startsWith(newest)).map(({ id }) => id);
  const [one] = told;
  // A plan of which every task is reviewed is not quoted besides.
  const tasks = factsOf(facts, 'homework-review').map(({ value }) => value.text.replace(/\P{L}+$/u, ''));
  const reviewed = before.some(
    ({ id, value }) => right.includes(id) && tasks.some((task) => value.text.includes(task)),
  );
  if (one === undefined && reviewed) return [];
  if (told.length !== 1 || one === undefined)
    return [{ property: 'continuity: the last note is not told once', shown: `${told.length} of ${newest}` }];
  if (/next appointment:/i.test(one.text))
    return [{ property: 'continuity: an appointment as a plan', shown: one.text }];
  return one.facts.some((id) => right.includes(id))
    ? []
    : [{ property: 'continuity: not the newest note', shown: one.text }];
}
