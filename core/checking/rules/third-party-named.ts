import { byRole } from '../../composing/third-parties/by-role.ts';
import { knownPeople } from '../../composing/third-parties/known-people.ts';
import { flag, type Rule, sentenceCiting } from '../checked-draft.ts';
import type { Flag } from '../flag.ts';

/**
 * THIRD_PARTY_NAMED: a person whom the entry names and no role explains, so that the note says `another person`; a name
 * replaced inside quoted words; a name in a sentence that the clinician wrote into the draft.
 */
export const thirdPartyNamed: Rule = (draft) => {
  const entered = draft.facts.flatMap((fact): Flag[] => {
    const open = (fact.persons ?? []).find(({ because }) => because !== 'role');
    if (open === undefined) return [];
    const message =
      open.because === 'quotation'
        ? `A name inside quoted words is given as “${open.by}”.`
        : `Your entry names a person without saying who it is; the note says “${open.by}”.`;
    return [
      flag('THIRD_PARTY_NAMED', message, {
        about: fact.id,
        facts: [fact],
        sentence: sentenceCiting(draft, fact),
        suggestion: 'Put the person’s role into the entry or into the sentence: a friend, a co-worker.',
      }),
    ];
  });
  const known = knownPeople(draft.facts, undefined);
  const written = draft.sentences.flatMap((sentence): Flag[] => {
    if (sentence.origin === 'composed') return [];
    const { replaced, text } = byRole(sentence.text, known);
    if (replaced.length === 0) return [];
    return [
      flag('THIRD_PARTY_NAMED', 'The sentence names a person where a role would do.', {
        about: sentence.id,
        sentence,
        suggestion: `By role: ${text}`,
      }),
    ];
  });
  return [...entered, ...written];
};
