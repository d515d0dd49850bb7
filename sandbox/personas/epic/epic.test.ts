import type { Bundle, CarePlan, DocumentReference, OperationOutcome } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../start-sandbox.ts';
import { askForToken, fhirClient, openApp, startKeyServer } from '../../testing/open-app.ts';
import { EPIC_RULES, type EpicRuleId } from './rules.ts';

type Send = ReturnType<typeof fhirClient>;
const READS = ['Patient', 'Condition', 'Observation', 'CarePlan', 'Goal', 'Encounter', 'DocumentReference', 'Binary'];
const SCOPES = [
  ...READS.map((type) => `user/${type}.rs`),
  'user/DocumentReference.cu',
  'user/Condition.c',
  'user/Observation.c',
  'user/ServiceRequest.crs',
  'user/Practitioner.r',
];

let sandbox: RunningSandbox;
let keys: Awaited<ReturnType<typeof startKeyServer>>;
let send: Send;

beforeAll(async () => {
  keys = await startKeyServer();
  sandbox = await startSandbox({ port: 0, appUrl: keys.appUrl, today: '2026-11-21' });
  send = await launched(SCOPES.join(' '));
});
afterEach(() => sandbox.epic.set({}));
afterAll(async () => {
  await sandbox.close();
  await keys.close();
});

async function launched(scopes: string): Promise<Send> {
  const redirectUri = `${keys.appUrl}/callback`;
  const scope = `launch openid fhirUser ${scopes}`;
  const app = await openApp(sandbox, {
    clientId: 'throughline',
    redirectUri,
    scope,
    persona: 'epic',
    encounter: 'c1-s6',
  });
  const form = {
    grant_type: 'authorization_code',
    code: app.code,
    redirect_uri: redirectUri,
    code_verifier: app.verifier,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await keys.assertion(`${sandbox.url}/epic/oauth2/token`),
  };
  const { body } = await askForToken(sandbox, form, 'epic');
  expect(body).toMatchObject({ need_patient_banner: 'false', encounter: 'c1-s6', '__epic.dstu2.patient': 'Tpt-c1' });
  return fhirClient(sandbox, body.access_token, 'epic');
}

/** Status, Epic's numbers in order, and the last diagnostics. */
async function refusal(path: string, method = 'GET', body?: unknown, by: Send = send): Promise<unknown[]> {
  const answer = await by<Partial<OperationOutcome> | undefined>(method, path, body);
  const issues = answer.body?.issue ?? [];
  const numbers = issues.map(({ severity, details }) => `${severity} ${details?.coding?.[0]?.code ?? '-'}`);
  return [answer.status, ...numbers, issues.at(-1)?.diagnostics];
}

const matches = ({ entry = [] }: Bundle) =>
  entry.filter(({ search }) => search?.mode === 'match').map(({ resource }) => resource);
const outcomes = ({ entry = [] }: Bundle) =>
  entry.flatMap(({ search, resource }) =>
    search?.mode === 'outcome' && resource?.resourceType === 'OperationOutcome'
      ? (resource as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code)
      : [],
  );
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

test('a CarePlan is found by one category at a time, and by none not at all', async () => {
  const says = (await refusal('CarePlan?patient=pt-c1')).at(-1);
  expect(await refusal('CarePlan?patient=pt-c1')).toEqual([400, 'fatal 59159', says]);
  expect(says).toMatch(/^This resource requires a category for searching\. Use 38717003 for longitudinal/);
  expect(await refusal('CarePlan?patient=pt-c1&category=38717003,734163000')).toContain('fatal 59111');
  expect(await refusal('CarePlan?patient=pt-c1&category=nonsense')).toContain('fatal 59111');
  for (const category of ['38717003', 'assess-plan', 'http://snomed.info/sct|38717003']) {
    const { body } = await send<Bundle>('GET', `CarePlan?patient=pt-c1&category=${encodeURIComponent(category)}`);
    expect(matches(body).length).toBe(1);
    expect((matches(body)[0] as CarePlan).activity?.length).toBeGreaterThan(1);
  }
  const { body } = await send<Bundle>('GET', 'CarePlan?patient=pt-c1&category=734163000');
  expect([body.total, matches(body), outcomes(body)]).toEqual([0, [], ['4101']]);
});

