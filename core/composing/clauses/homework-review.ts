import { dateInWords } from '../../chart/dates.ts';
import type { HomeworkOutcome } from '../../chart/session-terms.ts';
import { derived, from, listed, type Phrase, say } from '../phrase.ts';
import { bare, quoted } from '../realise.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/** Tasks in one sentence. */
const TOGETHER = 3;
const OUTCOMES: Readonly<Record<HomeworkOutcome, string>> = {
  done: 'done',
  partly: 'partly done',
  'not-done': 'not done',
  'not-reviewed': 'not reviewed this session',
};

/** What became of what was planned last time, each task as the clinician said of it; nothing is said of another. */
export const homeworkReview: Clauses = (material) => {
  const reviewed = enteredOf(material, 'homework-review').map((fact): Phrase => {
    const task = from(fact, ({ text }) => bare(text));
    const { words } = fact.value;
    const added = words === undefined ? say`` : say` (${from(fact, () => quoted(words))})`;
    return say`${task}: ${derived([fact], OUTCOMES[fact.value.outcome])}${added}`;
  });
  return Array.from({ length: Math.ceil(reviewed.length / TOGETHER) }, (_, at) => {
    const tasks = listed(reviewed.slice(at * TOGETHER, (at + 1) * TOGETHER), 'semicolon');
    const rule = 'homework-review';
    if (at > 0) return { rule, phrase: say`also reviewed: ${tasks}` };
    const { lastNote } = material;
    const plan =
      lastNote === undefined
        ? say`the last plan`
        : say`the plan of ${from(lastNote, (_value, { when = '' }) => dateInWords(when))}`;
    return {
      rule,
      phrase: vary(material, 'homework-review', [
        say`reviewed from ${plan}: ${tasks}`,
        say`from ${plan}, ${tasks}`,
        say`since ${plan}: ${tasks}`,
      ]),
    };
  });
};
