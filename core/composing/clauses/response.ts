import { citing, from, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { continuesSubject, subjectless } from '../subject-verbs.ts';

/** How the patient responded to what was done, in the clinician's words; said to be absent when she entered none. */
export const response: Clauses = (material, refer) => {
  const done = citing(enteredOf(material, 'intervention'));
  const [fact] = enteredOf(material, 'response');
  if (fact === undefined) {
    if (done.facts.length === 0) return [];
    return [{ rule: 'no-response', phrase: say`the response to the intervention was not entered${done}` }];
  }
  const { text } = fact.value;
  if (refer.alone && continuesSubject(text))
    return [
      { rule: 'response', phrase: say`in response, ${refer.subject()} ${from(fact, () => subjectless(text))}${done}` },
    ];
  return [{ rule: 'response', phrase: say`response to the intervention: ${from(fact, () => text)}${done}` }];
};
