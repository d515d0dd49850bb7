import { factsOf } from '../../chart/fact.ts';
import { enteredTexts, flag, type Rule, sentenceCiting } from '../checked-draft.ts';

const ADULT =
  /\b(?:uncle|aunt|father|dad|stepfather|stepdad|mother|mom|stepmother|grandfather|grandmother|grandpa|grandma|parents?|boyfriend|girlfriend|babysitter|coach|teacher|staff|man|woman|adult|guardian|relative)\b/i;
const HARM =
  /\b(?:hit|hits|hitting|slapped|slaps|punched|punches|kicked|kicks|choked|chokes|whipped|beats?|beaten|burned|burnt|shoved|dragged|grabbed|twisted|locked (?:me|him|her|them) (?:in|out)|touched (?:me|him|her|them)|molested|raped)\b/i;
const NOT_SO = /\b(?:no one|nobody|never|den(?:y|ies|ied|ying))\b|\b(?:did|has|does)(?: not|n['’]t)(?: \w+)?\s*$/i;
const ADULT_AGE = 18;

/**
 * MANDATED_REPORT_TRIGGER: something said of harm by an adult to a patient under 18 (state laws under 42 U.S.C.
 * 5106a(b)(2)(B)(i)). A prompt: it decides nothing, and its absence says nothing.
 */
export const reportTrigger: Rule = (draft) => {
  const birth = factsOf(draft.facts, 'patient')[0]?.value.birthDate;
  if (birth === undefined || birth.length < 10 || ageOn(birth, draft.sessionDate) >= ADULT_AGE) return [];
  return enteredTexts(draft.facts)
    .filter(({ fact }) => fact.kind === 'complaint' || fact.kind === 'reported')
    .filter(({ text }) => ADULT.test(text) && tellsOfHarm(text))
    .slice(0, 1)
    .map(({ fact }) =>
      flag('MANDATED_REPORT_TRIGGER', 'What was said may bring a duty to report.', {
        facts: [fact],
        sentence: sentenceCiting(draft, fact),
        suggestion: 'Decide whether to report, and say what you decided and when.',
      }),
    );
};

/** A denial counts for the part it stands before: `uncle hit him; mother denies it` still tells of harm. */
function tellsOfHarm(text: string): boolean {
  return text.split(/[.;,]|\bbut\b/i).some((part) => {
    const found = HARM.exec(part);
    return found !== null && !NOT_SO.test(part.slice(0, found.index));
  });
}

function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5, 10) < birth.slice(5, 10) ? years - 1 : years;
}
