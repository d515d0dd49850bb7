import type { Bundle, DocumentReference, OperationOutcome, Provenance } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxSecret } from '../../smart/clients.ts';
import { type RunningSandbox, startSandbox } from '../../start-sandbox.ts';
import { basic, fhirClient, openApp } from '../../testing/open-app.ts';
import { codeSet } from './local-codes.ts';

let sandbox: RunningSandbox;
let send: ReturnType<typeof fhirClient>;
const scope =
  'launch openid fhirUser user/DocumentReference.crus user/Provenance.crs user/Binary.r user/Observation.crus user/CarePlan.cruds user/Condition.crus user/Patient.rs user/Goal.rs';

beforeAll(async () => {
  const appUrl = 'http://localhost:3000';
  sandbox = await startSandbox({ port: 0, authPort: 0, appUrl, today: '2026-11-21' });
  const app = await openApp(sandbox, {
    clientId: 'throughline',
    redirectUri: `${appUrl}/callback`,
    scope,
    persona: 'oracle',
  });
  const { body } = await app.exchange({}, basic('throughline', sandboxSecret));
  expect(body.scope).toContain('user/CarePlan.rs user/');
  send = fhirClient(sandbox, body.access_token, 'oracle');
});
afterAll(() => sandbox.close());

const xhtml = (body: string) => `<html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html>`;
const attachment = (body: string, contentType = 'application/xhtml+xml;charset=utf-8') => ({
  contentType,
  data: Buffer.from(body).toString('base64'),
  title: 'Progress note',
  creation: '2026-11-20T15:00:00Z',
});
const loinc = { coding: [{ system: 'http://loinc.org', code: '11506-3' }] };
const note = (change: Record<string, unknown> = {}): DocumentReference =>
  ({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: loinc,
    subject: { reference: 'Patient/pt-c1' },
    author: [{ reference: 'Practitioner/pr-c1' }],
    content: [{ attachment: attachment(xhtml('<h1>Plan</h1><p>One &amp; two<br />three</p>')) }],
    context: { encounter: [{ reference: 'Encounter/c1-s6' }], period: { end: '2026-11-20T15:00:00Z' } },
    ...change,
  }) as DocumentReference;
const idOf = (headers: Headers) => headers.get('location')?.split('/').at(-1) ?? '';

test('a note is filed with an empty 201, an absolute Location and version 1, and comes back as converted HTML', async () => {
  const identifier = [{ system: 'urn:ours', value: 'x' }];
  const first = await send('POST', 'DocumentReference', note({ identifier }), {
    'if-none-exist': 'identifier=urn:ours|x',
  });
  expect([first.status, first.body, first.headers.get('etag')]).toEqual([201, undefined, 'W/"1"']);
  expect(first.headers.get('location')).toBe(`${sandbox.fhirBase('oracle')}/DocumentReference/${idOf(first.headers)}`);
  expect(first.headers.get('x-request-id')).toMatch(/\S/);
  const again = await send('POST', 'DocumentReference', note({ identifier }), {
    'if-none-exist': 'identifier=urn:ours|x',
  });
  expect(idOf(again.headers)).not.toBe(idOf(first.headers));
  const read = await send<DocumentReference>('GET', `DocumentReference/${idOf(first.headers)}`);
  expect(read.headers.get('etag')).toBe('W/"1"');
  expect(read.body.identifier?.map(({ system }) => system)).toEqual(['https://fhir.cerner.com/ceuuid']);
  expect(read.body.type?.coding?.map(({ system }) => system)).toEqual([codeSet(72), 'http://loinc.org']);
  const html =
    read.body.content.find(({ attachment: { contentType } }) => contentType === 'text/html')?.attachment.url ?? '';
  const path = html.slice(sandbox.fhirBase('oracle').length + 1);
  const content = await send('GET', path, undefined, { accept: 'text/html' });
  expect(content.body).toBe('<html><body><p><b>Plan</b></p><p>One &amp; two<br/>three</p></body></html>');
});

