import type { AttestationRecord } from './attestation-record.ts';
import { PART_2_NOTICE } from './label-codes.ts';
import { isSubstanceUse } from './note-labels.ts';

/** What a reference line says: whose note this is, in which version, over which words. */
export interface ReferenceLine {
  /** First 12 hex digits of the attestation's id. */
  readonly id: string;
  readonly version: number;
  /** First 12 hex digits of the SHA-256 over the words above the footer (`noteWords`). */
  readonly wordsHash: string;
}

const LINE = /\bRef: TL-([0-9a-f]{12}) v(\d{1,6}) sha256:([0-9a-f]{12})\b/g;
/** No footer of ours is longer: what calls itself one and is, is text. */
const MAX_FOOTER = 600;
const ENDS_WITH_LINE = /\bRef: TL-[0-9a-f]{12} v\d{1,6} sha256:[0-9a-f]{12}\s*$/;
const FOOTER_BEGINS = 'Drafted with Throughline (deterministic), reviewed and attested by ';

/** The reference line of an attestation; `wordsHash` is the SHA-256 of the words of its text, hex. */
export function referenceLine(record: Pick<AttestationRecord, 'id' | 'draftVersion'>, wordsHash: string): string {
  const id = record.id.replaceAll('-', '').slice(0, 12);
  return `Ref: TL-${id} v${record.draftVersion} sha256:${wordsHash.slice(0, 12)}`;
}

/**
 * What stands below the attested text where an EHR replaces identifiers: who attested it when, from how many sources, the
 * notice a substance use record needs, and the line that finds it again. Not part of the text and not covered by its hash.
 */
export function noteFooter(record: AttestationRecord, wordsHash: string): string {
  return [
    `${FOOTER_BEGINS}${record.attester.name}, ${record.attestedAt}. Source items: ${record.sources.length}.`,
    ...(isSubstanceUse(record.labels) ? [PART_2_NOTICE] : []),
    referenceLine(record, wordsHash),
    '',
  ].join('\n');
}

/** Every reference line in a note's words, the last one first: a note may quote the line of another above its own. */
export function referenceLinesIn(words: string): ReferenceLine[] {
  return [...words.matchAll(LINE)]
    .map(([, id = '', version = '', wordsHash = '']) => ({ id, version: Number(version), wordsHash }))
    .reverse();
}

/** The text above the footer it ends with, which is what the hash covers; the whole text where it ends otherwise. */
export function aboveFooter(text: string): string {
  const at = text.lastIndexOf(FOOTER_BEGINS);
  const isFooter = at >= 0 && text.length - at <= MAX_FOOTER && ENDS_WITH_LINE.test(text.slice(at));
  return isFooter ? text.slice(0, at) : text;
}

/** Whether a note ends with our footer: Throughline filed it, also where the EHR kept nothing else that says so. */
export function endsWithFooter(text: string): boolean {
  return aboveFooter(text) !== text;
}
