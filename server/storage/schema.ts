/*
 * The tables. Portable subset for SQLite and PostgreSQL: text for times (ISO 8601, UTC), 0/1 for booleans, JSON as text.
 * Columns that end in `_sealed` hold AES-256-GCM ciphertext (`seal.ts`); `_key` columns hold keyed hashes for look-ups.
 * Every row carries its tenant.
 */
export interface Database {
  launch_session: LaunchSessionTable;
  session_input: SessionInputTable;
  draft: DraftTable;
  draft_version: DraftVersionTable;
  attestation: AttestationTable;
  outbox: OutboxTable;
  audit_record: AuditRecordTable;
  provenance: ProvenanceTable;
  provenance_target: ProvenanceTargetTable;
  used_assertion: UsedAssertionTable;
  auditor_token: AuditorTokenTable;
}

export interface LaunchSessionTable {
  /** Unguessable but no secret: it stands in the URL path. */
  handle: string;
  tenant: string;
  ehr: string;
  /** pending: authorize sent · active: token held · ended. */
  status: 'pending' | 'active' | 'ended';
  /** SHA-256 of the OAuth state; unique; cleared when the callback used it. */
  state_hash: string | null;
  /** SHA-256 of the session cookie's secret, set at the callback. */
  cookie_hash: string | null;
  /** SHA-256 of the pre-login cookie's secret. */
  pre_cookie_hash: string | null;
  patient_key: string | null;
  clinician_key: string | null;
  /** LaunchSecrets before, LaunchContext after the callback. */
  body_sealed: string;
  /** Counts writes; refresh of tokens is a conditional update on it. */
  revision: number;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

export interface SessionInputTable {
  id: string;
  tenant: string;
  ehr: string;
  patient_key: string;
  clinician_key: string;
  encounter_key: string;
  revision: number;
  body_sealed: string;
  saved_at: string;
}

export interface DraftTable {
  id: string;
  tenant: string;
  ehr: string;
  patient_key: string;
  clinician_key: string;
  encounter_key: string;
  kind: string;
  format: string;
  version: number;
  status: 'draft' | 'attested';
  text_hash: string;
  body_sealed: string;
  created_at: string;
  updated_at: string;
}

export interface DraftVersionTable {
  draft_id: string;
  tenant: string;
  version: number;
  text_hash: string;
  body_sealed: string;
  saved_at: string;
}

export interface AttestationTable {
  id: string;
  tenant: string;
  ehr: string;
  /** Unique: one attestation a draft. */
  draft_id: string;
  draft_version: number;
  text_hash: string;
  patient_key: string;
  /** AttestationRecord: attester, role, exact text, flags and their resolutions, references. */
  body_sealed: string;
  attested_at: string;
}

export interface OutboxTable {
  id: string;
  tenant: string;
  ehr: string;
  /** Unique: one filing an attestation. */
  attestation_id: string;
  handle: string;
  state: 'planned' | 'sent' | 'filed' | 'unknown' | 'failed';
  attempts: number;
  /** Not before this time; ISO. */
  next_at: string;
  /** A worker's claim ends here; null when free. */
  leased_until: string | null;
  /** Progress of the delivery: references created so far, last error code, read-back hash. */
  body_sealed: string;
  updated_at: string;
}

export interface AuditRecordTable {
  tenant: string;
  seq: number;
  at: string;
  /** Canonical JSON of the event. */
  event: string;
  previous_hash: string;
  hash: string;
}

export interface ProvenanceTable {
  id: string;
  tenant: string;
  patient_key: string;
  recorded: string;
  agent: string;
  body_sealed: string;
}

export interface ProvenanceTargetTable {
  provenance_id: string;
  tenant: string;
  /** Keyed hash of `ehr|Type/id`. */
  target_key: string;
}

export interface UsedAssertionTable {
  jti_hash: string;
  expires_at: string;
}

export interface AuditorTokenTable {
  token_hash: string;
  tenant: string;
  auditor: string;
  scope: string;
  expires_at: string;
}