test('searches without what it asks for are refused with its own numbers', async () => {
  expect(await refusal('Observation?patient=pt-c1')).toEqual([
    400,
    'fatal 59159',
    'Must have either code or category.',
  ]);
  expect(await refusal('Observation?patient=pt-c1&category=labresults')).toContain('fatal 59111');
  expect(await refusal('Condition?patient=pt-c1&category=problem-list-item,encounter-diagnosis')).toContain(
    'fatal 4115',
  );
  expect(await refusal('Condition?category=problem-list-item')).toContain('fatal 59159');
  expect(await refusal('DocumentReference?category=clinical-note')).toContain('fatal 59108');
  expect(await refusal('Goal?patient=nobody')).toContain('fatal 59102');
  expect(await refusal('Patient?totally-bogus-param=foo')).toEqual([
    400,
    'information 59100',
    'fatal 59159',
    'This resource requires demographics or _id parameter for searching.',
  ]);
  expect(await refusal('Patient/nobody')).toEqual([404, 'fatal 59008', 'Invalid FHIR ID provided']);
});

test('an older build asks for more, and takes what is asked anew', async () => {
  sandbox.epic.set({ olderBuild: true });
  expect(await refusal('CarePlan?patient=pt-c1&category=38717003')).toContain('activity-date has not been provided');
  const plan = await send<Bundle>('GET', 'CarePlan?patient=pt-c1&category=38717003&date=ge1900-01-01');
  expect(matches(plan.body)).toHaveLength(1);
  expect(await refusal('Observation?patient=pt-c1&category=survey')).toContain('fatal 59111');
  expect(await refusal('Observation?patient=pt-c1&category=survey&code=44261-6')).toContain('fatal 59159');
  const scores = await send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey,functional-mental-status');
  expect(matches(scores.body).length).toBeGreaterThan(40);
});

test('unknown parameters and _sort are passed over; Observation says so, Condition does not', async () => {
  const all = await send<Bundle>('GET', 'Condition?patient=pt-c1');
  const asked = await send<Bundle>(
    'GET',
    'Condition?patient=pt-c1&nonsense=1&_sort=-onset-date&_lastUpdated=ge2999-01-01',
  );
  expect(matches(asked.body)).toEqual(matches(all.body));
  expect([outcomes(asked.body), asked.body.link?.[0]?.url.includes('nonsense=1')]).toEqual([[], true]);
  const scores = await send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey&nonsense=1');
  expect(outcomes(scores.body)).toEqual(['59100']);
});

