import { from, say } from '../phrase.ts';
import { quoted } from '../realise.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { continuesSubject, subjectless } from '../subject-verbs.ts';

/**
 * What was reported, each item as the clinician wrote it. Where a note of hers begins with a verb and nobody else was in
 * the room, the patient is put in front as its subject; her words stay as they are.
 */
export const reported: Clauses = (material, refer) => {
  let introduced = false;
  return enteredOf(material, 'reported').map((fact) => {
    const { text } = fact.value;
    const rule = 'reported';
    if (refer.alone && continuesSubject(text))
      return { rule, phrase: say`${refer.subject()} ${from(fact, () => subjectless(text))}` };
    if (refer.alone && isQuotation(text))
      return { rule, phrase: say`${refer.subject()} said: ${from(fact, () => quoted(text.trim().slice(1, -1)))}` };
    const words = from(fact, () => text);
    if (introduced) return { rule, phrase: say`${words}` };
    introduced = true;
    return { rule, phrase: say`reported in session: ${words}` };
  });
};

function isQuotation(text: string): boolean {
  return /^(['"‘“])[^'"’”]*(?:\b['’]\b[^'"’”]*)*['"’”]\.?$/.test(text.trim()) && !text.trim().endsWith('.');
}
