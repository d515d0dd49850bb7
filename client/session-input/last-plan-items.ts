import { type Fact, type FactOf, factsOf } from '../../core/chart/fact.ts';
import { planOfNote } from '../../core/composing/plan-of-note.ts';

/** What the last note planned, item by item, and the day of that note (`YYYY-MM-DD`). */
export interface LastPlan {
  readonly date: string;
  readonly items: readonly string[];
}

/** Words our own notes lead a list with; the item begins after them. */
const LEAD = /^(?:between sessions|planned|next steps|homework|plan)\s*:\s*/i;
/** Sentences of a plan that are no work to come back to. */
const NO_WORK =
  /^(?:next (?:appointment|session|visit)|the treatment plan|no (?:plan|next appointment)|return|(?:bi-?)?weekly|monthly|follow[- ]?up in)\b/i;

/** A semicolon, or a full stop after a word that is no common abbreviation. */
const END_OF_ITEM = /;\s+|(?<=(?:\w{3}|\d|[)'"’”])[.!?])(?<!\b(?:appt|approx|etc|Mrs|min|hrs?|tabs?)\.)\s+/i;

/** The plan of the newest note before `date`, to be reviewed today; undefined where no note holds one. */
export function lastPlan(facts: readonly Fact[], date: string): LastPlan | undefined {
  const note = factsOf(facts, 'prior-note')
    .filter((fact) => fact.whose === 'patient' && dayOf(fact) !== '' && dayOf(fact) < date && isNote(fact))
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.id < b.id ? -1 : 1))
    .at(-1);
  const plan = note && planOfNote(note.value);
  if (!note || plan === undefined) return undefined;
  const items = plan
    .split(END_OF_ITEM)
    .map((item) =>
      item
        .replace(LEAD, '')
        .replace(/[.;]\s*$/, '')
        .trim(),
    )
    .filter((item) => item !== '' && !NO_WORK.test(item));
  return items.length === 0 ? undefined : { date: dayOf(note), items: [...new Set(items)] };
}

function dayOf(note: FactOf<'prior-note'>): string {
  return note.when?.slice(0, 10) ?? '';
}

function isNote({ value }: FactOf<'prior-note'>): boolean {
  return (
    value.documentKind === undefined || value.documentKind === 'progress-note' || value.documentKind === 'assessment'
  );
}
