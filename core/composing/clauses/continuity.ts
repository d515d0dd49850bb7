import { dateInWords } from '../../chart/dates.ts';
import { from, say } from '../phrase.ts';
import { planOfNote } from '../plan-of-note.ts';
import { quoted } from '../realise.ts';
import { enteredOf, type Material } from '../select.ts';
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
  if (plan !== undefined && reviewed(plan, material)) return [];
  if (plan === undefined)
    return [{ rule: 'last-note', phrase: say`the last note on record is of ${of}; no plan could be read from it` }];
  const words = from(lastNote, () => quoted(notReviewed(plan, material)));
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

/** The plan without the sentences whose every task is reviewed right after: they are not told twice. */
function notReviewed(plan: string, material: Material): string {
  const tasks = new Set(enteredOf(material, 'homework-review').map(({ value }) => bare(value.text)));
  return plan
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !taskList(sentence).every((task) => tasks.has(task)))
    .join(' ');
}

function reviewed(plan: string, material: Material): boolean {
  return notReviewed(plan, material) === '';
}

function taskList(sentence: string): string[] {
  return sentence
    .replace(/^(?:also )?between sessions:\s*/i, '')
    .split(';')
    .map(bare);
}

function bare(text: string): string {
  return text
    .trim()
    .replace(/[.;]+$/, '')
    .toLowerCase();
}
