import { dateInWords } from '../../chart/dates.ts';
import type { FactOf } from '../../chart/fact.ts';
import { from, listed, type Phrase, type Slot, say } from '../phrase.ts';
import { isNews } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

/** A diagnosis that is not yet certain is never told by its code alone. */
const DOUBT = /provisional|differential|unconfirmed|rule[sd]? out|suspected|possible|probable/i;

/** The active diagnoses on the day of the session: in full when one is new since the last note, else by code. */
export const diagnosis: Clauses = (material) => {
  const { diagnoses } = material;
  const [first] = diagnoses;
  if (first === undefined) return [];
  const known = diagnoses.every(
    ({ value }) => value.code !== undefined && !DOUBT.test(value.display) && !isNews(material, value.onset),
  );
  if (material.lastNote === undefined || !known)
    return [{ rule: 'diagnosis', phrase: say`diagnosis on record: ${listed(diagnoses.map(named), 'semicolon')}` }];
  const codes = listed(diagnoses.map((fact) => from(fact, ({ code = '' }) => code)));
  return [
    {
      rule: 'diagnosis',
      phrase: vary(material, 'diagnosis', [
        say`diagnosis on record: ${codes}`,
        diagnoses.length > 1 ? say`the diagnoses on record are ${codes}` : say`the diagnosis on record is ${codes}`,
        say`diagnosis, as on record: ${codes}`,
      ]),
    },
  ];
};

/**
 * The social circumstances on record: all of them at first, then what began or ended since the last note. The head of the
 * note holds those that stand.
 */
export const socialNeeds: Clauses = (material) => {
  const { lastNote, socialNeeds: needs, endedNeeds } = material;
  if (lastNote === undefined) {
    if (needs.length === 0) return [];
    return [
      { rule: 'social-needs', phrase: say`social circumstances on record: ${listed(needs.map(named), 'semicolon')}` },
    ];
  }
  const fresh = needs.filter(({ value }) => value.onset !== undefined && isNews(material, value.onset));
  const ended = endedNeeds.filter(({ value }) => isNews(material, value.abatement));
  const made: Statement[] = [];
  if (fresh.length > 0) {
    const names = fresh.map((need) => dated(need, named(need), need.value.onset));
    made.push({
      rule: 'social-needs-new',
      phrase: say`social circumstances new on record since the last note: ${listed(names, 'semicolon')}`,
    });
  }
  if (ended.length > 0) {
    const names = ended.map((need) =>
      dated(
        need,
        from(need, ({ display }) => display),
        need.value.abatement,
      ),
    );
    made.push({
      rule: 'social-needs-ended',
      phrase: say`social circumstances that ended by the record since the last note: ${listed(names, 'semicolon')}`,
    });
  }
  return made;
};

function dated(need: FactOf<'condition'>, name: Slot, day = ''): Phrase {
  return say`${name}, ${from(need, () => dateInWords(day))}`;
}

function named(fact: FactOf<'condition'>): Slot {
  return from(fact, ({ code, display }) => (code === undefined ? display : `${display} (${code})`));
}
