import { readFileSync } from 'node:fs';
import type { Device, DocumentReference, Provenance, StructureDefinition } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { EPIC_WRITING } from '../../server/fhir/dialects/writing-epic.ts';
import { ORACLE_WRITING } from '../../server/fhir/dialects/writing-oracle-health.ts';
import {
  outgoingDevice,
  outgoingDocument,
  outgoingMinimalProvenance,
  outgoingProvenance,
  shapedDocument,
} from '../../server/write-back/outgoing.ts';
import { schemaFaults } from '../../server/write-back/schema-rules.ts';
import { shapeDocument } from '../../server/write-back/shape-document.ts';
import { validateOutgoing } from '../../server/write-back/validate-outgoing.ts';
import { EXAMPLE_RECORD, PART_2_RECORD } from './support/example-record.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(`fhir-profiles/${file}`, 'utf8')) as T;
const note = read<DocumentReference>('examples/DocumentReference-attested-note.json');
const part2Note = read<DocumentReference>('examples/DocumentReference-part2-note.json');
const provenance = read<Provenance>('examples/Provenance-attestation.json');
const device = read<Device>('examples/Device-drafter.json');

const memberOf = (parent: unknown, name: string): unknown => {
  const one: unknown = Array.isArray(parent) ? parent[0] : parent;
  return (one as Record<string, unknown> | undefined)?.[name];
};
const changed = <T>(resource: T, change: (copy: T) => void): T => {
  const copy = structuredClone(resource);
  change(copy);
  return copy;
};

describe('the published examples', () => {
  test('are what the app sends', () => {
    const { id: _note, ...sentNote } = note;
    const { id: _part2, ...sentPart2 } = part2Note;
    expect(outgoingDocument(PART_2_RECORD)).toEqual(sentPart2);
    const { id: _provenance, ...sentProvenance } = provenance;
    const { id: _device, ...sentDevice } = device;
    expect(outgoingDocument(EXAMPLE_RECORD)).toEqual(sentNote);
    expect(
      outgoingProvenance(EXAMPLE_RECORD, {
        device: 'Device/drafter',
        document: { reference: 'DocumentReference/attested-note', versionId: '1' },
        recorded: '2026-11-20T15:20:45.000Z',
      }),
    ).toEqual(sentProvenance);
    expect(outgoingDevice()).toEqual(sentDevice);
  });

  test('pass the checks that every outgoing resource passes', () => {
    for (const resource of [note, part2Note, provenance, device, outgoingProvenance(PART_2_RECORD, {})])
      expect(validateOutgoing(resource)).toEqual([]);
  });

  test('stay valid without an encounter and with a contained Device', () => {
    const { encounterReference: _encounter, sessionDate: _date, ...bare } = EXAMPLE_RECORD;
    expect(validateOutgoing(outgoingDocument(bare))).toEqual([]);
    expect(validateOutgoing(outgoingProvenance({ ...bare, sources: [] }, { device: 'contained' }))).toEqual([]);
  });
});

