/** Nouns by which a text says who a person is to the patient. A name beside one of them can be left out. */
const ROLE_WORDS =
  'roommate housemate flatmate girlfriend boyfriend partner wife husband spouse fiance fiancé fiancee fiancée mother father parent mom mum dad stepmother stepfather stepmom stepdad stepson stepdaughter stepsister stepbrother sister brother sibling twin son daughter child kid baby toddler infant aunt auntie uncle cousin niece nephew grandmother grandfather grandma grandpa granny grandson granddaughter grandchild grandparent godmother godfather nana nanna papa abuela abuelo friend buddy pal bestie acquaintance neighbour neighbor co-worker coworker colleague classmate teammate schoolmate bandmate cellmate bunkmate boss manager employer landlord landlady tenant teacher coach tutor principal babysitter nanny sponsor sponsee pastor priest imam rabbi ex lover date crush widow widower relative in-law guardian woman man guy girl boy lady gentleman teen teenager person stranger dealer customer client resident peer member survivor veteran ally interpreter interp foster-mother foster-father';

const IRREGULAR_PLURALS =
  'wives women men children ladies babies nannies buddies besties acquaintances people exes fiancés fiancées landladies';

/** Role nouns in the singular, lower case. */
export const ROLES: ReadonlySet<string> = new Set(ROLE_WORDS.split(' '));

/** Role nouns in the plural, lower case. */
export const PLURAL_ROLES: ReadonlySet<string> = new Set([
  ...ROLE_WORDS.split(' ').map((role) => `${role}s`),
  ...IRREGULAR_PLURALS.split(' '),
]);

/** Role nouns by which a person is also addressed: they stand without an article. */
export const ADDRESSED: ReadonlySet<string> = new Set(
  'mom mum dad grandma grandpa granny nana nanna papa abuela abuelo auntie coach'.split(' '),
);

/** People who care for the patient by profession: they are named in a note. */
export const CARE_ROLES: ReadonlySet<string> = new Set(
  'therapist counselor counsellor nurse psychiatrist psychologist doctor physician prescriber pediatrician paediatrician pharmacist pcp officer navigator coordinator caseworker advocate attorney lawyer clinician provider dentist midwife surgeon neurologist obstetrician chaplain worker guide supervisor judge social-worker'.split(
    ' ',
  ),
);

/** Titles of professionals, without their point. */
export const TITLES: ReadonlySet<string> = new Set(
  'dr doctor officer po np rn judge nurse prof professor rev reverend sgt sergeant lt lieutenant capt captain chaplain rabbi imam sheriff deputy detective agent senator'.split(
    ' ',
  ),
);

/** Titles of courtesy, which say nothing of who somebody is. */
export const COURTESY: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'mx', 'miss']);

/** What people do and things or places hardly do; a name that no role explains is known by them. */
export const PERSON_VERBS: ReadonlySet<string> = new Set(
  'said says saying called calls told tells texted texts asked asks yelled yells shouted screamed screams hit hits slapped punched grabbed shoved pushed kicked choked drinks drank smokes smoked cheated cheats lied lies apologised apologized apologizes died hugged hugs kissed cries cried threatened threatens invited promised visited visits phoned messaged emailed proposed snores nags laughed laughs thinks believes insisted insists moved relapsed overdosed used uses'.split(
    ' ',
  ),
);

/** After these a form of `to be` or `to have` tells of a person: `is using`, `was drinking`, `is pregnant`. */
export const PERSON_STATES: ReadonlySet<string> = new Set(
  'using drinking drunk pregnant angry mad upset jealous sober yelling crying cheating lying married divorced dating dead asleep abusive violent'.split(
    ' ',
  ),
);

/** Words that go before a name as part of what somebody is called: `Big Tony`. */
export const NICKNAMES: ReadonlySet<string> = new Set(['big', 'little', 'lil', 'old', 'young', 'tiny', 'crazy']);

/** Verbs whose object is a person. */
export const PERSON_OBJECT_VERBS: ReadonlySet<string> = new Set(
  'told asked texted texting married dating dated divorced hugged kissed confronted forgave messaged phoned texts tells asks hugs kisses dates trusts'.split(
    ' ',
  ),
);

/** Verbs whose object with `with` or `to` is a person: `lives with`, `spoke to`. */
export const COMPANY_VERBS: ReadonlySet<string> = new Set(
  'lives live living lived stays stay staying stayed argued argues arguing fought fights fighting spoke talked talks talking slept sleeping hung hanging'.split(
    ' ',
  ),
);

/** A name that ends in or holds one of these is that of a place, an organisation or a thing. */
export const THING_WORDS: ReadonlySet<string> = new Set(
  'house street avenue road lane drive boulevard court plaza square park beach creek river lake valley hills heights island bay county city town village state states clinic center centre hospital school college university academy elementary high church temple mosque synagogue parish department office agency administration bureau services service program programme project group groups association foundation institute society club team union company inc llc market store shop cafe bar grill restaurant hotel motel inn apartments tower shelter home homes pharmacy health healthcare care medical insurance plan bank fund trust entry act law scale inventory questionnaire screen screener index test therapy training treatment model method technique protocol worksheet log day eve week month season bowl cup prayer book bible quran torah step steps anonymous depot works world east west north south saint st san santa los las el la new fort mount mt port lab network system unit ward recovery housing rehabilitation authority district board committee council force army navy corps guard forks neck mills mill crossing falls springs spring hill grove point ridge harbor harbour landing junction station ferry bluff pines oaks beach meadows estates commons terrace campus library museum gym stadium airport'.split(
    ' ',
  ),
);
