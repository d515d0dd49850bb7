import type { DocumentReference } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EpicApp, startEpicApp } from '../../testing/epic-app.ts';

let app: EpicApp;
beforeAll(async () => {
  app = await startEpicApp();
});
afterEach(() => app.sandbox.epic.set({}));
afterAll(() => app.close());

const note = (changes: object = {}) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'final',
  identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:ours' }],
  type: {
    coding: [
      { system: 'http://loinc.org', code: '11506-3' },
      { system: 'http://loinc.org', code: '51847-2' },
    ],
  },
  subject: { reference: 'Patient/pt-c1' },
  custodian: { reference: 'Organization/org-c1' },
  securityLabel: [{ text: 'restricted' }],
  content: [
    {
      attachment: {
        contentType: 'text/plain',
        title: 'Ours',
        data: Buffer.from('PLAN\n\n  a   b <c>\n').toString('base64'),
      },
    },
    { attachment: { contentType: 'application/pdf', data: 'JVBERg==' } },
  ],
  context: { encounter: [{ reference: 'Encounter/c1-s6' }] },
  ...changes,
});

test('it takes no plan, goal, provenance or device, searches no provenance and deletes nothing', async () => {
  for (const type of ['CarePlan', 'Goal', 'Provenance', 'Device'])
    expect([type, (await app.send('POST', type, { resourceType: type })).status]).toEqual([type, 405]);
  expect((await app.send('GET', 'Provenance?target=DocumentReference/c1-note-s1')).status).toBe(405);
  expect((await app.send('DELETE', 'DocumentReference/c1-note-s1')).status).toBe(405);
  expect(await app.refusal('ServiceRequest', 'POST', { resourceType: 'ServiceRequest' })).toContain('fatal 59159');
  expect(await app.refusal('Observation', 'POST', { resourceType: 'Observation' })).toContain('fatal 59188');
});

test('a note is filed as its own: empty answer, relative address, HTML and RTF, nothing of ours but the words', async () => {
  const filed = await app.send('POST', 'DocumentReference', note(), { 'if-none-exist': 'identifier=urn:uuid:ours' });
  expect([filed.status, filed.body, filed.headers.get('etag')]).toEqual([201, undefined, null]);
  const location = filed.headers.get('location') ?? '';
  expect(location).toMatch(/^DocumentReference\/[^/]+$/);
  const { body, headers } = await app.send<DocumentReference>('GET', location);
  expect([headers.get('etag'), body.meta, body.securityLabel, body.custodian?.reference]).toEqual([
    null,
    undefined,
    undefined,
    undefined,
  ]);
  expect(body.identifier?.map(({ system }) => system)).toEqual([
    'urn:oid:1.2.840.114350.1.13.0.1.7.2.727879',
    'urn:oid:1.2.840.114350.1.72.3.15',
  ]);
  expect(body.type?.coding?.map(({ code }) => code)).toEqual(['1', '1', '11506-3']);
  expect(body.author).toMatchObject([{ reference: 'Practitioner/pr-c1' }]);
  expect(body.content.map(({ attachment }) => [attachment.contentType, attachment.title])).toEqual([
    ['text/html', undefined],
    ['text/rtf', undefined],
  ]);
  const html = await app.raw(body.content[0]?.attachment.url ?? '', { accept: 'text/html' });
  expect(html.text).toContain('<div>PLAN</div><div>a b &lt;c&gt;</div>');
  const again = await app.send('POST', 'DocumentReference', note(), { 'if-none-exist': 'identifier=urn:uuid:ours' });
  expect(again.headers.get('location')).not.toBe(location);
  expect(await app.refusal(location, 'PUT', { ...note(), id: location.split('/')[1] })).toContain('fatal 59159');
});

test('a note that it cannot take is refused and nothing is filed', async () => {
  const before = app.sandbox.held('DocumentReference', 'epic').length;
  const valid = 'Valid encounter required';
  const text = (contentType: string) => [{ attachment: { contentType, data: 'YQ==' } }];
  const refused: [object, unknown[]][] = [
    [{ context: {} }, [400, 'fatal 59159', valid]],
    [{ context: { encounter: [{ reference: 'Encounter/c2-s1' }] } }, [400, 'fatal 59159', valid]],
    [
      { subject: { reference: `${app.sandbox.fhirBase('epic')}/Patient/pt-c1` } },
      [400, 'fatal 59159', 'Invalid subject received'],
    ],
    [
      { type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] } },
      [422, 'fatal 59012', 'Invalid type received'],
    ],
    [{ content: text('application/pdf') }, [422, 'fatal 59012', 'Invalid attachment received']],
    [{ docStatus: 'amended' }, [422, 'fatal 59012', 'Invalid docStatus received']],
    [
      { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] },
      [422, 'fatal 59012', 'Invalid modifierExtension received'],
    ],
  ];
  for (const [changes, expected] of refused)
    expect(await app.refusal('DocumentReference', 'POST', note(changes))).toEqual(expected);
  app.sandbox.epic.set({ mayWriteNotes: false });
  expect(await app.refusal('DocumentReference', 'POST', note())).toContain('fatal 4118');
  expect(app.sandbox.held('DocumentReference', 'epic')).toHaveLength(before);
});

test('a problem that is filed comes back provisional, on the problem list, and a long note is refused', async () => {
  const problem = {
    resourceType: 'Condition',
    subject: { reference: 'Patient/pt-c1' },
    category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z59.0' }] },
  };
  const filed = await app.send('POST', 'Condition', problem);
  expect([filed.status, filed.body]).toEqual([201, undefined]);
  const { body } = await app.send('GET', filed.headers.get('location') ?? '');
  expect(body).toMatchObject({
    verificationStatus: { text: 'Provisional' },
    category: [{ text: 'Problem List Item' }],
  });
  const long = { ...problem, note: [{ text: 'x'.repeat(451) }] };
  expect(await app.refusal('Condition', 'POST', long)).toContain('fatal 59159');
  expect(await app.refusal('Condition', 'POST', { resourceType: 'Goal' })).toContain('fatal 59105');
});

test('every such refusal on the list of rules was provoked by a request above', () => {
  expect(app.notProvoked('writes')).toEqual([]);
});