test.each([
  ['docStatus missing', 'note-docstatus', { docStatus: undefined }],
  ['docStatus preliminary', 'note-docstatus', { docStatus: 'preliminary' }],
  ['period missing', 'note-period', { context: { encounter: [{ reference: 'Encounter/c1-s6' }] } }],
  ['period end without time', 'note-period', { context: { period: { end: '2026-11-20' } } }],
  [
    'a visit of another patient',
    'note-period',
    { context: { encounter: [{ reference: 'Encounter/c2-s1' }], period: { end: '2026-11-20T15:00:00Z' } } },
  ],
  ['no author', 'note-author', { author: undefined }],
  ['another author', 'note-author', { author: [{ reference: 'Practitioner/pr-c2' }] }],
  [
    'two authors',
    'note-author',
    { author: [{ reference: 'Practitioner/pr-c1' }, { reference: 'Practitioner/pr-c1' }] },
  ],
  ['an authenticator', 'note-author', { authenticator: { reference: 'Practitioner/pr-c1' } }],
  [
    'LOINC beside codeSet/72',
    'note-type',
    { type: { coding: [...loinc.coding, { system: codeSet(72), code: '2820511' }] } },
  ],
  ['type in words', 'note-type', { type: { text: 'note' } }],
  [
    'two attachments',
    'note-attachment',
    { content: [{ attachment: attachment(xhtml('')) }, { attachment: attachment(xhtml('')) }] },
  ],
  ['no title', 'note-attachment', { content: [{ attachment: { ...attachment(xhtml('')), title: undefined } }] }],
  [
    'creation without time',
    'note-attachment',
    { content: [{ attachment: { ...attachment(xhtml('')), creation: '2026-11-20' } }] },
  ],
  ['no charset', 'note-attachment', { content: [{ attachment: attachment('note', 'text/plain') }] }],
  ['<br> left open', 'note-xhtml', { content: [{ attachment: attachment(xhtml('a<br>b')) }] }],
  ['an HTML entity', 'note-xhtml', { content: [{ attachment: attachment(xhtml('a&nbsp;b')) }] }],
  ['a script', 'note-xhtml', { content: [{ attachment: attachment(xhtml('<script>1</script>')) }] }],
  ['a style', 'note-xhtml', { content: [{ attachment: attachment(xhtml('<p style="color:red">a</p>')) }] }],
  ['a link', 'note-xhtml', { content: [{ attachment: attachment(xhtml('<a href="x">a</a>')) }] }],
  ['a patient who is not there', 'note-subject', { subject: { reference: 'Patient/none' } }],
  ['invalid R4', 'invalid-r4', { date: 'yesterday' }],
])('a note is refused without a cause: %s', async (_name, rule, change) => {
  const before = sandbox.held('DocumentReference', 'oracle').length;
  const { status, body } = await send<OperationOutcome>('POST', 'DocumentReference', note(change));
  const issue = [{ severity: 'error', code: 'invalid', details: { text: 'Unprocessable entity' } }];
  expect([status, body]).toEqual([422, { resourceType: 'OperationOutcome', issue }]);
  expect(sandbox.requests.at(-1)?.rule).toBe(rule);
  expect(sandbox.held('DocumentReference', 'oracle').length).toBe(before);
});

