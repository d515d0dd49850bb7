import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { Filed } from './compare-filed.ts';
import type { LeasedFiling } from './filing-store.ts';

/** A filing's note as it was written when it was sent; before that, as this EHR would be written to now. */
export function filedAs(filing: LeasedFiling, dialect: Dialect): Filed {
  return {
    record: recordOf(filing),
    writing: filing.progress.writing ?? dialect.writing.note,
    noteContent: dialect.noteContent,
  };
}

/** The attestation, with the visit that was chosen after it where it names none. */
export function recordOf({ record, progress }: Pick<LeasedFiling, 'record' | 'progress'>): AttestationRecord {
  return record.encounterReference === undefined && progress.encounter !== undefined
    ? { ...record, encounterReference: progress.encounter }
    : record;
}
