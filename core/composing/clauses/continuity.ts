import { from, say } from '../phrase.ts';
import { planOfNote } from '../plan-of-note.ts';
import { dateInWords, quoted } from '../realise.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/**
 * What the last note planned, quoted with its date; where no plan can be read from it, that is said, and so is that the
 * note is not final yet.
 */
export const lastPlan: Clauses = ({ lastNote, patient, date }) => {
  if (lastNote === undefined) return [];
  const day = from(lastNote, (_value, { when = '' }) => dateInWords(when));
  const plan = planOfNote(lastNote.value);
  const open = lastNote.value.preliminary === true;
  if (plan === undefined) {
    const of = open ? say`${day}, not yet final` : day;
    return [{ rule: 'last-note', phrase: say`the last note on record is of ${of}; no plan could be read from it` }];
  }
  const words = from(lastNote, () => quoted(plan));
  const phrase = vary(
    `${patient?.id ?? ''}|${date}|last-plan`,
    open
      ? [
          say`the plan noted on ${day}, in a note not yet final, was: ${words}`,
          say`from the last note (${day}, not yet final), the plan was: ${words}`,
          say`planned at the last contact on ${day}, in a note not yet final: ${words}`,
        ]
      : [
          say`the plan noted on ${day} was: ${words}`,
          say`from the last note (${day}), the plan was: ${words}`,
          say`planned at the last contact on ${day}: ${words}`,
        ],
  );
  return [{ rule: 'last-plan', phrase }];
};
