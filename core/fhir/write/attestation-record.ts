import type { SecurityLabel } from '../../chart/fact.ts';
import type { HeaderLine, NoteFormat } from '../../documents/draft.ts';

/** A chart resource, in the version that was read, that at least one attested sentence cites. */
export interface CitedSource {
  /** Relative reference, `Observation/ob-6`. */
  readonly reference: string;
  readonly versionId?: string;
  /** Ids of the Facts that were read from it and are cited. */
  readonly facts: readonly string[];
}

/** A flag as it stood at attestation, and the reason the clinician gave where it had to be resolved. */
export interface AttestedFlag {
  readonly flagId: string;
  readonly code: string;
  readonly level: string;
  readonly reason?: string;
}

/** What an attestation is: who attested exactly which bytes, when, in what role, from which sources. Never changed. */
export interface AttestationRecord {
  readonly schema: 'throughline.attestation/1';
  readonly id: string;
  readonly tenant: string;
  /** Short name of the registered EHR. */
  readonly ehr: string;
  readonly handle: string;
  readonly draftId: string;
  readonly draftVersion: number;
  readonly kind: 'progress-note';
  readonly format: NoteFormat;
  readonly title: string;
  readonly header: readonly HeaderLine[];
  /** The attested text; the filed document holds these bytes as UTF-8 and no others. */
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly textHash: string;
  readonly patientReference: string;
  readonly encounterReference?: string;
  readonly custodianReference: string;
  readonly attester: { readonly reference: string; readonly name: string; readonly role: string };
  /** When the draft was begun and when it was attested, ISO 8601. */
  readonly startedAt: string;
  readonly attestedAt: string;
  /** Date of the session, `YYYY-MM-DD`, where the draft has one. */
  readonly sessionDate?: string;
  readonly flags: readonly AttestedFlag[];
  readonly sources: readonly CitedSource[];
  /** `urn:uuid:…`; the filed document's stable identifier, the same in every attempt. */
  readonly documentIdentifier: string;
  /** Security labels of the cited Facts, each once: what the note inherits from its sources. Absent when none. */
  readonly labels?: readonly SecurityLabel[];
  /** `Goal/…` of the objectives the session worked on, for context.related. Absent when none. */
  readonly goalReferences?: readonly string[];
}
