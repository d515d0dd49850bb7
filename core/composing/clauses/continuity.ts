import { from, say } from '../phrase.ts';
import { planOfNote } from '../plan-of-note.ts';
import { dateInWords, quoted } from '../realise.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/**
 * What the last note planned, quoted with its date; where no plan can be read from it, that is said, and so is that the
 * note is not final yet. What became of the plan is said only by what was entered for today.
 */
export const lastPlan: Clauses = (material) => {
  const { lastNote } = material;
  if (lastNote === undefined) return [];
  const day = from(lastNote, (_value, { when = '' }) => dateInWords(when));
  const of = lastNote.value.preliminary === true ? say`${day}, not yet final` : day;
  const plan = planOfNote(lastNote.value);
  if (plan === undefined)
    return [{ rule: 'last-note', phrase: say`the last note on record is of ${of}; no plan could be read from it` }];
  const words = from(lastNote, () => quoted(plan));
  return [
    {
      rule: 'last-plan',
      phrase: vary(material, 'last-plan', [
        say`the plan of the last note (${of}) was: ${words}`,
        say`planned when last seen (${of}): ${words}`,
        say`the last note (${of}) had planned: ${words}`,
      ]),
    },
  ];
};