test('with _count the total is the size of the page, and the next link dies with its session', async () => {
  const whole = matches((await send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey')).body);
  const ids: unknown[] = [];
  let path: string | undefined = 'Observation?patient=pt-c1&category=survey&_count=20';
  for (let page = 0; path !== undefined && page < 20; page++) {
    const { body }: { body: Bundle } = await send<Bundle>('GET', path);
    expect(body.total).toBe(matches(body).length);
    ids.push(...matches(body).map((one) => one?.id));
    path = body.link?.find(({ relation }) => relation === 'next')?.url.split('/R4/')[1];
    if (path !== undefined) expect(path).toMatch(/^Observation\?sessionID=[^&]+$/);
  }
  expect(ids).toEqual(whole.map((one) => one?.id));
  sandbox.epic.set({ pagingMs: 0 });
  const { body } = await send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey&_count=20');
  const next = body.link?.find(({ relation }) => relation === 'next')?.url.split('/R4/')[1] ?? '';
  expect(await refusal(next)).toContain('fatal 4113');
});

test('a part that the app may not see is left out with a warning, for the patient it is switched on for', async () => {
  const before = matches((await send<Bundle>('GET', 'Encounter?patient=pt-c1')).body).length;
  sandbox.epic.set({ withheld: 'pt-c1' });
  const { body } = await send<Bundle>('GET', 'Encounter?patient=pt-c1');
  expect([matches(body).length, outcomes(body)]).toEqual([before - 1, ['59204']]);
});

test('a closed chart stays closed and a merged patient redirects', async () => {
  sandbox.epic.set({ breakTheGlass: 'pt-c1', merged: { 'pt-c2': 'pt-c1' } });
  expect(await refusal('Patient/pt-c1')).toEqual([403, 'fatal 4131', undefined]);
  expect(await refusal('Encounter?patient=pt-c1')).toEqual([403, 'fatal 4130', undefined]);
  expect(await refusal('Binary/c1-note-s1-html')).toEqual([403, 'fatal 4130', undefined]);
  const { status, headers } = await fetchRaw('Patient/pt-c2', { accept: 'application/fhir+json' });
  expect([status, headers.get('location')]).toEqual([301, `${sandbox.fhirBase('epic')}/Patient/pt-c1`]);
});

async function fetchRaw(path: string, headers: Record<string, string> = {}, token?: string) {
  const granted = await openApp(sandbox, { scope: 'launch user/Patient.r user/Binary.r', persona: 'epic' });
  const access = token ?? (await granted.exchange()).body.access_token;
  const response = await fetch(`${sandbox.fhirBase('epic')}/${path}`, {
    headers: { authorization: `Bearer ${access}`, ...headers },
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('it speaks XML unless asked for JSON, and each Binary in its own type', async () => {
  const xml = await fetchRaw('Patient/pt-c1');
  expect(xml.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(xml.text).toMatch(/^<Patient xmlns="http:\/\/hl7.org\/fhir"><id value="pt-c1"\/>/);
  const json = await fetchRaw('Patient/pt-c1', { accept: 'application/json' });
  expect([json.headers.get('content-type'), JSON.parse(json.text).id]).toEqual([
    'application/json; charset=utf-8',
    'pt-c1',
  ]);
  const html = await fetchRaw('Binary/c1-note-s1-html', { accept: 'text/html' });
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
    const { status, body } = await send<string>('GET', path);
    expect([path, status, typeof body === 'string' && body.includes('404 - File or directory')]).toEqual([
      path,
      404,
      true,
    ]);
  }
  expect((await send('POST', '', { resourceType: 'Bundle', type: 'transaction' })).status).toBe(404);
  const unknown = await fetchRaw('Patient/pt-c1', { accept: 'application/fhir+json' }, 'not-a-token');
  expect([unknown.status, unknown.text]).toEqual([401, '""']);
  expect(unknown.headers.get('www-authenticate')).toContain('error="invalid_token"');
  const narrow = await launched('user/Patient.r');
  expect(await narrow('GET', 'Condition?patient=pt-c1')).toMatchObject({ status: 403, body: undefined });
  expect(await narrow('POST', 'DocumentReference', note())).toMatchObject({ status: 403, body: undefined });
});

test('it takes no plan, goal, provenance or device, searches no provenance and deletes nothing', async () => {
  for (const type of ['CarePlan', 'Goal', 'Provenance', 'Device'])
    expect([type, (await send('POST', type, { resourceType: type })).status]).toEqual([type, 405]);
  expect((await send('GET', 'Provenance?target=DocumentReference/c1-note-s1')).status).toBe(405);
  expect((await send('DELETE', 'DocumentReference/c1-note-s1')).status).toBe(405);
  expect(await refusal('ServiceRequest', 'POST', { resourceType: 'ServiceRequest' })).toContain('fatal 59159');
  expect(await refusal('Observation', 'POST', { resourceType: 'Observation' })).toContain('fatal 59188');
});

test('a note is filed as its own: empty answer, relative address, HTML and RTF, nothing of ours but the words', async () => {
  const filed = await send('POST', 'DocumentReference', note(), { 'if-none-exist': 'identifier=urn:uuid:ours' });
  expect([filed.status, filed.body, filed.headers.get('etag')]).toEqual([201, undefined, null]);
  const location = filed.headers.get('location') ?? '';
  expect(location).toMatch(/^DocumentReference\/[^/]+$/);
  const { body, headers } = await send<DocumentReference>('GET', location);
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
  const html = await fetchRaw(body.content[0]?.attachment.url ?? '', { accept: 'text/html' });
  expect(html.text).toContain('<div>PLAN</div><div>a b &lt;c&gt;</div>');
  const again = await send('POST', 'DocumentReference', note(), { 'if-none-exist': 'identifier=urn:uuid:ours' });
  expect(again.headers.get('location')).not.toBe(location);
  expect(await refusal(location, 'PUT', { ...note(), id: location.split('/')[1] })).toContain('fatal 59159');
});

test('a note that it cannot take is refused and nothing is filed', async () => {
  const before = sandbox.held('DocumentReference', 'epic').length;
  const valid = 'Valid encounter required';
  const text = (contentType: string) => [{ attachment: { contentType, data: 'YQ==' } }];
  const refused: [object, unknown[]][] = [
    [{ context: {} }, [400, 'fatal 59159', valid]],
    [{ context: { encounter: [{ reference: 'Encounter/c2-s1' }] } }, [400, 'fatal 59159', valid]],
    [
      { subject: { reference: `${sandbox.fhirBase('epic')}/Patient/pt-c1` } },
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
    expect(await refusal('DocumentReference', 'POST', note(changes))).toEqual(expected);
  sandbox.epic.set({ mayWriteNotes: false });
  expect(await refusal('DocumentReference', 'POST', note())).toContain('fatal 4118');
  expect(sandbox.held('DocumentReference', 'epic')).toHaveLength(before);
});

test('what it lists is what it does, and each refusal is logged with its rule', async () => {
  const { body } = await send<{
    software: object;
    rest: { interaction?: object; resource: { type: string; interaction: { code: string }[] }[] }[];
  }>('GET', 'metadata');
  expect(body.software).toMatchObject({ name: 'Epic' });
  const plan = body.rest[0]?.resource.find(({ type }) => type === 'CarePlan');
  expect([body.rest[0]?.interaction, plan?.interaction.map(({ code }) => code)]).toEqual([
    undefined,
    ['read', 'search-type'],
  ]);
  await send('GET', 'CarePlan?patient=pt-c1');
  expect(sandbox.requests.at(-1)).toMatchObject({
    persona: 'epic',
    path: '/epic/fhir/R4/CarePlan',
    parameters: ['patient'],
    status: 400,
    rule: 'careplan-category',
  });
});

test('documents are found by docstatus and time of filing, which are applied to what patient and category found', async () => {
  const path = 'DocumentReference?patient=pt-c1&category=clinical-note';
  const all = matches((await send<Bundle>('GET', path)).body).length;
  const count = async (more: string) => matches((await send<Bundle>('GET', `${path}&${more}`)).body).length;
  expect(await count('docstatus=preliminary')).toBe(0);
  expect(await count('docstatus=final,preliminary')).toBe(all);
  expect(await count('_lastUpdated=ge2000-01-01')).toBe(all);
  expect(await count('_lastUpdated=gt2999-01-01')).toBe(0);
  const form = new URLSearchParams({ patient: 'pt-c1', category: 'clinical-note', docstatus: 'preliminary' });
  const posted = await send<Bundle>('POST', 'DocumentReference/_search?docstatus=final', form);
  expect(matches(posted.body)).toHaveLength(0);
});

test('a problem that is filed comes back provisional, on the problem list, and a long note is refused', async () => {
  const problem = {
    resourceType: 'Condition',
    subject: { reference: 'Patient/pt-c1' },
    category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z59.0' }] },
  };
  const filed = await send('POST', 'Condition', problem);
  expect([filed.status, filed.body]).toEqual([201, undefined]);
  const { body } = await send('GET', filed.headers.get('location') ?? '');
  expect(body).toMatchObject({
    verificationStatus: { text: 'Provisional' },
    category: [{ text: 'Problem List Item' }],
  });
  const long = { ...problem, note: [{ text: 'x'.repeat(451) }] };
  expect(await refusal('Condition', 'POST', long)).toContain('fatal 59159');
  expect(await refusal('Condition', 'POST', { resourceType: 'Goal' })).toContain('fatal 59105');
});

test('what a patient scope does not reach is refused as not authorised', async () => {
  const narrow = await launched('patient/Patient.r patient/Encounter.rs');
  expect(await refusal('Encounter/c2-s1', 'GET', undefined, narrow)).toEqual([403, 'fatal 4118', undefined]);
  expect((await narrow('GET', 'Encounter/c1-s1')).status).toBe(200);
});

/** Rules that bend what is answered or held, and so refuse nothing. */
const BENDING = new Set<EpicRuleId>([
  'no-versions',
  'no-bundles',
  'careplan-assess-plan',
  'unknown-parameter',
  'no-sort',
  'none-found',
  'page-total',
  'part-withheld',
  'post-search',
  'empty-created',
  'no-conditional-create',
  'note-formats',
  'note-overwritten',
  'held-scores',
  'held-notes',
  'held-social-needs',
  'held-forms',
  'held-encounters',
]);

test('every refusal on the list of rules was provoked by a request above', () => {
  const provoked = new Set(sandbox.requests.map(({ rule }) => rule));
  const missed = (Object.keys(EPIC_RULES) as EpicRuleId[]).filter((id) => !BENDING.has(id) && !provoked.has(id));
  expect(missed).toEqual([]);
});
