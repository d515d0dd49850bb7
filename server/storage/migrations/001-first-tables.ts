import { type Kysely, sql } from 'kysely';

/** The first tables, with the constraints that make one attestation a draft and one filing an attestation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create table launch_session (handle text primary key, tenant text not null, ehr text not null, status text not null,
    state_hash text unique, cookie_hash text, pre_cookie_hash text, patient_key text, clinician_key text, body_sealed text not null,
    revision integer not null default 0, created_at text not null, last_seen_at text not null, expires_at text not null)`);
  await run(`create table session_input (id text primary key, tenant text not null, ehr text not null, patient_key text not null,
    clinician_key text not null, encounter_key text not null, revision integer not null, body_sealed text not null, saved_at text not null,
    unique (tenant, ehr, patient_key, clinician_key, encounter_key))`);
  await run(`create table draft (id text primary key, tenant text not null, ehr text not null, patient_key text not null,
    clinician_key text not null, encounter_key text not null, kind text not null, format text not null, version integer not null,
    status text not null, text_hash text not null, body_sealed text not null, created_at text not null, updated_at text not null)`);
  await run('create index draft_by_patient on draft (tenant, ehr, patient_key, clinician_key)');
  await run(`create table draft_version (draft_id text not null references draft(id), tenant text not null, version integer not null,
    text_hash text not null, body_sealed text not null, saved_at text not null, primary key (draft_id, version))`);
  await run(`create table attestation (id text primary key, tenant text not null, ehr text not null, draft_id text not null unique
    references draft(id), draft_version integer not null, text_hash text not null, patient_key text not null, body_sealed text not null,
    attested_at text not null)`);
  await run(`create table outbox (id text primary key, tenant text not null, ehr text not null, attestation_id text not null unique
    references attestation(id), handle text not null, state text not null, attempts integer not null, next_at text not null,
    leased_until text, body_sealed text not null, updated_at text not null)`);
  await run('create index outbox_due on outbox (state, next_at)');
  await run(`create table audit_record (tenant text not null, seq integer not null, at text not null, event text not null,
    previous_hash text not null, hash text not null, primary key (tenant, seq))`);
  await run(`create table provenance (id text primary key, tenant text not null, patient_key text not null, recorded text not null,
    agent text not null, body_sealed text not null)`);
  await run('create index provenance_by_patient on provenance (tenant, patient_key, recorded)');
  await run(`create table provenance_target (provenance_id text not null references provenance(id), tenant text not null,
    target_key text not null, primary key (provenance_id, target_key))`);
  await run('create index provenance_by_target on provenance_target (tenant, target_key)');
  await run('create table used_assertion (jti_hash text primary key, expires_at text not null)');
  await run(`create table auditor_token (token_hash text primary key, tenant text not null, auditor text not null, scope text not null,
    expires_at text not null)`);
  await run(
    `create trigger audit_record_no_update before update on audit_record begin select raise(abort, 'audit records are append-only'); end`,
  );
  await run(
    `create trigger audit_record_no_delete before delete on audit_record begin select raise(abort, 'audit records are append-only'); end`,
  );
  await run(
    `create trigger attestation_no_update before update on attestation begin select raise(abort, 'attestations are append-only'); end`,
  );
  // REPLACE removes the old row without its delete trigger, unless the connection asks for recursive triggers.
  await run(`create trigger audit_record_no_replace before insert on audit_record when exists (select 1 from audit_record
    where tenant = new.tenant and seq = new.seq) begin select raise(abort, 'audit records are append-only'); end`);
  await run(
    `create trigger attestation_no_delete before delete on attestation begin select raise(abort, 'attestations are append-only'); end`,
  );
}
