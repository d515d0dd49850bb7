import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { FactOf } from '../../chart/fact.ts';
import { citing, derived, from, listed, type Phrase, type Slot, say } from '../phrase.ts';
import { daysBetween, isNews, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

type Medication = FactOf<'medication'>;

/** Unchanged medicines that are named; more are counted. */
const MOST_NAMED = 4;
/** Days for which a stop that an earlier note has told is told again. */
const REPEATED_DAYS = 30;
/** Days between the end of one order and the start of the next within which the one took the place of the other. */
const TAKES_OVER_DAYS = 7;
/** Medicines in one sentence. */
const TOGETHER = 3;

/**
 * What is taken by the record: in full at first, then by name, with what was started, changed or stopped since the last
 * note. An entry that ended because another of the same name took its place is a change of dose, not a stop.
 */
export const medications: Clauses = (material) => {
  const { medications: taken, lastNote } = material;
  const stopped = material.stopped.filter(
    (one) => !taken.some((other) => sameDrug(one, other)) && isWorthTelling(one, material),
  );
  const fresh =
    lastNote === undefined
      ? []
      : taken.filter((one) => one.value.start && isNews(material, one.value.start) && !isRenewal(one, material));
  const rest = taken.filter((one) => !fresh.includes(one));
  const renewed = rest.filter((one) => one.value.start && isNews(material, one.value.start));
  const news = stopped.filter(({ value }) => isNews(material, value.stop));
  const made = begun(fresh, material);
  if (rest.length > 0 && lastNote === undefined)
    made.push({ rule: 'medication', phrase: say`medication on record: ${listed(rest.map(withDose))}` });
  else if (rest.length > 0 && lastNote !== undefined)
    made.push(asBefore(rest, lastNote, news.length + fresh.length + renewed.length, material));
  return [...made, ...stopped.map((fact) => stop(fact, news.includes(fact)))];
};

/** News since the last note, or recent. */
function isWorthTelling({ value }: Medication, material: Material): boolean {
  return isNews(material, value.stop) || daysBetween(value.stop ?? '', material.date) <= REPEATED_DAYS;
}

function sameDrug(a: Medication, b: Medication): boolean {
  return a.value.name.trim().toLowerCase() === b.value.name.trim().toLowerCase();
}

/** The entry of the same drug whose place this one took, where there is one. */
function replacedBy(fact: Medication, { stopped }: Material): Medication | undefined {
  const start = fact.value.start ?? '';
  return stopped.find((one) => {
    const gap = daysBetween(one.value.stop ?? '', start);
    return sameDrug(one, fact) && gap >= 0 && gap <= TAKES_OVER_DAYS;
  });
}

/** The same drug at the same dose ordered anew: nothing has changed. */
function isRenewal(fact: Medication, material: Material): boolean {
  const before = replacedBy(fact, material);
  return before !== undefined && doseOf(before) === doseOf(fact);
}

function doseOf({ value }: Medication): string {
  return (value.dose ?? '').trim().toLowerCase();
}

/** New since the last note: a change where an entry of the same drug had just ended, else a start. */
function begun(fresh: readonly Medication[], material: Material): Statement[] {
  const changed = fresh.flatMap((fact) => {
    const before = replacedBy(fact, material);
    return before === undefined ? [] : [{ fact, before }];
  });
  const started = fresh.filter((one) => !changed.some(({ fact }) => fact === one));
  const byDay = [...Map.groupBy(started, ({ value }) => dayOf(value.start ?? ''))].flatMap(([day, all]) =>
    Array.from({ length: Math.ceil(all.length / TOGETHER) }, (_, at) => ({
      day,
      some: all.slice(at * TOGETHER, (at + 1) * TOGETHER),
    })),
  );
  return [
    ...byDay.map(({ day, some }) => {
      const since = listed(some.slice(0, 1).map((one) => derived([one], dateInWords(day))));
      const names = listed(some.map(withDose));
      return {
        rule: 'medication-new',
        phrase:
          some.length > 1 ? say`${names} are on record since ${since}` : say`${names} is on record since ${since}`,
      };
    }),
    ...changed.map(({ fact, before }) => change(fact, before)),
  ];
}

function change(fact: Medication, before: Medication): Statement {
  const day = from(fact, ({ start = '' }) => dateInWords(start));
  const { stopReason } = before.value;
  const reason = stopReason === undefined ? say`` : say` (recorded reason: ${from(before, () => stopReason)})`;
  const name = derived([fact, before], fact.value.name);
  const dose = fact.value.dose === undefined ? say`` : say` to ${from(fact, ({ dose: now = '' }) => now)}`;
  return { rule: 'medication-changed', phrase: say`by the record, ${name} was changed${dose} on ${day}${reason}` };
}

function asBefore(
  rest: readonly Medication[],
  lastNote: FactOf<'prior-note'>,
  changes: number,
  material: Material,
): Statement {
  // Two orders of one drug, one for the morning and one for the night, are one name.
  const drugs = [...Map.groupBy(rest, ({ value }) => value.name.trim().toLowerCase()).values()].flatMap((all) =>
    all.slice(0, 1),
  );
  const named = listed(drugs.map((fact) => from(fact, ({ name }) => name)));
  const names = drugs.length > MOST_NAMED ? say`${counted(rest)} entries` : say`${named}${citing(rest)}`;
  if (changes > 0) return { rule: 'medication', phrase: say`medication still on record: ${names}` };
  const day = derived([lastNote], dateInWords(lastNote.when ?? ''));
  const phrase = vary(material, 'medication', [
    say`medication on record: ${names}, with no start or stop recorded since ${day}`,
    say`since ${day} no start or stop of medication has been recorded (on record: ${names})`,
    say`medication, with neither start nor stop recorded since ${day}: ${names}`,
  ]);
  return { rule: 'medication', phrase: say`${phrase}${citing(rest)}` };
}

function counted(all: readonly Medication[]): Phrase {
  const number = listed(all.slice(0, 1).map((one) => derived([one], `${all.length}`)));
  return say`${number}${citing(all)}`;
}

/** The recorded reason stands in the first note after the stop. */
function stop(fact: Medication, news: boolean): Statement {
  const name = from(fact, (value) => value.name);
  const day = from(fact, ({ stop: on = '' }) => dateInWords(on));
  const { stopReason } = fact.value;
  const reason = stopReason === undefined || !news ? say`` : say` (recorded reason: ${from(fact, () => stopReason)})`;
  // An order that nobody stopped and whose time has run out.
  if (fact.value.status === 'active') return { rule: 'medication-stopped', phrase: say`${name} ended on ${day}` };
  return { rule: 'medication-stopped', phrase: say`${name} was stopped on ${day}${reason}` };
}

function withDose(fact: Medication): Slot {
  return from(fact, ({ name, dose }) => (dose === undefined ? name : `${name} ${dose}`));
}
