import { describe, expect, test } from 'vitest';
import type { AttestationRecord } from './attestation-record.ts';
import { aboveFooter, noteFooter, referenceLinesIn } from './reference-line.ts';

const record = (id: string) =>
  ({
    id,
    draftVersion: 3,
    attester: { reference: 'Practitioner/1', name: 'A. Clinician', role: 'clinician' },
    attestedAt: '2026-11-20T15:20:42.000Z',
    sources: [],
  }) as unknown as AttestationRecord;
const FIRST = record('0d7f4a52-5f0a-4c8e-9a63-2b6a3f0c1d11');
const SECOND = record('aaaaaaaa-bbbb-4c8e-9a63-2b6a3f0c1d11');

describe('the reference line', () => {
  test('is read back from words that lost their lines', () => {
    const words = `The note. ${noteFooter(FIRST, 'ab'.repeat(32))}`.replace(/\s+/g, ' ');
    expect(referenceLinesIn(words)).toEqual([{ id: '0d7f4a525f0a', version: 3, wordsHash: 'abababababab' }]);
    expect(aboveFooter(words)).toBe('The note. ');
  });

  test('of a note comes before one that the note quotes', () => {
    const quoting = `Continues: ${noteFooter(FIRST, '1'.repeat(64))}More. ${noteFooter(SECOND, '2'.repeat(64))}`;
    expect(referenceLinesIn(quoting).map(({ id }) => id)).toEqual(['aaaaaaaabbbb', '0d7f4a525f0a']);
    expect(aboveFooter(quoting)).toMatch(/More\. $/);
    const goesOn = `${quoting} Addendum.`;
    expect(aboveFooter(goesOn)).toBe(goesOn);
  });
});
