import { INSTRUMENTS } from '../../../core/instruments/instruments.ts';
import { OUTCOME_RULES } from '../../../core/instruments/outcome-rules.ts';
import { FITTING_MEASURES } from '../../../core/thread/fitting-measures.ts';
import { GAP_RULES } from '../../../core/thread/gaps/find-gaps.ts';
import { LIMIT_SOURCES, THREAD_LIMITS, type ThreadLimits } from '../../../core/thread/limits.ts';
import { RUN_OF_WORDS } from '../../../core/thread/mentions.ts';

/** The reference page of the golden thread, from the data that the code runs on. */
export function threadPage(): string {
  return `# The golden thread

Problem, goal, objective, intervention, session, measure: how they are linked, what is known of each, and which gaps are
named. This page is made from the data of the code (\`core/thread\`); a test keeps it equal.

## What links what

| link | is read from |
| --- | --- |
| problem to goal | Goal.addresses of the goal or of one of its objectives; two conditions of the same ICD-10-CM code count as one |
| problem to plan | CarePlan.addresses |
| goal to objective | resource-pertainsToGoal on the objective's Goal; goal-relationship of type milestone on the goal; else Goal.target |
| intervention to goal or objective | CarePlan.activity.detail.goal; resource-pertainsToGoal on the activity or on the resource that activity.reference names |
| intervention to its outcome | CarePlan.activity.outcomeReference |
| referral to goal | resource-pertainsToGoal on the ServiceRequest |
| session to goal or objective | what the clinician enters for the session; the goals to which a note is tied in the record; words of the note |
| score to objective | the scale that its measure or its text names; else resource-pertainsToGoal on the Observation |

Words are never compared to link a problem to a goal. Without a link in the record it stays unlinked.

## How it is known that a session worked on an objective

| evidence | means |
| --- | --- |
| entered | the clinician entered an intervention or a rating for it; "not addressed" is none |
| tied | the record ties the note, or a referral, to its goal or objective |
| mentioned | the note names it word for word: its local id, all of its words, or ${RUN_OF_WORDS} content words in a row, in the parts of the note that tell of the work, and not after words such as "not addressed" |
| unknown | none of these; it does not mean that nothing was done |

A planned intervention that a note names counts for its objective only where it serves a single one, else for the goal.

## The numbers

| number | default | rests on |
| --- | --- | --- |
${rows(Object.keys(THREAD_LIMITS).map((key) => limitRow(key as keyof ThreadLimits)))}

## What an auditor would ask

A question that rests on a part of the chart which was not read, or not read whole, is answered with "cannot be judged",
never with a gap. The same holds for a chart that the EHR did not open.

| question | rule | level | rests on | number | source |
| --- | --- | --- | --- | --- | --- |
${rows(
  GAP_RULES.map((rule) => [
    rule.question,
    `\`${rule.id}\``,
    rule.level,
    rule.restsOn.join(', ') || 'what was read',
    rule.limit ?? '',
    rule.source,
  ]),
)}

${GAP_RULES.map((rule) => `- **${rule.question}** ${rule.why}`).join('\n')}

## Which scale fits a diagnosis

By ICD-10-CM code alone; it is only ever said which scale would fit.

| code begins with | disorder | scale |
| --- | --- | --- |
${rows(FITTING_MEASURES.map(([prefix, disorder, scale]) => [prefix, disorder, scale]))}

## What a change of a scale is called

| scale | reliable change, points | response | remission | end state |
| --- | --- | --- | --- | --- |
${rows(
  Object.values(INSTRUMENTS)
    .filter(({ summed }) => summed)
    .map(({ id, reliableChange }) => {
      const rules = OUTCOME_RULES[id];
      return [
        id,
        reliableChange === undefined ? 'none published' : `${reliableChange}`,
        rules?.response === undefined
          ? ''
          : `${rules.response.share * 100} % below a baseline of ${rules.response.baselineFrom} or more`,
        rules?.remission === undefined ? '' : `below ${rules.remission.below}`,
        rules?.endState === undefined ? '' : `${rules.endState.atMost} or below`,
      ];
    }),
)}

A total that contradicts its items carries no change.
`;
}

function limitRow(key: keyof ThreadLimits): string[] {
  return [`\`${key}\``, `${THREAD_LIMITS[key]}`, LIMIT_SOURCES[key]];
}

function rows(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
