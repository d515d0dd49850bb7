import type { FactOf } from '../../chart/fact.ts';
import { patientsDeedInThirdPerson } from '../first-person.ts';
import { citing, from, type Phrase, type Slot, say } from '../phrase.ts';
import { bare, quoted } from '../realise.ts';
import type { Refer } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { continuesSubject, subjectless } from '../subject-verbs.ts';
import { tellsWhatWasDone } from '../technique-verbs.ts';
import { vary } from '../vary.ts';

/**
 * How the patient responded to what was done, in the clinician's words: first to single interventions, then to the work as
 * a whole; said to be absent when she entered none.
 */
export const response: Clauses = (material, refer) => {
  const works = enteredOf(material, 'intervention');
  const single = works.flatMap((work) => toOne(work, works.length, material, refer));
  const whole = enteredOf(material, 'response').map((fact) => ({
    rule: 'response',
    phrase: toAll(
      from(fact, ({ text }) => text),
      fact.value.text,
      citing(works),
      material,
      refer,
    ),
  }));
  if (single.length + whole.length > 0) return [...single, ...whole];
  const why = works.length === 0 ? citing([material.session]) : citing(works);
  return [{ rule: 'no-response', phrase: say`no response to the work of this session was entered${why}` }];
};

function toOne(work: FactOf<'intervention'>, of: number, material: Material, refer: Refer): Statement[] {
  const { response: text, technique } = work.value;
  if (text === undefined) return [];
  const words = from(work, () => text);
  if (of === 1) return [{ rule: 'response', phrase: toAll(words, text, citing([work]), material, refer) }];
  // Among several, the technique says which one is answered.
  const which = from(work, () => (tellsWhatWasDone(technique) ? quoted(bare(technique)) : bare(technique)));
  return [
    {
      rule: 'response',
      phrase:
        refer.alone && continuesSubject(text)
          ? say`in response to ${which}, ${refer.subject()} ${from(work, () => subjectless(patientsDeedInThirdPerson(text)))}`
          : say`response to ${which}: ${words}`,
    },
  ];
}

function toAll(words: Slot, text: string, done: Slot, material: Material, refer: Refer): Phrase {
  if (refer.alone && continuesSubject(text)) {
    const told = say`${refer.subject()} ${{ ...words, slot: subjectless(patientsDeedInThirdPerson(words.slot)) }}${done}`;
    return vary(material, 'response', [
      say`in response, ${told}`,
      say`responding to this, ${told}`,
      say`in response to this work, ${told}`,
    ]);
  }
  return vary(material, 'response', [
    say`response to the intervention: ${words}${done}`,
    say`response: ${words}${done}`,
    say`response to this work: ${words}${done}`,
  ]);
}
