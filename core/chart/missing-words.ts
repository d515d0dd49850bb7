import type { MissingRead, MissingReason } from './chart.ts';

/** What a clinician is told of one gap in the chart. */
export interface MissingWords {
  /** One sentence: what is missing. `Visits were not read.`, `The treatment plan was read only in part.` */
  readonly what: string;
  /** One sentence: why. */
  readonly why: string;
  /** One sentence: what she can do, in the EHR or with the people who run it. */
  readonly next: string;
}

/** How a missing part stands in a sentence. */
export interface MissingPart {
  /** With its article, lower case: `the visits`, `some scores`, `this visit`. */
  readonly name: string;
  readonly plural: boolean;
}

const LATER = 'Read the chart again, or check this part in the EHR before you attest.';
const IN_THE_EHR = 'Check this part in the EHR before you attest.';

/**
 * Why, as words that follow a colon, without a pronoun, so that they fit one part and many; and what to do. No word here
 * judges the patient or guesses at what was not read.
 */
const REASONS: Readonly<Record<MissingReason, { why: string; next: string; inPart?: true }>> = {
  'not-granted': {
    why: 'this app was not given access in the EHR',
    next: 'Ask the EHR’s administrators for that access; until then, check this part in the EHR.',
  },
  refused: {
    why: 'the EHR refused access',
    next: 'Check this part in the EHR; if you can open it there, tell the EHR’s administrators.',
  },
  failed: { why: 'the EHR could not answer', next: LATER },
  'timed-out': { why: 'the EHR did not answer in time', next: LATER },
  'too-large': { why: 'the answer of the EHR was too large to read', next: IN_THE_EHR },
  unreadable: {
    why: 'what the EHR sent could not be used',
    next: 'Check this part in the EHR, and have it corrected there if it is wrong.',
  },
  suppressed: { why: 'the EHR left out what is not open to you', next: IN_THE_EHR, inPart: true },
  'too-many-pages': { why: 'there is more than is read for a note', next: IN_THE_EHR, inPart: true },
  'break-the-glass': {
    why: 'the EHR asked for a reason before opening this part of the chart',
    next: 'Open the chart in the EHR, give the reason there, then launch again.',
  },
  'merged-patient': {
    why: 'the EHR has merged this record into another',
    next: 'Open the other record in the EHR and launch from there.',
  },
  'not-supported': { why: 'this EHR does not offer this part of the chart to apps', next: IN_THE_EHR },
  'come-back-later': {
    why: 'the EHR answers no more requests of this kind for now',
    next: 'Check this part in the EHR, or read the chart again tomorrow.',
  },
  'not-shown': { why: 'this EHR lets apps read only some of this part of the chart', next: IN_THE_EHR },
};

/** What is missing, why, and what to do next, for the screen: three plain sentences, no patient data. */
export function missingWords(read: MissingRead): MissingWords {
  const inPart = readInPart(read.reason);
  const { name, plural } = missingPart(read.what, inPart);
  const verb = plural ? 'were' : 'was';
  const { next } = REASONS[read.reason];
  return {
    what: `${capital(name)} ${inPart ? `${verb} read only in part` : `${verb} not read`}.`,
    why: `${capital(missingWhy(read.reason))}.`,
    next,
  };
}

/** What the screen says of records that were left out on purpose: it is no gap, and there is nothing to do. */
export function withheldWords(count: number): string {
  const records = count === 1 ? '1 protected record was not read' : `${count} protected records were not read`;
  return `${records}: psychotherapy notes and substance-use counselling notes never enter a draft.`;
}

/** Why a part was not read, to follow a colon: `the EHR refused access`. In a note the reader is not `you`. */
export function missingWhy(reason: MissingReason, reader: 'clinician' | 'note' = 'clinician'): string {
  const { why } = REASONS[reason];
  return reader === 'note' ? why.replace('open to you', 'open to the clinician') : why;
}

/** True where something of the part was read and only the rest is missing. */
export function readInPart(reason: MissingReason): boolean {
  return REASONS[reason].inPart === true;
}

/** The missing part as the subject of a sentence. Its number is that of its name: `text of prior notes` is one. */
export function missingPart(what: string, inPart: boolean): MissingPart {
  const bare = inPart ? what.replace(/^some /, '') : what;
  const name = /^(some|this|the|other) /.test(bare) ? bare : `the ${bare}`;
  const head = bare.split(/ (?:of|in|from|for|with) /)[0] ?? bare;
  return { name, plural: / and /.test(head) || /[^sui]s$/.test(head) };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a gap is how this EHR is, whoever asks and whenever: nothing failed, and asking again would change nothing. */
export function isStandingLimit({ reason }: Pick<MissingRead, 'reason'>): boolean {
  return reason === 'not-shown' || reason === 'not-supported';
}

/** Whether a progress note has anything to say of a gap. Nothing in it rests on consents or insurance that an EHR never shows. */
export function concernsNote(read: MissingRead): boolean {
  return !(isStandingLimit(read) && (read.resource === 'Consent' || read.resource === 'Coverage'));
}
