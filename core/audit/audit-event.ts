/**
 * What the append-only audit chain records. No event carries patient data: patients, clinicians and documents appear as
 * references or keyed hashes, texts as hashes, reads as resource types and counts.
 */
export type AuditEvent =
  | { type: 'launch.started'; handle: string; ehr: string }
  | { type: 'launch.completed'; handle: string; ehr: string; clinician: string; patient: string; scope: string }
  | { type: 'launch.refused'; code: string; ehr?: string; handle?: string; detail?: string }
  | { type: 'access.refused'; code: string; handle?: string; detail?: string }
  | { type: 'chart.read'; handle: string; patient: string; reads: Record<string, number>; missing: string[] }
  | { type: 'chart.dropped'; handle: string; reason: string; count: number }
  | { type: 'chart.unmapped'; handle: string; codes: { system: string; code: string; count: number }[] }
  | { type: 'encounter.chosen'; handle: string; encounter: string }
  | { type: 'draft.composed'; handle: string; draft: string; version: number; textHash: string; facts: number }
  | { type: 'draft.edited'; handle: string; draft: string; version: number; textHash: string }
  | {
      type: 'draft.attested';
      handle: string;
      draft: string;
      version: number;
      textHash: string;
      attestation: string;
      clinician: string;
      flags: { flagId: string; reasonHash: string }[];
    }
  | { type: 'attestation.refused'; handle: string; draft: string; code: string }
  | { type: 'filing.sent'; attestation: string; filing: string; attempt: number }
  | {
      type: 'filing.filed';
      attestation: string;
      filing: string;
      document: string;
      provenance?: string;
      textHash: string;
    }
  | { type: 'filing.unknown'; attestation: string; filing: string; attempt: number }
  | { type: 'filing.send-again'; attestation: string; filing: string; clinician: string }
  | { type: 'filing.failed'; attestation: string; filing: string; code: string }
  | { type: 'auditor.token'; auditor: string }
  | { type: 'auditor.read'; auditor: string; query: string; count: number }
  | { type: 'auditor.refused'; code: string; auditor?: string };

export type AuditEventType = AuditEvent['type'];

/** One link of a tenant's chain: `hash = SHA-256(canonical JSON of the record without its hash)`. */
export interface AuditRecord {
  readonly tenant: string;
  /** 1, 2, 3 … without a gap within the tenant. */
  readonly seq: number;
  readonly at: string;
  readonly event: AuditEvent;
  /** Hash of record seq − 1; 64 zeros for the first. */
  readonly previousHash: string;
  readonly hash: string;
}
