import { concernsNote, missingWhy, missingWords } from '../../chart/missing-words.ts';
import { flag, type Rule } from '../checked-draft.ts';

/** CHART_INCOMPLETE: one flag for each part that could not be read, with the reason and what can be done; none for what an EHR never shows and no note rests on. */
export const chartIncomplete: Rule = ({ missing, sentences, facts }) => {
  const seen = new Set<string>();
  return missing.filter(concernsNote).map((read) => {
    const { resource, what, reason } = read;
    const words = missingWords(read);
    const part = `${resource}:${what}`;
    // Two searches of one part can fail for two reasons; each has its flag.
    const about = seen.has(part) ? `${part}:${reason}` : part;
    seen.add(part);
    const gap = facts.find(
      ({ kind, value }) =>
        kind === 'not-assessed' && value.what === what && value.because === missingWhy(reason, 'note'),
    );
    return flag('CHART_INCOMPLETE', `${words.what} ${words.why} The note states nothing that rests on it.`, {
      about,
      sentence: sentences.find((one) => one.rule === 'unread' && gap !== undefined && one.facts.includes(gap.id)),
      suggestion: words.next,
    });
  });
};
