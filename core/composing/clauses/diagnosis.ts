import type { FactOf } from '../../chart/fact.ts';
import { from, listed, type Slot, say } from '../phrase.ts';
import { dateInWords } from '../realise.ts';
import type { Clauses } from '../statement.ts';

/** The active diagnoses of the problem list on the day of the session. */
export const diagnosis: Clauses = ({ diagnoses }) => {
  if (diagnoses.length === 0) return [];
  return [{ rule: 'diagnosis', phrase: say`diagnosis on record: ${listed(diagnoses.map(named), 'semicolon')}` }];
};

/** The social circumstances that were on record and current on that day. */
export const socialNeeds: Clauses = ({ socialNeeds: needs }) => {
  if (needs.length === 0) return [];
  return [
    { rule: 'social-needs', phrase: say`social circumstances on record: ${listed(needs.map(named), 'semicolon')}` },
  ];
};

/** What is taken by the record, and what was stopped lately with the recorded reason. */
export const medications: Clauses = ({ medications: taken, stopped }) => {
  const list = listed(
    taken.map((fact) => from(fact, ({ name, dose }) => (dose === undefined ? name : `${name} ${dose}`))),
  );
  const current = taken.length === 0 ? [] : [{ rule: 'medication', phrase: say`medication on record: ${list}` }];
  return [
    ...current,
    ...stopped.map((fact) => {
      const name = from(fact, (value) => value.name);
      const day = from(fact, ({ stop = '' }) => dateInWords(stop));
      const { stopReason } = fact.value;
      const reason = stopReason === undefined ? say`` : say` (recorded reason: ${from(fact, () => stopReason)})`;
      return { rule: 'medication-stopped', phrase: say`${name} was stopped on ${day}${reason}` };
    }),
  ];
};

function named(fact: FactOf<'condition'>): Slot {
  return from(fact, ({ code, display }) => (code === undefined ? display : `${display} (${code})`));
}
