import { citing, from, say } from '../phrase.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { continuesSubject, subjectless } from '../subject-verbs.ts';
import { vary } from '../vary.ts';

/** How the patient responded to what was done, in the clinician's words; said to be absent when she entered none. */
export const response: Clauses = (material, refer) => {
  const done = citing(enteredOf(material, 'intervention'));
  const [fact] = enteredOf(material, 'response');
  if (fact === undefined) {
    const why = done.facts.length === 0 ? citing([material.session]) : done;
    return [{ rule: 'no-response', phrase: say`no response to the work of this session was entered${why}` }];
  }
  const { text } = fact.value;
  if (refer.alone && continuesSubject(text)) {
    const told = say`${refer.subject()} ${from(fact, () => subjectless(text))}${done}`;
    return [
      {
        rule: 'response',
        phrase: vary(material, 'response', [
          say`in response, ${told}`,
          say`responding to this, ${told}`,
          say`in response to this work, ${told}`,
        ]),
      },
    ];
  }
  const words = from(fact, () => text);
  return [
    {
      rule: 'response',
      phrase: vary(material, 'response', [
        say`response to the intervention: ${words}${done}`,
        say`response: ${words}${done}`,
        say`response to this work: ${words}${done}`,
      ]),
    },
  ];
};
