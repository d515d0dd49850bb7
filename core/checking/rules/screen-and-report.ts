import { dateInWords, dayOf } from '../../chart/dates.ts';
import { type FactOf, factsOf } from '../../chart/fact.ts';
import { daysBetween } from '../../composing/select.ts';
import { enteredTexts, flag, type Rule, sentenceCiting, sourceId, withoutQuotations } from '../checked-draft.ts';

/** How old a screen may be to speak of the same time as what was said, in days. */
const SAME_TIME_DAYS = 30;

/** The patient said that there was no use, and nothing else: what, since when and of which coping plan would narrow it. */
const NO_USE =
  /\b(?:(?:had|has|have|did) not|hadn['’]t|hasn['’]t|haven['’]t|didn['’]t|never) (?:used?|taken|touched)(?: (?:any|anything|drugs?|substances?|opioids?|fentanyl|heroin|cocaine|amphetamines?|methamphetamine|benzodiazepines?|cannabis|marijuana))*$|\b(?:denie[sd]|no) (?:(?:any|all|recent|illicit|non-prescribed|current) )*(?:(?:drugs?|substances?|opioids?|fentanyl|heroin|cocaine|amphetamines?|methamphetamine|benzodiazepines?|cannabis|marijuana) )?use$/i;
/** Said of others, of a time long past, or of what might be. */
const NOT_OF_NOW =
  /\b(?:mother|father|mom|dad|sister|brother|wife|husband|partner|girlfriend|boyfriend|friend|roommate|son|daughter|peer|someone|if|would|might|could|hopes?|wants?|wishes)\b/i;

/** Classes of substances: what is said of one, and which tests speak of it. The prescription of one explains its test. */
const CLASSES: readonly (readonly [name: RegExp, tests: RegExp, prescribed: RegExp])[] = [
  [
    /opioid|heroin|fentanyl/i,
    /opiates|morphine|oxycodone|fentanyl|methadone|buprenorphine/i,
    /codone|codeine|morph|fentanyl|methadone|buprenorphine|tramadol|tapentadol/i,
  ],
  [/cocaine/i, /cocaine/i, /cocaine/i],
  [
    /amphetamine/i,
    /amphetamine|MDMA/i,
    /amfetamine|amphetamine|methylphenidate|bupropion|trazodone|labetalol|selegiline/i,
  ],
  [/benzodiazepine/i, /benzodiazepines/i, /(?:zolam|zepam|azepate|epoxide)\b|sertraline/i],
  [/cannabis|marijuana/i, /cannabinoids/i, /dronabinol|nabilone|cannabi/i],
];
const GENERAL = /\b(?:opioid|heroin|fentanyl|cocaine|amphetamine|benzodiazepine|cannabis|marijuana)/i;

/**
 * UDS_SELF_REPORT_CONFLICT: the complaint or what was reported holds a plain statement of no use, and a final screen of the
 * last thirty days is positive for a substance that it covers and that no active medication explains. It weighs neither:
 * screens can be wrong, and the words may speak of another time.
 */
export const screenAndReport: Rule = (draft) => {
  const said = enteredTexts(draft.facts).find(
    ({ fact, text }) => (fact.kind === 'complaint' || fact.kind === 'reported') && noUseIn(text) !== undefined,
  );
  const clause = said && noUseIn(said.text);
  if (said === undefined || clause === undefined) return [];
  const taken = factsOf(draft.facts, 'medication').flatMap(({ value }) =>
    value.status === 'active' ? value.name : [],
  );
  return factsOf(draft.facts, 'toxicology').flatMap((screen) => {
    const age = daysBetween(screen.when ?? '', draft.sessionDate);
    const found = unexplained(screen, clause, taken);
    if (screen.value.preliminary === true || !(age >= 0 && age <= SAME_TIME_DAYS) || found.length === 0) return [];
    const day = dateInWords(dayOf(screen.when));
    return [
      flag(
        'UDS_SELF_REPORT_CONFLICT',
        `The entry holds a statement of no use; the drug screen of ${day} is positive for ${found.join(', ')}.`,
        {
          about: sourceId(screen),
          facts: [said.fact, screen],
          sentence: sentenceCiting(draft, screen),
          suggestion: 'See that the note gives both, in the order they came, and what was said about them.',
        },
      ),
    ];
  });
};

function noUseIn(text: string): string | undefined {
  return withoutQuotations(text)
    .split(/[.;,]|\b(?:and|but)\b/)
    .map((part) => part.trim())
    .find((part) => NO_USE.test(part) && !NOT_OF_NOW.test(part));
}

/** Positive tests that the statement covers and neither the laboratory nor the medication list explains. */
function unexplained({ value }: FactOf<'toxicology'>, clause: string, taken: readonly string[]): string[] {
  return value.results.flatMap(({ substance, result, words = '' }) => {
    if (result !== 'positive' || /expected|presumptive|unconfirmed/i.test(words)) return [];
    const of = CLASSES.find(([, tests]) => tests.test(substance));
    if (of === undefined || (GENERAL.test(clause) && !of[0].test(clause))) return [];
    return taken.some((name) => of[2].test(name) && explains(name, substance)) ? [] : [substance];
  });
}

/** Buprenorphine shows in no test for fentanyl; any other prescription of the class may explain its tests. */
function explains(name: string, substance: string): boolean {
  return !(/buprenorphine/i.test(name) && /fentanyl|6-mono|oxycodone|methadone/i.test(substance));
}
