import type { FactOf } from '../../chart/fact.ts';
import { citing, derived, from, listed, type Phrase, type Slot, say } from '../phrase.ts';
import { dateInWords } from '../realise.ts';
import { isNews, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

/** The active diagnoses on the day of the session: in full when one is new since the last note, else by code. */
export const diagnosis: Clauses = (material) => {
  const { diagnoses } = material;
  const [first] = diagnoses;
  if (first === undefined) return [];
  const known = diagnoses.every(({ value }) => value.code !== undefined && !isNews(material, value.onset));
  if (material.lastNote === undefined || !known)
    return [{ rule: 'diagnosis', phrase: say`diagnosis on record: ${listed(diagnoses.map(named), 'semicolon')}` }];
  const codes = listed(diagnoses.map((fact) => from(fact, ({ code = '' }) => code)));
  return [
    {
      rule: 'diagnosis',
      phrase: vary(material, 'diagnosis', [
        say`diagnosis on record: ${codes}`,
        say`the diagnosis on record is ${codes}`,
        say`diagnosis, as on record: ${codes}`,
      ]),
    },
  ];
};

/** The social circumstances on record on that day: those that are news since the last note first, with their codes. */
export const socialNeeds: Clauses = (material) => {
  const { lastNote, socialNeeds: needs } = material;
  if (needs.length === 0) return [];
  const fresh = lastNote === undefined ? [] : needs.filter(({ value }) => isNews(material, value.onset) && value.onset);
  const rest = needs.filter((need) => !fresh.includes(need));
  const made: Statement[] = fresh.map((need) => ({
    rule: 'social-needs-new',
    phrase: say`${named(need)} is on record since ${from(need, ({ onset = '' }) => dateInWords(onset))}`,
  }));
  if (rest.length > 0) made.push({ rule: 'social-needs', phrase: onRecord(rest, material) });
  return made;
};

function onRecord(needs: readonly FactOf<'condition'>[], material: Material): Phrase {
  if (material.lastNote === undefined)
    return say`social circumstances on record: ${listed(needs.map(named), 'semicolon')}`;
  const names = listed(
    needs.map((need) =>
      from(need, ({ display }) => display.replace(/, (?:unspecified|not otherwise specified)$/i, '')),
    ),
    'semicolon',
  );
  return vary(material, 'social-needs', [
    say`social circumstances on record: ${names}`,
    say`still on record among social circumstances: ${names}`,
    say`social circumstances that stand on record: ${names}`,
  ]);
}

/** What is taken by the record: in full at first, then by name with what was started or stopped since the last note. */
export const medications: Clauses = (material) => {
  const { medications: taken, lastNote } = material;
  const { stopped } = material;
  const news = stopped.filter(({ value }) => isNews(material, value.stop));
  const fresh = lastNote === undefined ? [] : taken.filter(({ value }) => value.start && isNews(material, value.start));
  const rest = taken.filter((one) => !fresh.includes(one));
  const made: Statement[] = fresh.map((fact) => ({
    rule: 'medication-new',
    phrase: say`${withDose(fact)} is on record since ${from(fact, ({ start = '' }) => dateInWords(start))}`,
  }));
  if (rest.length > 0 && lastNote === undefined)
    made.push({ rule: 'medication', phrase: say`medication on record: ${listed(rest.map(withDose))}` });
  else if (rest.length > 0 && lastNote !== undefined)
    made.push(asBefore(rest, lastNote, news.length + fresh.length, material));
  return [...made, ...stopped.map((fact) => stop(fact, news.includes(fact)))];
};

function asBefore(
  rest: readonly FactOf<'medication'>[],
  lastNote: FactOf<'prior-note'>,
  changes: number,
  material: Material,
): Statement {
  const names = listed(rest.map((fact) => from(fact, ({ name }) => name)));
  if (changes > 0) return { rule: 'medication', phrase: say`medication still on record: ${names}` };
  const day = derived([lastNote], dateInWords(lastNote.when ?? ''));
  const phrase = vary(material, 'medication', [
    say`medication on record: ${names}, with no start or stop recorded since ${day}`,
    say`since ${day} no start or stop of medication has been recorded (on record: ${names})`,
    say`medication, with neither start nor stop recorded since ${day}: ${names}`,
  ]);
  return { rule: 'medication', phrase: say`${phrase}${citing(rest)}` };
}

/** The recorded reason stands in the first note after the stop. */
function stop(fact: FactOf<'medication'>, news: boolean): Statement {
  const name = from(fact, (value) => value.name);
  const day = from(fact, ({ stop: on = '' }) => dateInWords(on));
  const { stopReason } = fact.value;
  const reason = stopReason === undefined || !news ? say`` : say` (recorded reason: ${from(fact, () => stopReason)})`;
  return { rule: 'medication-stopped', phrase: say`${name} was stopped on ${day}${reason}` };
}

function withDose(fact: FactOf<'medication'>): Slot {
  return from(fact, ({ name, dose }) => (dose === undefined ? name : `${name} ${dose}`));
}

function named(fact: FactOf<'condition'>): Slot {
  return from(fact, ({ code, display }) => (code === undefined ? display : `${display} (${code})`));
}
