import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { GoalThread, SessionThread } from '../thread.ts';
import type { Found, GapRule } from './gap.ts';

/**
 * A goal that is pursued, with a live objective, on which none of the last sessions is known to have worked. Claimed only
 * when each of these sessions says which part of the plan it served: the silence of a note in free text proves nothing.
 */
export const GOAL_WITHOUT_INTERVENTION: GapRule = {
  id: 'goal-without-intervention',
  level: 'review',
  question: 'Is every goal being worked on?',
  why: 'Services have to match the plan; a goal that rests should say why, or be closed.',
  source:
    'overcomewithus.com clinical audit procedure D1 (services match plan) and D3 (goal and objective of the current plan)',
  restsOn: ['Goal', 'DocumentReference', 'Binary'],
  limit: 'sessionsWithoutWork',
  find({ thread, limits }) {
    const found = thread.goals.map((goal): Found => {
      const last = sessionsOfGoal(goal, thread.sessions).slice(0, limits.sessionsWithoutWork);
      const live = goal.objectives.some(({ objective }) => objective.value.status === 'live');
      const isWorkedOn = (goal.lastWork?.day ?? '') >= (last.at(-1)?.day ?? '');
      if (!goal.pursued || !live || isWorkedOn || last.length < limits.sessionsWithoutWork) return { gaps: [] };
      if (!last.every((session) => session.speaksOfPlan))
        return { gaps: [], open: 'not every recent note names the part of the plan it served' };
      const since = goal.lastWork?.day;
      return {
        gaps: [
          {
            words: `None of the last ${last.length} sessions is known to have worked on “${goal.goal.value.statement}”${since === undefined ? '' : `; the last known is ${dateInWords(since)}`}.`,
            next: 'work on it, say why it rests, or close it',
            facts: [goal.goal.id, ...last.flatMap(factsOfSession)],
            place: { kind: 'goal', factId: goal.goal.id },
          },
        ],
      };
    });
    const open = found.find((one) => one.open !== undefined)?.open;
    return { gaps: found.flatMap((one) => one.gaps), ...(open === undefined ? {} : { open }) };
  },
};

/** Sessions since the goal was set that are over: what is being entered now counts once it names work. */
function sessionsOfGoal({ goal }: GoalThread, sessions: readonly SessionThread[]): SessionThread[] {
  const begun = goal.when === undefined ? '' : dayOf(goal.when);
  return sessions.filter(
    (session) =>
      session.day !== undefined && session.day >= begun && (session.notes.length > 0 || session.speaksOfPlan),
  );
}

function factsOfSession(session: SessionThread): string[] {
  return [...session.notes, ...[...session.works.values()].map(({ fact }) => fact)]
    .map(({ id }) => id)
    .filter((id, at, all) => all.indexOf(id) === at);
}
