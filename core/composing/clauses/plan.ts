import { dateInWords, dayOf } from '../../chart/dates.ts';
import { planInThirdPerson } from '../first-person.ts';
import { citing, derived, from, listed, type Phrase, type Slot, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import { daysBetween, enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

/** Days before its review at which the treatment plan is mentioned. */
const REVIEW_NOTICE_DAYS = 30;
/** Steps in one sentence. */
const TOGETHER = 3;

/** What comes next: homework, steps, the next appointment, the review of the plan. What was not entered is said so. */
export const plan: Clauses = (material) => {
  const homework = enteredOf(material, 'homework').map((fact) => from(fact, ({ text }) => step(text)));
  const steps = enteredOf(material, 'planned').map((fact) => from(fact, ({ text }) => step(text)));
  const made = [
    ...inGroups(homework).map((words, at) => ({
      rule: 'homework',
      phrase: at === 0 ? say`between sessions: ${words}` : say`also between sessions: ${words}`,
    })),
    ...inGroups(steps).map((words, at) => ({
      rule: 'planned',
      phrase:
        at === 0
          ? vary(material, 'plan', [say`planned: ${words}`, say`next steps: ${words}`, say`steps planned: ${words}`])
          : say`further steps: ${words}`,
    })),
  ];
  if (made.length === 0)
    made.push({
      rule: 'no-plan',
      phrase: say`no plan was entered for the time after this session${citing([material.session])}`,
    });
  return [...made, nextAppointment(material), ...review(material)];
};

function step(text: string): string {
  return planInThirdPerson(bare(text));
}

function inGroups(items: readonly Slot[]): Phrase[] {
  return Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, at) =>
    listed(items.slice(at * TOGETHER, (at + 1) * TOGETHER), 'semicolon'),
  );
}

function nextAppointment(material: Material): Statement {
  const [next] = enteredOf(material, 'next-appointment');
  if (next === undefined)
    return { rule: 'no-next-appointment', phrase: say`no next appointment was entered${citing([material.session])}` };
  return { rule: 'next-appointment', phrase: say`next appointment: ${from(next, ({ date }) => dateInWords(date))}` };
}

function review({ carePlan, session, date }: Material): Statement[] {
  const due = carePlan?.value.reviewDue;
  if (carePlan === undefined || due === undefined || daysBetween(date, due) > REVIEW_NOTICE_DAYS) return [];
  const day = derived([carePlan], dateInWords(due));
  const passed = dayOf(due) < date;
  return [
    {
      rule: 'plan-review',
      phrase: say`the treatment plan ${derived([carePlan, session], passed ? 'was' : 'is')} due for review on ${day}`,
    },
  ];
}