describe('a note is refused', () => {
  test.each<[string, (copy: DocumentReference) => void]>([
    ['without an author', (copy) => delete copy.author],
    ['with two authors', (copy) => copy.author?.push({ reference: 'Practitioner/two' })],
    ['whose author is a device', (copy) => Object.assign(copy, { author: [{ reference: 'Device/x' }] })],
    ['without an authenticator', (copy) => delete copy.authenticator],
    [
      'attested by another than its author',
      (copy) => Object.assign(copy, { authenticator: { reference: 'Practitioner/two' } }),
    ],
    ['without a custodian', (copy) => delete copy.custodian],
    ['without a subject', (copy) => delete copy.subject],
    ['about a group', (copy) => Object.assign(copy, { subject: { reference: 'Group/g' } })],
    ['that is preliminary', (copy) => Object.assign(copy, { docStatus: 'preliminary' })],
    ['with an unknown docStatus', (copy) => Object.assign(copy, { docStatus: 'banana' })],
    ['that is superseded', (copy) => Object.assign(copy, { status: 'superseded' })],
    ['without the AIAST label', (copy) => delete copy.meta?.security],
    ['without our profile', (copy) => delete copy.meta?.profile],
    ['without a category', (copy) => delete copy.category],
    ['of another category', (copy) => Object.assign(copy, { category: [{ text: 'x' }] })],
    ['of a type that is not ours', (copy) => copy.type?.coding?.push({ system: 'http://loinc.org', code: '18842-5' })],
    ['without an identifier', (copy) => delete copy.identifier],
    ['without content', (copy) => Object.assign(copy, { content: [] })],
    ['with two contents', (copy) => copy.content.push(structuredClone(copy.content[0] as never))],
    ['without data', (copy) => delete copy.content[0]?.attachment.data],
    ['whose size is wrong', (copy) => Object.assign(copy.content[0]?.attachment ?? {}, { size: 1 })],
    ['without a hash', (copy) => delete copy.content[0]?.attachment.hash],
    ['as PDF', (copy) => Object.assign(copy.content[0]?.attachment ?? {}, { contentType: 'application/pdf' })],
    ['with two encounters', (copy) => copy.context?.encounter?.push({ reference: 'Encounter/two' })],
    ['with an element R4 does not know', (copy) => Object.assign(copy, { mood: 'low' })],
    ['with a date that is none', (copy) => Object.assign(copy, { date: 'yesterday' })],
  ])('%s', (_what, change) => {
    expect(validateOutgoing(changed(note, change))).not.toEqual([]);
  });
});

describe('a substance use note is refused', () => {
  type Codings = NonNullable<NonNullable<DocumentReference['meta']>['security']>;
  const labels = (copy: DocumentReference): Codings => copy.meta?.security ?? [];
  const without = (copy: DocumentReference, code: string): void => {
    Object.assign(copy.meta ?? {}, { security: labels(copy).filter((label) => label.code !== code) });
    copy.securityLabel = (copy.securityLabel ?? []).filter(({ coding }) => coding?.[0]?.code !== code);
  };
  test.each<[string, (copy: DocumentReference) => void]>([
    ['without its confidentiality', (copy) => without(copy, 'R')],
    ['that may be disclosed again', (copy) => without(copy, 'NORDSCLCD')],
    ['whose labels need not be kept', (copy) => without(copy, 'PERSISTLABEL')],
    ['without the mark', (copy) => without(copy, 'PRIVMARK')],
    ['whose document hides its labels', (copy) => delete copy.securityLabel],
    [
      'whose resource hides its labels',
      (copy) => Object.assign(copy.meta ?? {}, { security: labels(copy).slice(0, 1) }),
    ],
    ['that calls itself normal', (copy) => Object.assign(labels(copy)[1] ?? {}, { code: 'N' })],
    ['without the law it rests on', (copy) => delete labels(copy)[1]?.extension],
    ['of two confidentialities', (copy) => labels(copy).push({ ...labels(copy)[1], code: 'V' })],
  ])('%s', (_what, change) => {
    expect(validateOutgoing(changed(part2Note, change))).not.toEqual([]);
  });
});

