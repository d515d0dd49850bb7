import type { DocumentReference } from 'fhir/r4';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { NoteWriting } from '../fhir/dialects/dialect.ts';
import type { FilingFault } from './filing-store.ts';

type Need = NoteWriting['requires'][number];

/** One thing an EHR refuses a note without: how it is told, and the fault that says what to do about it. */
interface Rule {
  readonly holds: (note: DocumentReference, record: AttestationRecord, launched: string) => boolean;
  readonly fault: FilingFault;
}

const RULES: Readonly<Record<Need, Rule>> = {
  encounter: { holds: (note) => note.context?.encounter?.length === 1, fault: 'ENCOUNTER_NEEDED' },
  'author-is-token-user': {
    holds: (note, record, launched) =>
      note.author?.length === 1 &&
      note.author[0]?.reference?.startsWith('Practitioner/') === true &&
      record.attester.reference === launched,
    fault: 'AUTHOR_NOT_LAUNCHED',
  },
  'period-end': { holds: (note) => /T\d\d:\d\d/.test(note.context?.period?.end ?? ''), fault: 'PROFILE_INVALID' },
  title: { holds: (note) => Boolean(note.content[0]?.attachment.title), fault: 'PROFILE_INVALID' },
  creation: {
    holds: (note) => /T\d\d:\d\d/.test(note.content[0]?.attachment.creation ?? ''),
    fault: 'PROFILE_INVALID',
  },
};

/**
 * What this EHR would refuse the note for, known before anything is sent: some EHRs answer a bare 422 and leave the cause to
 * be guessed. `launched` is the clinician whose token will carry the note. Undefined when nothing is missing.
 */
export function preflight(
  note: DocumentReference,
  ground: { readonly record: AttestationRecord; readonly launched: string; readonly writing: NoteWriting },
): { readonly need: Need; readonly fault: FilingFault } | undefined {
  const need = ground.writing.requires.find((one) => !RULES[one].holds(note, ground.record, ground.launched));
  return need === undefined ? undefined : { need, fault: RULES[need].fault };
}
