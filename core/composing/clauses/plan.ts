import { citing, derived, from, listed, say } from '../phrase.ts';
import { dateInWords, dayOf } from '../realise.ts';
import { daysBetween, enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

/** Days before its review at which the treatment plan is mentioned. */
const REVIEW_NOTICE_DAYS = 30;

/** What comes next: homework, steps, the next appointment, the review of the plan. What was not entered is said so. */
export const plan: Clauses = (material) => {
  const homework = enteredOf(material, 'homework').map((fact) => from(fact, ({ text }) => text.replace(/\.\s*$/, '')));
  const steps = enteredOf(material, 'planned').map((fact) => from(fact, ({ text }) => text.replace(/\.\s*$/, '')));
  const made: Statement[] = [];
  if (homework.length > 0)
    made.push({ rule: 'homework', phrase: say`between sessions: ${listed(homework, 'semicolon')}` });
  if (steps.length > 0) {
    const words = listed(steps, 'semicolon');
    const seed = `${material.patient?.id ?? ''}|${material.date}|plan`;
    made.push({ rule: 'planned', phrase: vary(seed, [say`planned: ${words}`, say`next steps: ${words}`]) });
  }
  if (made.length === 0)
    made.push({
      rule: 'no-plan',
      phrase: say`no plan was entered for the time after this session${citing([material.session])}`,
    });
  return [...made, nextAppointment(material), ...review(material)];
};

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
