/** Verbs with which clinicians begin a note about the patient and leave the subject out. */
const OPENING_VERBS: ReadonlySet<string> = new Set(
  `accepted acknowledged acknowledges affirms agreed answered apologized applied argued argues arrived asked asks ate attended attends
  avoided avoids bathed believed believes binged booked bought brought called calls came canceled cancelled carried
  changed checked checks chose cleaned cleared closed comes compared complained complains completed completes concluded continues cooked
  cooks corrected counted cried crossed danced declined denied denies described describes did disclosed discussed
  does drank drew drinks drives dropped drove eats ended endorsed endorses engaged enjoyed enjoys exercised exercises expressed
  expresses failed fasted fears feels fell felt filled finished forgot fought found gained gambled gave generated
  gets gives goes got guessed had has hated hates heard hears helped hid hides hoped hopes identified identifies
  invited is isolated isolates joined journaled keeps kept knew knows laid laughed lay learned left
  liked likes listed lived lives looked looks loses lost loved loves made makes manages meditated meditates met
  missed misses moved named needed needs nodded noted notes noticed notices opened paid participated passed picked
  plans played plays practiced practised prayed prays predicted pulled purged quit ran rated reached read recalled
  received recognized reflected refused rehearsed relapsed relates remains remembered remembers repeated reported
  reports restricted resumed returned reviewed revised said sang sat saw says seeks sees sent set shared showered
  signed skipped skips slammed sleeps slept slipped smiled smoked smokes spends spoke started starts stated states
  stayed stays stood stopped struggled struggles studied submitted swam swims takes talked talks texted thinks
  thought threatened threw told tolerated took traced tried tries uploaded used uses vaped vapes visited vomited
  waited walked walks wanted wants was washed went wept wishes woke worked works worried worries wrote yelled`.split(
    /\s+/,
  ),
);

/** Words after which an opening word was a noun: `Walks are hard`. */
const AFTER_NOUNS = /^(?:are|were|is|was|has|have|and)$/i;
/** Done by someone else: `Told by the doctor to stop`, `Found unresponsive by mother`. Not a time, a way or a means. */
const DONE_BY =
  /\bby\s+(?!(?:\d|the (?:end|time|weekend)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|then|now|noon|night|evening|bus|car|train|foot|phone|text|mail|email|bike|chance|mistake|accident|myself|herself|himself|themsel|\w+ing\b))/i;
/** After these an opening word in -s was a plural: `Calls from mother`, `Fears of flying`. */
const AFTER_PLURALS = /^(?:of|from)$/i;
const NO_PLURAL = /^(?:thinks|talks|tells|says|hears|dreams|complains)$/i;
const PLAIN_AUXILIARY = /^(?:has|had|did|does|is|was|can|could|would)(?:n't|n’t)$|^can(?:not|'t|’t)$|^won(?:'t|’t)$/i;
/** What a clinician may put before the verb: `First said`, `Still sleeps`. */
const ADVERB =
  /^(?:first|then|later|now|also|still|often|never|rarely|sometimes|usually|finally|initially)\s+(?=[a-z])/i;

/** Opening words that are nouns or adjectives before these: `Thought record daily`, `Left arm hurts`, `Plans for May`. */
const PAIRS_OF_NOUNS =
  /^(?:thought (?:records?|logs?|diar(?:y|ies)|challenging|stopping|patterns?)|left (?:arm|leg|hand|knee|shoulder|side|ear|eye|hip|foot|ankle|wrist|breast)s?|plans (?:for|with)|notes (?:for|to)|used to\b(?! (?:be|have|do|go))|read receipts?|set ?backs?|cut off|lived experience|missed (?:period|periods)|lost time|(?:cleared|set|booked) for|(?:called|told|asked) (?:in|off) sick by)\b/i;

/** Verbs of saying and thinking: a verb that follows belongs to what is said. */
const SAYING =
  /^(?:affirms|believes|believed|denie[sd]|describe[sd]|feels|felt|knows|knew|said|says|sees|saw|recalled|recognized|recognised|remember(?:s|ed)|reflected|reports|reported|states?|stated|thinks|thought|told|wishes|worrie[sd]|noticed|notices|noted|notes|named|hears|heard|hopes|hoped|learned|found)$/i;

/** True when the text begins with a verb whose subject can only be the one who was in the room. */
export function continuesSubject(text: string): boolean {
  const bare = text.trim().replace(ADVERB, '');
  const [first = '', second = ''] = bare.split(/[\s,;:]+/);
  if (PLAIN_AUXILIARY.test(first)) return true;
  if (!/^[A-Z]?[a-z]+$/.test(first) || !OPENING_VERBS.has(first.toLowerCase())) return false;
  const clause = /^[^,;:.]*/.exec(bare)?.[0] ?? '';
  if (NOUN_OR_VERB.test(first) && AFTER_PLURAL_NOUN.test(clause)) return false;
  if (AFTER_PARTICIPLE.test(clause)) return false;
  if (AFTER_NOUNS.test(second) || PAIRS_OF_NOUNS.test(bare)) return false;
  if (first.toLowerCase().endsWith('s') === false && DONE_BY.test(/^[^,;:.]*/.exec(bare)?.[0] ?? '')) return false;
  if (AFTER_PLURALS.test(second) && first.endsWith('s') && !NO_PLURAL.test(first)) return false;
  // `Shared custody is hard`: a finite verb soon after makes the opening word part of its subject.
  const opening = /^[^,;:.]*/.exec(bare)?.[0].split(/\s+/) ?? [];
  return (
    SAYING.test(first) ||
    !opening.slice(2, 4).some((word, at) => FINITE.test(word) && !PRONOUN.test(opening[at + 1] ?? ''))
  );
}

const FINITE = /^(?:is|are|was|were|has|have)$/i;
/** Opening words that are plural nouns as often as verbs: `Struggles at school continue`, `Plans changed`. */
const NOUN_OR_VERB = /^(?:calls|dreams|drinks|exercises|fears|hopes|plans|struggles|talks|visits|walks|worries)$/i;
/** What only a plural noun can be followed by. */
const AFTER_PLURAL_NOUN =
  /^\S+ (?:on hold|changed|fell|went|came|continued?|remain(?:ed)?|persist(?:ed)?|keep|kept|make|made|worsen(?:ed)?|started|stopped)\b|^\S+(?: \w+){1,4} (?:continue|remain|persist|keep|make|interfere|increase|decrease|worsen)(?:\s|$)/i;
/** A second verb in the past soon after makes the first word belong to a noun: `Missed dose made her sick`. */
const AFTER_PARTICIPLE =
  /^(?:missed|lost|used|left|set|broken|heard|kept|made|failed|closed|carried|changed) \w+(?: \w+)? (?:made|broke|caused|led|brought|kept|came|went|got|ended|started|upset|helped|triggered)\b/i;
const PRONOUN = /^(?:i|he|she|it|they|we|you|that|which|who|what|how|there|this)$/i;

/** The text with its opening verb in small letters, to stand after a subject. */
export function subjectless(text: string): string {
  const trimmed = text.trim();
  return trimmed.charAt(0).toLowerCase() + trimmed.slice(1);
}