test('contained resources, undocumented elements, modifier extensions and implicit rules have codes of their own', async () => {
  const code = async (change: Record<string, unknown>) =>
    (await send<OperationOutcome>('POST', 'DocumentReference', note(change))).body.issue[0]?.code;
  expect(await code({ contained: [{ resourceType: 'Patient', id: 'x' }] })).toBe('business-rule');
  expect(await code({ modifierExtension: [{ url: 'urn:x', valueBoolean: true }] })).toBe('extension');
  expect(await code({ implicitRules: 'urn:x' })).toBe('not-supported');
  expect(await code({ relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/1' } }] })).toBe(
    'business-rule',
  );
  for (const type of ['text/plain; charset=utf-8', 'text/rtf;charset=utf-8', 'application/pdf']) {
    const content = [{ attachment: attachment('words', type) }];
    expect((await send('POST', 'DocumentReference', note({ content }))).status).toBe(201);
  }
});

test('a note is amended and taken back under If-Match only', async () => {
  const id = idOf((await send('POST', 'DocumentReference', note())).headers);
  const path = `DocumentReference/${id}`;
  const amended = (change: Record<string, unknown> = {}) => note({ id, docStatus: 'amended', ...change });
  const put = async (body: unknown, match?: string) =>
    send('PUT', path, body, match === undefined ? {} : { 'if-match': match });
  expect((await put(amended())).status).toBe(412);
  expect((await put(amended(), 'W/"9"')).status).toBe(409);
  const plain = [{ attachment: attachment('words', 'text/plain;charset=utf-8') }];
  const early = [{ attachment: { ...attachment(xhtml('')), creation: '2026-11-19T15:00:00Z' } }];
  for (const change of [
    { docStatus: 'final' },
    { subject: { reference: 'Patient/pt-c2' } },
    { content: plain },
    { content: early },
    { context: { period: { end: '2026-11-20T15:00:00Z' } } },
  ])
    expect((await put(amended(change), 'W/"1"')).status).toBe(422);
  const twice = await Promise.all([put(amended(), 'W/"1"'), put(amended(), 'W/"1"')]);
  expect(new Set(twice.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const second = await send<DocumentReference>('GET', path);
  expect([second.headers.get('etag'), second.body.docStatus]).toEqual(['W/"2"', 'amended']);
  const back = await put(amended({ status: 'entered-in-error' }), 'W/"2"');
  expect([back.status, back.body, back.headers.get('etag')]).toEqual([200, undefined, 'W/"3"']);
  expect(
    (await send('PUT', 'DocumentReference/none', note({ id: 'none', docStatus: 'amended' }), { 'if-match': 'W/"1"' }))
      .status,
  ).toBe(404);
});

test('a Provenance holds one target, when, who and sources, and nothing else', async () => {
  const target = `DocumentReference/${idOf((await send('POST', 'DocumentReference', note())).headers)}`;
  const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
  const participant = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
  const agent = {
    type: concept(participant, 'author'),
    role: [concept('http://terminology.hl7.org/CodeSystem/contractsignertypecodes', 'SOURCE')],
    who: { reference: 'Practitioner/pr-c1' },
  };
  const minimal = {
    resourceType: 'Provenance',
    target: [{ reference: target }],
    recorded: '2026-11-20T15:10:00Z',
    agent: [agent],
    entity: [{ role: 'source', what: { display: 'ours' } }],
  };
  const filed = await send('POST', 'Provenance', minimal);
  expect([filed.status, filed.body]).toEqual([201, undefined]);
  expect(filed.headers.get('location')).toMatch(/\/Provenance\/doc-\d+$/);
  const found = await send<Bundle<Provenance>>('GET', `Provenance?target=${target}`);
  expect(found.body.entry?.map(({ resource }) => resource?.id)).toEqual([idOf(filed.headers)]);
  const along = await send<Bundle>(
    'GET',
    `DocumentReference?_id=${target.split('/')[1]}&_revinclude=Provenance:target`,
  );
  expect(along.body.entry?.map(({ search }) => search?.mode)).toEqual(['match', 'include']);
  for (const change of [
    { activity: { text: 'x' } },
    { reason: [{ text: 'x' }] },
    { policy: ['urn:x'] },
    { target: [{ reference: target }, { reference: target }] },
    { target: [{ reference: 'DocumentReference/none' }] },
    { agent: [{ ...agent, role: undefined }] },
    { agent: [{ ...agent, type: concept(participant, 'attester') }] },
    { entity: [{ role: 'derivation', what: { display: 'x' } }] },
  ])
    expect((await send('POST', 'Provenance', { ...minimal, ...change })).status).toBe(422);
});

test('plans, goals and devices cannot be created, scores neither; vital signs can', async () => {
  const subject = { reference: 'Patient/pt-c1' };
  const plan = { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject };
  expect((await send('POST', 'CarePlan', plan)).status).toBe(403);
  expect(
    (
      await send('POST', 'Goal', {
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        description: { text: 'x' },
        subject,
      })
    ).status,
  ).toBe(403);
  expect((await send('POST', 'Device', { resourceType: 'Device' })).status).toBe(403);
  expect((await send('POST', 'Task', { resourceType: 'Task' })).status).toBe(404);
  const observation = (category: string) => ({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject,
    valueQuantity: { value: 70 },
  });
  expect((await send('POST', 'Observation', observation('survey'))).status).toBe(422);
  expect((await send('POST', 'Observation', observation('vital-signs'))).status).toBe(201);
  expect((await send('DELETE', 'Condition/c1-dx-F33.2')).status).toBe(405);
});

test('a batch goes entry by entry, a transaction does not go at all', async () => {
  const entry = [
    { request: { method: 'GET', url: 'Patient/pt-c1' } },
    { request: { method: 'GET', url: 'Patient?bogus=1' } },
    { request: { method: 'GET', url: 'Goal?patient=pt-c1' } },
    { request: { method: 'POST', url: 'DocumentReference' }, resource: note({ docStatus: undefined }) },
    { request: { method: 'POST', url: 'DocumentReference' }, resource: note() },
    { request: { method: 'GET', url: 'Patient/none' } },
  ];
  const batch = await send<Bundle>('POST', '', { resourceType: 'Bundle', type: 'batch', entry });
  expect(batch.body.entry?.map(({ response }) => response?.status)).toEqual(['200', '400', '200', '422', '201', '404']);
  expect((await send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })).status).toBe(422);
});

test('after a gateway timeout the note may be filed or not', async () => {
  const count = () => sandbox.held('DocumentReference', 'oracle').length;
  const before = count();
  sandbox.oracle.set({ gatewayTimeout: { method: 'POST', type: 'DocumentReference', kept: true, times: 1 } });
  expect([(await send('POST', 'DocumentReference', note())).status, count()]).toEqual([504, before + 1]);
  sandbox.oracle.set({ gatewayTimeout: { method: 'POST', type: 'DocumentReference', times: 1 } });
  expect([(await send('POST', 'DocumentReference', note())).status, count()]).toEqual([504, before + 1]);
  sandbox.oracle.set({});
});

test('bodies of any shape are refused, never a failure of the server', async () => {
  const shapes = [
    [],
    {},
    { entry: 1 },
    { target: 1, agent: {} },
    { content: {}, context: [], author: 'x', type: 1 },
    { category: 'x' },
  ];
  for (const type of ['DocumentReference', 'Provenance', 'Observation', 'Condition'])
    for (const shape of shapes) {
      const body = Array.isArray(shape)
        ? shape
        : { resourceType: type, docStatus: 'final', status: 'current', ...shape };
      const { status } = await send('POST', type, body);
      expect([400, 422], `${type} ${JSON.stringify(shape)}`).toContain(status);
    }
  for (const entry of [1, [null], [{ request: { url: 1, method: 'GET' } }]])
    expect((await send('POST', '', { resourceType: 'Bundle', type: 'batch', entry })).status).toBe(400);
  expect((await send('POST', '', undefined)).status).toBe(422);
  for (const context of [
    '',
    '%00',
    'eyJxdWVyeSI6MX0',
    Buffer.from('{"query":"_id=x","offset":-1}').toString('base64url'),
  ])
    expect((await send('GET', `Observation?patient=pt-c1&-pageContext=${context}`)).status).toBe(400);
});