describe('what other EHRs are sent', () => {
  test.each([EPIC_WRITING, ORACLE_WRITING])(
    'is valid R4 and holds no dropped element ($note.contentType)',
    ({ note: writing }) => {
      const shaped = shapedDocument(PART_2_RECORD, writing);
      expect(schemaFaults(shaped)).toEqual([]);
      for (const path of writing.drops) expect(path.split('.').reduce<unknown>(memberOf, shaped), path).toBeUndefined();
      expect(shaped.content).toHaveLength(1);
      expect(shaped.type?.coding).toHaveLength(1);
      expect(shaped.docStatus).toBe('final');
    },
  );

  test('is one Provenance of few elements where the EHR takes no more', () => {
    const minimal = outgoingMinimalProvenance(PART_2_RECORD, { document: { reference: 'DocumentReference/1' } });
    expect(schemaFaults(minimal)).toEqual([]);
    expect(Object.keys(minimal)).toEqual(['resourceType', 'target', 'recorded', 'agent', 'entity']);
  });

  test('leaves the canonical note as it is', () => {
    const canonical = outgoingDocument(PART_2_RECORD);
    const before = structuredClone(canonical);
    shapeDocument(canonical, PART_2_RECORD, ORACLE_WRITING.note);
    expect(canonical).toEqual(before);
  });
});

describe('a Provenance is refused', () => {
  test.each<[string, (copy: Provenance) => void]>([
    ['without onBehalfOf of its author (provenance-1)', (copy) => delete copy.agent[0]?.onBehalfOf],
    ['without onBehalfOf of the algorithm (provenance-1)', (copy) => delete copy.agent[2]?.onBehalfOf],
    ['without an author', (copy) => copy.agent.splice(0, 1)],
    ['without a legal attester', (copy) => copy.agent.splice(1, 1)],
    ['without the algorithm', (copy) => copy.agent.splice(2, 1)],
    ['whose algorithm has another role', (copy) => delete copy.agent[2]?.role],
    ['without AIAST as a reason', (copy) => copy.reason?.splice(1, 1)],
    ['without the AIAST label', (copy) => delete copy.meta?.security],
    ['without a target', (copy) => Object.assign(copy, { target: [] })],
    ['that targets the patient', (copy) => Object.assign(copy, { target: [{ reference: 'Patient/example' }] })],
    ['without the patient', (copy) => delete copy.extension],
    ['without an activity', (copy) => delete copy.activity],
    ['of another activity', (copy) => Object.assign(copy, { activity: { coding: [{ code: 'AU' }] } })],
    ['without a period', (copy) => delete copy.occurredPeriod],
    ['not recorded', (copy) => delete (copy as Partial<Provenance>).recorded],
    ['with an unknown entity role', (copy) => Object.assign(copy.entity?.[0] ?? {}, { role: 'banana' })],
  ])('%s', (_what, change) => {
    expect(validateOutgoing(changed(provenance, change))).not.toEqual([]);
  });
});

describe('a Device is refused', () => {
  test.each<[string, (copy: Device) => void]>([
    ['whose type has a display', (copy) => Object.assign(copy.type?.coding?.[0] ?? {}, { display: 'AI' })],
    ['of another type', (copy) => Object.assign(copy, { type: { text: 'computer' } })],
    ['without an identifier', (copy) => delete copy.identifier],
    ['without its kind of AI', (copy) => delete copy.extension],
    ['without a version', (copy) => delete copy.version],
  ])('%s', (_what, change) => {
    expect(validateOutgoing(changed(device, change))).not.toEqual([]);
  });
});

test('faults never repeat a value of the resource', () => {
  const secret = 'Zyxwvut';
  const bad = changed(note, (copy) => {
    Object.assign(copy, { docStatus: secret, [secret.toLowerCase()]: secret, date: secret });
  });
  expect(validateOutgoing(bad).length).toBeGreaterThan(0);
  expect(validateOutgoing(bad).join('\n')).not.toContain(secret);
});

test.each(['throughline-attested-note', 'throughline-attestation-provenance', 'throughline-ai-device'])(
  '%s holds in its snapshot what its differential says',
  (name) => {
    const profile = read<StructureDefinition>(`StructureDefinition-${name}.json`);
    const snapshot = new Map(profile.snapshot?.element.map((element) => [element.id, element]));
    for (const element of profile.differential?.element ?? [])
      expect(snapshot.get(element.id ?? '')).toMatchObject({ ...element });
    expect(snapshot.size).toBe(profile.snapshot?.element.length);
  },
);
