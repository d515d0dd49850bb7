import type { RiskItem } from '../chart/fact.ts';

/** What a sentence says of one risk question today. */
export interface RiskClaim {
  readonly item: RiskItem;
  readonly says: 'affirmed' | 'denied';
  /** The words by which the sentence names it. */
  readonly words: string;
}

/** Abbreviations are read in capitals only. */
const TERMS: readonly (readonly [RegExp, RiskItem])[] = [
  [/\bSI\b/g, 'suicidal-ideation'],
  [/\bHI\b/g, 'harm-to-others'],
  [/suicidal (?:ideations?|thoughts?|thinking)|thoughts? (?:of|about) suicide|suicidality/gi, 'suicidal-ideation'],
  [/suicid(?:e|al) plans?\b|plans? (?:for suicide|to (?:kill|end))/gi, 'suicide-plan'],
  [/suicid(?:e|al) intent\b|intent(?:ion)? to (?:die|kill|end)/gi, 'suicide-intent'],
  [
    /homicidal (?:ideations?|thoughts?)|thoughts? of (?:harming|hurting|killing) (?:others|someone|other people)/gi,
    'harm-to-others',
  ],
  [
    /\bNSSI\b|self[- ]injur(?:y|ious behaviou?r)|(?<!thoughts of (?:death or )?)self[- ]harm(?:ing)?\b/gi,
    'self-injury',
  ],
];
const DENYING = String.raw`den(?:y|ies|ied|ying)|no|not|without|negative for|never|none|absence of|free of|rules? out`;
/** Verbs of saying: they answer anew, `denied hopelessness and endorsed …`. */
const TELLING = String.raw`endors\w+|report(?:s|ed|ing)?|affirm\w*|admit\w*|disclos\w+|express\w+|acknowledg\w+|describ\w+|positive for`;
/** Words that affirm only where nothing before them denies: `denies having active …`. */
const HAVING = String.raw`ha[sd]|having|experienc\w+|active|current|passive|with`;
const CUE = new RegExp(
  String.raw`\b(?:(did not deny|not den(?:y|ying))|(${DENYING})|(${TELLING})|(${HAVING}))\b`,
  'gi',
);
/** A negation that stands at a verb of saying: `did not report`, `no reported`. */
const NEGATED_VERB = /\b(?:no|not|never|without|den(?:y|ies|ied|ying))(?:\s+\w+)?\s*$/i;
const AFTER =
  /^[\s,:;-]*(?:(?:was|were|is|are|both|has been|today)\s+)*(?:(denied|none|absent|negative|not (?:present|endorsed|reported))|(affirmed|endorsed|reported|present|disclosed|positive|yes))\b/i;
/** Earlier times and other people: nothing is said of the patient today. */
const ELSEWHERE =
  /\b(history|historical|past|previous(?:ly)?|prior|ago|lifetime|earlier|used to|in (?:19|20)\d\d|since (?:19|20)\d\d|mother|father|sister|brother|wife|husband|partner|friend|roommate|son|daughter|parent|cousin|aunt|uncle)(?:'s)?\b/i;
const UNASKED =
  /\b(?:not sure|unsure|unclear|uncertain)\b|\bnot (?:been )?(?:assessed|asked|explored|addressed|discussed|screened)\b|\bif\b|\bshould\b|\bwould\b/i;

/**
 * The risk questions a sentence answers. A negation counts for the words it stands before; what is said of earlier
 * times, of other people, or not as an answer gives nothing.
 */
export function riskClaims(text: string): RiskClaim[] {
  return text.split(/[;.!?](?:\s|$)|\b(?:but|although|however|whereas|yet)\b/i).flatMap((clause) => {
    if (ELSEWHERE.test(clause) || UNASKED.test(clause)) return [];
    return TERMS.flatMap(([term, item]) =>
      [...clause.matchAll(term)].flatMap((match): RiskClaim[] => {
        const says = polarityAt(clause, match.index, match.index + match[0].length);
        return says === undefined ? [] : [{ item, says, words: match[0].toLowerCase() }];
      }),
    );
  });
}

function polarityAt(clause: string, start: number, end: number): RiskClaim['says'] | undefined {
  const after = AFTER.exec(clause.slice(end));
  if (after?.[1] !== undefined) return 'denied';
  let says: RiskClaim['says'] | undefined;
  for (const cue of clause.slice(0, start).matchAll(CUE)) {
    const [, notDenied, denying, telling] = cue;
    if (notDenied !== undefined) says = 'affirmed';
    else if (denying !== undefined) says = 'denied';
    else if (telling !== undefined) says = NEGATED_VERB.test(clause.slice(0, cue.index)) ? 'denied' : 'affirmed';
    else says ??= 'affirmed';
  }
  return after?.[2] === undefined || says === 'denied' ? says : 'affirmed';
}
