import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EpicApp, startEpicApp } from '../../testing/epic-app.ts';

let app: EpicApp;
beforeAll(async () => {
  app = await startEpicApp();
});
afterEach(() => app.sandbox.epic.set({}));
afterAll(() => app.close());

test('the token answer has what Epic adds, and the banner as text', () => {
  const expected = { need_patient_banner: 'false', encounter: 'c1-s6', '__epic.dstu2.patient': 'Tpt-c1' };
  expect(app.token).toMatchObject(expected);
});

test('a closed chart stays closed and a merged patient redirects', async () => {
  app.sandbox.epic.set({ breakTheGlass: 'pt-c1', merged: { 'pt-c2': 'pt-c1' } });
  expect(await app.refusal('Patient/pt-c1')).toEqual([403, 'fatal 4131', undefined]);
  expect(await app.refusal('Encounter?patient=pt-c1')).toEqual([403, 'fatal 4130', undefined]);
  expect(await app.refusal('Binary/c1-note-s1-html')).toEqual([403, 'fatal 4130', undefined]);
  const { status, headers } = await app.raw('Patient/pt-c2', { accept: 'application/fhir+json' });
  expect([status, headers.get('location')]).toEqual([301, `${app.sandbox.fhirBase('epic')}/Patient/pt-c1`]);
});

test('it speaks XML unless asked for JSON, and each Binary in its own type', async () => {
  const xml = await app.raw('Patient/pt-c1');
  expect(xml.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(xml.text).toMatch(/^<Patient xmlns="http:\/\/hl7.org\/fhir"><id value="pt-c1"\/>/);
  const json = await app.raw('Patient/pt-c1', { accept: 'application/json' });
  expect([json.headers.get('content-type'), JSON.parse(json.text).id]).toEqual([
    'application/json; charset=utf-8',
    'pt-c1',
  ]);
  const html = await app.raw('Binary/c1-note-s1-html', { accept: 'text/html' });
  expect([html.headers.get('content-type')?.split(';')[0], html.text.includes('<div>SUBJECTIVE</div>')]).toEqual([
    'text/html',
    true,
  ]);
});

test('the web server answers for what is not FHIR here; tokens and scopes fail without an outcome', async () => {
  for (const path of [
    'AuditEvent',
    'Nonsense?_count=1',
    'Patient/pt-c1/_history',
    'Patient/pt-c1/_history/1',
    '$export',
  ]) {
    const { status, body } = await app.send<string>('GET', path);
    expect([path, status, typeof body === 'string' && body.includes('404 - File or directory')]).toEqual([
      path,
      404,
      true,
    ]);
  }
  expect((await app.send('POST', '', { resourceType: 'Bundle', type: 'transaction' })).status).toBe(404);
  const unknown = await app.raw('Patient/pt-c1', { authorization: 'Bearer not-a-token' });
  expect([unknown.status, unknown.text]).toEqual([401, '""']);
  expect(await app.refusal('Patient/nobody')).toEqual([404, 'fatal 59008', 'Invalid FHIR ID provided']);
  expect(unknown.headers.get('www-authenticate')).toContain('error="invalid_token"');
  const narrow = await app.launched('user/Patient.r');
  expect(await narrow('GET', 'Condition?patient=pt-c1')).toMatchObject({ status: 403, body: undefined });
  expect(await narrow('POST', 'DocumentReference', {})).toMatchObject({ status: 403, body: undefined });
});

test('what it lists is what it does, and each refusal is logged with its rule', async () => {
  const { body } = await app.send<{
    software: object;
    rest: { interaction?: object; resource: { type: string; interaction: { code: string }[] }[] }[];
  }>('GET', 'metadata');
  expect(body.software).toMatchObject({ name: 'Epic' });
  const plan = body.rest[0]?.resource.find(({ type }) => type === 'CarePlan');
  expect([body.rest[0]?.interaction, plan?.interaction.map(({ code }) => code)]).toEqual([
    undefined,
    ['read', 'search-type'],
  ]);
  await app.send('GET', 'CarePlan?patient=pt-c1');
  expect(app.sandbox.requests.at(-1)).toMatchObject({
    persona: 'epic',
    path: '/epic/fhir/R4/CarePlan',
    parameters: ['patient'],
    status: 400,
    rule: 'careplan-category',
  });
});

test('what a patient scope does not reach is refused as not authorised', async () => {
  const narrow = await app.launched('patient/Patient.r patient/Encounter.rs');
  expect(await app.refusal('Encounter/c2-s1', 'GET', undefined, narrow)).toEqual([403, 'fatal 4118', undefined]);
  expect((await narrow('GET', 'Encounter/c1-s1')).status).toBe(200);
});

test('every such refusal on the list of rules was provoked by a request above', () => {
  expect(app.notProvoked('manners')).toEqual([]);
});
