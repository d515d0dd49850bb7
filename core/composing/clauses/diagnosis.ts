import type { FactOf } from '../../chart/fact.ts';
import { from, listed, type Phrase, type Slot, say } from '../phrase.ts';
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
        diagnoses.length > 1 ? say`the diagnoses on record are ${codes}` : say`the diagnosis on record is ${codes}`,
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

function named(fact: FactOf<'condition'>): Slot {
  return from(fact, ({ code, display }) => (code === undefined ? display : `${display} (${code})`));
}
