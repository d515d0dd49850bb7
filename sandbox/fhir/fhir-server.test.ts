import type { Bundle, DocumentReference, OperationOutcome, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import { askForToken, fhirClient, openApp, startKeyServer } from '../testing/open-app.ts';
import { assertValid } from './validate.ts';

let sandbox: RunningSandbox;
let keys: Awaited<ReturnType<typeof startKeyServer>>;
let send: ReturnType<typeof fhirClient>;

beforeAll(async () => {
  keys = await startKeyServer();
  sandbox = await startSandbox({ port: 0, appUrl: keys.appUrl, today: '2026-11-21' });
  const redirectUri = `${keys.appUrl}/callback`;
  const scope = 'launch openid fhirUser user/*.cruds';
  const app = await openApp(sandbox, { clientId: 'throughline', redirectUri, scope });
  const { body } = await askForToken(sandbox, {
    grant_type: 'authorization_code',
    code: app.code,
    redirect_uri: redirectUri,
    code_verifier: app.verifier,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await keys.assertion(`${sandbox.url}/oauth2/token`),
  });
  send = fhirClient(sandbox, body.access_token);
});
afterAll(async () => {
  await sandbox.close();
  await keys.close();
});

const subject = { reference: 'Patient/pt-c1' };
const observation = { resourceType: 'Observation', status: 'final', code: { text: 'made by a test' }, subject };
const made = (value: string) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  identifier: [{ system: 'urn:test', value }],
  type: { text: 'note' },
  subject,
  content: [{ attachment: { contentType: 'text/plain', data: 'bm90ZQ==' } }],
});

test('a transaction leaves nothing behind when one entry fails', async () => {
  const entry = (resource: object) => ({ resource, request: { method: 'POST', url: 'Observation' } });
  const before = (await send<Bundle>('GET', 'Observation?_count=0')).body.total;
  const bad = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [entry(observation), entry({ ...observation, status: 'banana' })],
  };
  expect((await send('POST', '', bad)).status).toBe(422);
  expect((await send<Bundle>('GET', 'Observation?_count=0')).body.total).toBe(before);
  const good = { ...bad, entry: [entry(observation), entry(observation)] };
  const answer = await send<Bundle>('POST', '', good);
  expect(answer.body.entry?.map(({ response }) => response?.status)).toEqual(['201', '201']);
  expect((await send<Bundle>('GET', 'Observation?_count=0')).body.total).toBe((before ?? 0) + 2);
});

test('what is not valid R4 is refused with 422 and an OperationOutcome', async () => {
  const patient = (await send<Patient>('GET', 'Patient/pt-c1')).body;
  const banana = { ...patient, gender: 'banana' } as unknown as Patient;
  expect(() => assertValid(banana)).toThrow(
    expect.objectContaining({ outcome: expect.objectContaining({ id: 'business-rule' }) }),
  );
  for (const fault of [{ status: 'banana' }, { foo: 1 }, { status: undefined }, { effectiveDateTime: 'yesterday' }]) {
    const answer = await send<OperationOutcome>('POST', 'Observation', { ...observation, ...fault });
    expect([answer.status, answer.body.resourceType]).toEqual([422, 'OperationOutcome']);
  }
  const script = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>' };
  expect((await send('POST', 'Observation', { ...observation, text: script })).status).toBe(422);
});

test('concurrent conditional creates with one identifier create one resource', async () => {
  const headers = { 'if-none-exist': 'identifier=urn:test|once' };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => send<DocumentReference>('POST', 'DocumentReference', made('once'), headers)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(11);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect((await send<Bundle>('GET', 'DocumentReference?identifier=urn:test|once')).body.total).toBe(1);
});

test('create, update, history, vread, If-Match and delete behave as R4 says', async () => {
  const created = await send<DocumentReference>('POST', 'DocumentReference', { ...made('versions'), id: 'my-own-id' });
  const id = created.body.id ?? '';
  expect(id).not.toBe('my-own-id');
  const first = created.body.meta?.versionId;
  expect(created.headers.get('location')).toBe(`${sandbox.url}/fhir/R4/DocumentReference/${id}/_history/${first}`);
  expect(created.headers.get('etag')).toBe(`W/"${first}"`);
  const changed = { ...created.body, status: 'superseded' };
  expect((await send('PUT', `DocumentReference/${id}`, changed, { 'if-match': 'W/"wrong"' })).status).toBe(412);
  const updated = await send<DocumentReference>('PUT', `DocumentReference/${id}`, changed, {
    'if-match': `W/"${first}"`,
  });
  expect([updated.status, updated.body.status]).toEqual([200, 'superseded']);
  const versions = async () =>
    (await send<Bundle>('GET', `DocumentReference/${id}/_history`)).body.entry?.map(
      ({ resource, request }) => resource?.meta?.versionId ?? request?.method,
    );
  const expected = [updated.body.meta?.versionId, first];
  expect(await versions()).toEqual(expected);
  expect(await versions()).toEqual(expected);
  expect((await send<DocumentReference>('GET', `DocumentReference/${id}/_history/${first}`)).body.status).toBe(
    'current',
  );
});

test('a deleted resource is gone, and its history stays', async () => {
  const { createEhr } = await import('../ehr.ts');
  const ehr = await createEhr({ url: 'http://ehr.test', appUrl: 'http://app.test', today: '2026-11-21' });
  await ehr.repository.deleteResource('Goal', 'c1-g1');
  await expect(ehr.repository.readResource('Goal', 'c1-g1')).rejects.toMatchObject({ outcome: { id: 'gone' } });
  const history = await ehr.repository.readHistory('Goal', 'c1-g1');
  expect(history.entry?.map(({ request }) => request?.method)).toEqual(['DELETE', 'POST']);
});

test('a search is paged with next links that together give every match once', async () => {
  const ids: string[] = [];
  let path: string | undefined = 'Observation?patient=Patient/pt-c2&_count=17&_sort=date';
  let total = 0;
  while (path !== undefined) {
    const { body }: { body: Bundle } = await send<Bundle>('GET', path);
    total = body.total ?? 0;
    for (const { fullUrl, resource } of body.entry ?? []) {
      expect(fullUrl).toBe(`${sandbox.url}/fhir/R4/Observation/${resource?.id}`);
      ids.push(resource?.id ?? '');
    }
    path = body.link?.find(({ relation }) => relation === 'next')?.url.slice(`${sandbox.url}/fhir/R4/`.length);
  }
  expect(total).toBeGreaterThan(100);
  expect([ids.length, new Set(ids).size]).toEqual([total, total]);
});

test('searches the EHR cannot evaluate are refused, unknown ones only when asked to be strict', async () => {
  expect((await send('GET', 'Observation?value-quantity=gt5')).status).toBe(400);
  expect((await send<Bundle>('GET', 'Goal?patient=pt-c1&nonsense=1')).body.total).toBe(9);
  expect((await send('GET', 'Goal?patient=pt-c1&nonsense=1', undefined, { prefer: 'handling=strict' })).status).toBe(
    400,
  );
  expect((await send('GET', 'Medication?code=1')).status).toBe(404);
});

test('the CapabilityStatement is served without a token, everything else is not', async () => {
  const metadata = await fetch(`${sandbox.url}/fhir/R4/metadata`);
  expect(((await metadata.json()) as { fhirVersion: string }).fhirVersion).toBe('4.0.1');
  const answer = await fetch(`${sandbox.url}/fhir/R4/Patient/pt-c1`);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});
