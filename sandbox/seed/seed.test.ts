import { readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4';
import { beforeAll, expect, test } from 'vitest';
import { loadDefinitions } from '../fhir/definitions.ts';
import { assertValid } from '../fhir/validate.ts';
import { casesFolder, loadCases } from './load-cases.ts';
import { seedResources } from './seed-resources.ts';
import { shiftCase } from './shift-dates.ts';

const today = '2026-11-21';
let record: FhirResource[];

beforeAll(() => {
  loadDefinitions();
  record = loadCases().flatMap((caseFile) => seedResources(shiftCase(caseFile, today).caseFile));
});

test('every seeded resource is valid R4, has its own id, and refers only to resources that exist', () => {
  for (const resource of record) assertValid(resource);
  const ids = record.map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(record).matchAll(/"(?:reference|url)":"([A-Z][A-Za-z]+\/[^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(references.length).toBeGreaterThan(1000);
  expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
});

test('nothing private and nothing about checking reaches the record', () => {
  const stored = record
    .map((resource) =>
      resource.resourceType === 'Binary'
        ? Buffer.from(resource.data ?? '', 'base64').toString()
        : JSON.stringify(resource),
    )
    .join('\n');
  const secrets = loadCases().flatMap((caseFile) => {
    const { caseFile: shifted } = shiftCase(caseFile, today);
    const raw = shifted as unknown as {
      sessions: { clinician_private?: string; clinician_note_on_scores?: string }[];
      collateral_contacts: { clinician_aside?: string }[];
      traps: { fact: string; must: string; must_not: string }[];
    };
    return [
      ...raw.sessions.flatMap((session) => [session.clinician_private, session.clinician_note_on_scores]),
      ...raw.collateral_contacts.map(({ clinician_aside }) => clinician_aside),
      ...raw.traps.flatMap(({ fact, must, must_not }) => [fact, must, must_not]),
    ].filter((text): text is string => text !== undefined);
  });
  expect(secrets.length).toBeGreaterThan(60);
  expect(stored).toContain('choir');
  for (const secret of secrets) expect(stored).not.toContain(secret);
  for (const word of ['culvert', 'Maldonado', 'Counter-transference', 'coercion']) expect(stored).not.toContain(word);
});

test('the last session has its Encounter and scores but no note and no reported progress', () => {
  for (const caseFile of loadCases()) {
    const prefix = caseFile.patient.id.slice(3);
    const last = caseFile.sessions.at(-1);
    const own = record.filter(({ id }) => id?.startsWith(`${prefix}-`));
    expect(own.some(({ resourceType, id }) => resourceType === 'Encounter' && id === `${prefix}-${last?.id}`)).toBe(
      true,
    );
    expect(own.filter(({ resourceType }) => resourceType === 'DocumentReference')).toHaveLength(
      caseFile.sessions.length - 1,
    );
    expect(JSON.stringify(own)).not.toContain(last?.response);
  }
});

test('totals stand as the case holds them, even where the items add up to another number', () => {
  const total = record.find(({ id }) => id === 'c3-ob-4-total');
  expect(total).toMatchObject({ valueQuantity: { value: 15, code: '{score}' } });
  expect(readFileSync(`${casesFolder}/case-3-gad-student.json`, 'utf8')).toContain('items add to 13');
});

test('a child’s consents come from the guardian, an interpreter is needed and named by role, a group names nobody', () => {
  const byId = (id: string): unknown => record.find((resource) => resource.id === id);
  expect(byId('c5-co-2')).toMatchObject({ status: 'active', performer: [{ reference: 'RelatedPerson/c5-contact' }] });
  expect(byId('c9-co-4')).toMatchObject({ status: 'rejected', performer: [{ reference: 'Patient/pt-c9' }] });
  expect(byId('pt-c8')).toMatchObject({
    communication: [{ language: { coding: [{ code: 'ti' }], text: 'Tigrinya' } }],
  });
  expect(JSON.stringify(byId('pt-c8'))).toContain('us-core-interpreter-needed');
  expect(JSON.stringify(byId('c8-s2'))).toContain('"code":"translator"');
  expect(byId('c9-s2')).toMatchObject({ type: [{ text: 'Group psychotherapy visit, in person' }] });
  expect((byId('c9-s2') as { participant: unknown[] }).participant).toHaveLength(1);
  expect(byId('c10-s1')).toMatchObject({ class: { code: 'HH' } });
});

test('a form with open questions has its answers and no total; the mother’s own form is not in the child’s record', () => {
  const ids = record.map(({ id }) => id);
  expect(ids).toContain('c8-ob-5-item-7');
  expect(ids).not.toContain('c8-ob-5-item-8');
  expect(ids).not.toContain('c8-ob-5-total');
  expect(ids.filter((id) => id?.startsWith('c5-ob-4'))).toEqual([]);
  expect(record.find(({ id }) => id === 'c7-ob-1-total')).toMatchObject({
    code: { coding: [{ code: '89204-2' }] },
    valueQuantity: { value: 14 },
  });
});
