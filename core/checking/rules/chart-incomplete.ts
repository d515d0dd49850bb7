import { flag, type Rule } from '../checked-draft.ts';

/** CHART_INCOMPLETE: one flag for each kind of resource that could not be read. */
export const chartIncomplete: Rule = ({ missing, sentences }) =>
  missing.map(({ resource, what }) =>
    flag('CHART_INCOMPLETE', `The ${what} could not be read; the note states nothing that rests on them.`, {
      about: `${resource}:${what}`,
      sentence: sentences.find(({ rule }) => rule === 'unread'),
      suggestion: 'Read the chart again, or check this part in the EHR before attesting.',
    }),
  );
