import { type Fact, type FactOf } from '../../chart/fact.ts';
import { planOfNote } from '../plan-of-note.ts';
import { byRole } from './by-role.ts';
import { knownPeople } from './known-people.ts';

/**
 * The last note as a new one quotes it: its plan with third parties by role, in square brackets. A note whose plan names
 * nobody comes back as it is; the Fact that the quotation cites keeps the words of the record.
 */
export function lastPlanByRole(
  note: FactOf<'prior-note'>,
  chart: readonly Fact[],
  clinicianName: string | undefined,
): FactOf<'prior-note'> {
  const plan = planOfNote(note.value);
  if (plan === undefined) return note;
  const { text, replaced } = byRole(plan, knownPeople(chart, clinicianName), true);
  return replaced.length === 0 ? note : { ...note, value: { ...note.value, sections: { plan: text } } };
}
