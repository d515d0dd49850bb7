import { patientsDeedInThirdPerson, reportInThirdPerson } from '../first-person.ts';
import { from, type Phrase, type Slot, say } from '../phrase.ts';
import { quoted } from '../realise.ts';
import type { Refer } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { continuesSubject, subjectless } from '../subject-verbs.ts';
import { vary } from '../vary.ts';

/** Words that say by themselves whom the sentence is about. */
const OWN_SUBJECT =
  /^(?:(?:the |his |her |their )?(?:client|patient|pt|mother|mom|father|dad|parents?|wife|husband|spouse|partner|son|daughter|sister|brother|couple|family|uncle|aunt|grandmother|grandfather|roommate|teacher)|she|he|they|both|we)(?:'s)?\s+[a-z]/i;

/** What stands for another member of a group: told of the session, not by the patient. */
const OF_OTHERS = /^(?:another (?:group member|person)|after what another group member)\b/i;

/** `Daughter: he left the burner on`: who said it stands there already. */
const OWN_LEAD = /^[A-Za-z][A-Za-z ]{1,24}:\s/;

/**
 * What was reported, each item as the clinician wrote it. Where a note of hers begins with a verb and nobody else was in
 * the room, the patient is put in front as its subject; her words stay as they are. The first item that names nobody is
 * introduced as a report.
 */
export const reported: Clauses = (material, refer) => {
  let introduced = false;
  return enteredOf(material, 'reported').map((fact) => {
    const text = reportInThirdPerson(fact.value.text);
    const rule = 'reported';
    if (refer.alone && continuesSubject(text))
      return {
        rule,
        phrase: say`${refer.subject()} ${from(fact, () => subjectless(patientsDeedInThirdPerson(text)))}`,
      };
    if (refer.alone && isQuotation(text)) {
      const words = from(fact, () => quoted(text.trim().slice(1, -1)));
      return { rule, phrase: say`${refer.subject()} said: ${words}` };
    }
    const words = from(fact, () => text);
    if (introduced || OWN_SUBJECT.test(text.trim()) || OWN_LEAD.test(text.trim()) || OF_OTHERS.test(text.trim()))
      return { rule, phrase: say`${words}` };
    introduced = true;
    return { rule, phrase: reportOf(words, material, refer) };
  });
};

function reportOf(words: Slot, material: Material, refer: Refer): Phrase {
  if (refer.alone)
    return vary(material, 'reported', [
      say`${refer.subject()} reported: ${words}`,
      say`reported in session: ${words}`,
      say`${refer.subject()} told the clinician: ${words}`,
    ]);
  return vary(material, 'reported', [
    say`reported in session: ${words}`,
    say`told in the session: ${words}`,
    say`by report: ${words}`,
  ]);
}

function isQuotation(text: string): boolean {
  return /^(['"‘“])[^'"’”]*(?:\b['’]\b[^'"’”]*)*['"’”]\.?$/.test(text.trim()) && !text.trim().endsWith('.');
}
