import type { Fact } from '../../core/chart/fact.ts';
import { factsOf } from '../../core/chart/fact.ts';
import type { Flag } from '../../core/checking/flag.ts';
import { labelsMember } from '../../core/documents/cited-labels.ts';
import type { Draft } from '../../core/documents/draft.ts';
import type { AttestationRecord, CitedSource } from '../../core/fhir/write/attestation-record.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { goalsWorkedOn } from './goals-worked-on.ts';

/** What the gate established before an attestation record may be written. */
export interface AttestationGround {
  readonly id: string;
  readonly documentIdentifier: string;
  readonly draft: Draft;
  readonly text: string;
  /** Flags of the check that ran on the server just now. */
  readonly flags: readonly Flag[];
  readonly attestedAt: string;
}

/** The record of an attestation: attester and time, the exact bytes, how each flag was resolved, what was cited. */
export function buildAttestation(launch: ActiveLaunch, ground: AttestationGround): AttestationRecord {
  const { draft } = ground;
  const reasons = new Map(draft.resolutions.map((resolution) => [resolution.flagId, resolution.reason]));
  const goalReferences = goalsWorkedOn(draft.facts);
  const sessionDate = factsOf(draft.facts, 'session')[0]?.value.date;
  return {
    schema: 'throughline.attestation/1',
    id: ground.id,
    tenant: launch.tenant,
    ehr: launch.ehr.name,
    handle: launch.handle,
    draftId: draft.id,
    draftVersion: draft.version,
    kind: draft.kind,
    format: draft.format,
    title: draft.title,
    header: draft.header,
    text: ground.text,
    textHash: draft.textHash,
    patientReference: launch.patientReference,
    ...(launch.encounterReference ? { encounterReference: launch.encounterReference } : {}),
    custodianReference: launch.ehr.custodian,
    attester: launch.clinician,
    startedAt: draft.createdAt,
    attestedAt: ground.attestedAt,
    ...(sessionDate ? { sessionDate } : {}),
    flags: ground.flags.map((flag) => {
      const reason = reasons.get(flag.id);
      return { flagId: flag.id, code: flag.code, level: flag.level, ...(reason === undefined ? {} : { reason }) };
    }),
    sources: citedSources(draft),
    documentIdentifier: ground.documentIdentifier,
    // The labels the draft was saved with are those the screen showed.
    ...labelsMember(draft.labels ?? []),
    ...(goalReferences.length === 0 ? {} : { goalReferences }),
  };
}

/** The chart resources behind the sentences as they stand, each once per version, in the order they are first cited. */
export function citedSources(draft: Pick<Draft, 'sections' | 'facts'>): CitedSource[] {
  const facts = new Map<string, Fact>(draft.facts.map((fact) => [fact.id, fact]));
  const sources = new Map<string, { reference: string; versionId?: string; facts: string[] }>();
  for (const id of draft.sections.flatMap((section) => section.sentences.flatMap((sentence) => sentence.facts))) {
    const source = facts.get(id)?.source;
    if (source?.from !== 'ehr') continue;
    const key = `${source.reference}|${source.versionId ?? ''}`;
    const known = sources.get(key) ?? {
      reference: source.reference,
      ...(source.versionId ? { versionId: source.versionId } : {}),
      facts: [],
    };
    if (!known.facts.includes(id)) known.facts.push(id);
    sources.set(key, known);
  }
  return [...sources.values()];
}
