import type { Chart } from '../../core/chart/chart.ts';
import { type FactValues, factsOf } from '../../core/chart/fact.ts';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import { inputOfVisit, visitTimes } from '../../core/workspace/input-of-visit.ts';
import type { EncounterChosen, SessionInputView } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { findSessionInput, saveSessionInput } from '../drafts/session-input-store.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { todayAt } from './today-at.ts';

/** What is saved for the launch's visit, or else an empty input with the date and times of the visit, where there is one. */
export async function sessionInputOf(ctx: Context, launch: ActiveLaunch, chart: Chart): Promise<SessionInputView> {
  const saved = await findSessionInput(ctx, launch);
  if (saved) return saved;
  const today = todayAt(ctx, launch.ehr);
  const none = visitTimes(undefined, today);
  const input = inputOfVisit(emptySessionInput(today), none, visitTimes(visitOf(launch, chart), today));
  return { input, revision: 0 };
}

/**
 * The session input after the clinician chose another visit. What she entered before is taken along when that visit has no
 * input of its own, with the visit's date and times where she entered none. What she left is not deleted: it is found again
 * when she goes back to the visit it was entered for.
 */
export async function carrySessionInput(
  ctx: Context,
  before: ActiveLaunch,
  after: ActiveLaunch,
  chart: Chart,
): Promise<Pick<EncounterChosen, 'sessionInput' | 'before'>> {
  const same = before.encounterKey === after.encounterKey;
  const entered = same ? undefined : await findSessionInput(ctx, before);
  const own = await findSessionInput(ctx, after);
  if (own || !entered)
    return { sessionInput: await sessionInputOf(ctx, after, chart), before: entered ? 'left' : 'nothing' };
  const today = todayAt(ctx, after.ehr);
  const times = (launch: ActiveLaunch) => visitTimes(visitOf(launch, chart), today);
  const input = inputOfVisit(entered.input, times(before), times(after));
  return { sessionInput: await saveSessionInput(ctx, after, { input, basedOn: 0 }), before: 'carried' };
}

/** The visit that a launch is for, as the chart holds it. */
export function visitOf({ encounterReference }: ActiveLaunch, chart: Chart): FactValues['encounter'] | undefined {
  return factsOf(chart.facts, 'encounter').find(
    ({ source }) => source.from === 'ehr' && source.reference === encounterReference,
  )?.value;
}
