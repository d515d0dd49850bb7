/** A word or phrase that blames or labels, what to write in its place, and where the advice is from. */
export interface DeficitWord {
  readonly words: RegExp;
  readonly better: string;
  readonly source: string;
}

const NIDA = 'NIDA, Words Matter';
const PARK = 'Park 2021, stigmatising language in notes (PMC8281008)';
const SUN = 'Sun 2022, negative descriptors in the EHR (PMC8973827)';
const EQUALITY = 'retext-equality, person-first patterns';
const APA = 'APA and CDC, bias-free and person-first language';

/**
 * Words for a review, never replaced by themselves. Diagnosis names, legal words and what stands in quotation marks are not
 * looked at. Several are ambiguous: the clinician decides.
 */
export const DEFICIT_WORDS: readonly DeficitWord[] = [
  {
    words: /\b(?:drug |heroin |meth |cocaine )?addicts?\b|\bjunk(?:ie|y|ies)\b|\bcrackheads?\b/i,
    better: 'person with a substance use disorder',
    source: NIDA,
  },
  {
    words: /\b(?:substance|drug|alcohol|opioid) abusers?\b|\babuser of (?:drugs|alcohol|substances)\b|\bdrug users?\b/i,
    better: 'person who uses drugs',
    source: NIDA,
  },
  {
    words: /\balcoholics?\b(?! anonymous)|\bdrunks?\b(?= (?:and|who)\b)|\bdrunkard\b/i,
    better: 'person with alcohol use disorder',
    source: NIDA,
  },
  {
    words:
      /\b(?:substance|drug|alcohol|opioid) abuse\b(?! (?:disorder|counsel|treatment|program|services|and mental))|\bdrug habit\b/i,
    better: 'substance use, or the disorder as diagnosed',
    source: NIDA,
  },
  {
    words:
      /\b(?:is|been|was|stay(?:ed|ing|s)?|got|gets?|getting|remain(?:s|ed)?|now) clean\b|\bclean (?:and sober|since|for \d)/i,
    better: 'not using; in recovery',
    source: NIDA,
  },
  {
    words:
      /\b(?:dirty|clean) (?:urines?|ua|uds|drug (?:test|screen)s?|tests?|screens?|drops?)\b|\b(?:tested|dropped) (?:dirty|clean)\b/i,
    better: 'tested positive or negative for …',
    source: NIDA,
  },
  { words: /\baddicted (?:baby|babies|newborn|infant)s?\b/i, better: 'infant with neonatal withdrawal', source: NIDA },
  {
    words: /\b(?:opioid|opiate) (?:substitution|replacement)(?: therapy)?\b/i,
    better: 'medication for opioid use disorder',
    source: NIDA,
  },
  {
    words:
      /\bcommit(?:s|ted|ting)? suicide\b|\b(?:successful|completed|failed|unsuccessful) suicide(?: attempt)?\b|\bsuicid(?:e|al) gestures?\b/i,
    better: 'died by suicide; suicide attempt',
    source: EQUALITY,
  },
  {
    words:
      /\b(?:a|the|is|as) (?:schizophrenics?|borderlines?|manic[- ]depressives?|psychotics?|anorexics?|bulimics?)\b(?! (?:personality|episode|symptoms?|disorder|range|features|traits))|\bschizophrenics\b/i,
    better: 'person with …',
    source: EQUALITY,
  },
  {
    words:
      /\bsuffer(?:s|ed|ing)? from\b|\bafflicted (?:with|by)\b|\bvictim of (?:depression|anxiety|schizophrenia|addiction)\b/i,
    better: 'has; lives with',
    source: EQUALITY,
  },
  {
    words: /\bnon[- ]?complian(?:t|ce)\b|\bnon[- ]?adheren(?:t|ce)\b|\buncooperative\b/i,
    better: 'did not … because …, in the patient’s words',
    source: SUN,
  },
  { words: /\brefus(?:es|ed|ing)\b(?! (?:of|slip))/i, better: 'declined; chose not to', source: SUN },
  {
    words:
      /\b(?:is|was|were|remains?|remained|very|treatment)[- ]resistant\b(?! depression)|\bresistant to (?:treatment|therapy|change)\b/i,
    better: 'has not yet decided; say what stands in the way',
    source: SUN,
  },
  {
    words:
      /\b(?:claims?|claimed|insists?|insisted|alleges?|alleged|allegedly|admits?|admitted) (?:that|to|s?he|they|having|not|no|drinking|using|smoking|feeling)\b|\bcomplain(?:s|ed|ing) of\b/i,
    better: 'reports; states',
    source: PARK,
  },
  {
    words:
      /\bmanipulat(?:ive|ing|es|ed)\b|\battention[- ]seeking\b|\bdrug[- ]seeking\b|\bmed[- ]seeking\b|\bfrequent[- ]fl(?:y|i)ers?\b|\b(?:difficult|problem) (?:patient|client)\b/i,
    better: 'the behaviour and the need: asked for … three times',
    source: PARK,
  },
  {
    words: /\bcombative\b|\bhysterical\b|\bbelligerent\b|\baggressive behaviou?r\b/i,
    better: 'what was seen: raised voice, paced; what came before and what helped',
    source: 'Study of 80 million notes (SHM): stigmatising in every context',
  },
  {
    words:
      /\bpoor historian\b|\bin denial\b|\bunmotivated\b|\blow[- ]functioning\b|\black(?:s|ed|ing)? (?:of )?motivation\b|\blazy\b/i,
    better: 'what limited the information; the stage of change; the support needed',
    source: 'clinical practice guidance',
  },
  {
    words:
      /\b(?:the|a|is|are|as) homeless\b(?! (?:shelter|services|person|people|program|veterans?|youth|outreach))|\billegal (?:alien|immigrant)s?\b|\billegals\b|\b(?:ex-?)?(?:convicts?|inmates?)\b|\bex-?cons?\b|\bfelons?\b/i,
    better: 'person experiencing homelessness; person who was incarcerated',
    source: APA,
  },
  {
    words:
      /\bwheelchair[- ]bound\b|\bcripple[ds]?\b|\bretarded\b|\bmentally retarded\b|\bcrazy\b|\binsane\b|\bpsycho\b|\bnuts\b(?! and)/i,
    better: 'uses a wheelchair; the diagnosis or what was seen',
    source: APA,
  },
];
