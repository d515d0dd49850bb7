import type { Bundle, CarePlan, DocumentReference, FhirResource, Observation, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../start-sandbox.ts';
import { fhirClient, tokenFor } from '../../testing/open-app.ts';
import type { OracleRuleId } from './rules.ts';

let sandbox: RunningSandbox;
let send: ReturnType<typeof fhirClient>;
const types =
  'Patient Condition Observation CarePlan Goal DocumentReference Encounter Consent ServiceRequest Coverage Provenance Appointment QuestionnaireResponse';
const scope = [...types.split(' ').map((type) => `user/${type}.rs`), 'user/Binary.r'].join(' ');

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, authPort: 0, appUrl: 'http://localhost:3000', today: '2026-11-21' });
  send = fhirClient(sandbox, (await tokenFor(sandbox, scope, { persona: 'oracle' })).access_token, 'oracle');
});
afterAll(() => sandbox.close());

const text = (body: OperationOutcome) =>
  (body.issue ?? []).map(({ code, details }) => `${code}: ${details?.text ?? ''}`).join();
const fault = async (path: string) => {
  const { status, body } = await send<OperationOutcome>('GET', path);
  return `${status} ${text(body)}`;
};
const found = async <T extends FhirResource>(path: string) =>
  ((await send<Bundle>('GET', path)).body.entry ?? []).flatMap(({ resource }) => (resource ? [resource as T] : []));

test('what is not JSON is 406 without a body; a bad id and a bad type are the same 404', async () => {
  const xml = await send('GET', 'Patient/pt-c1', undefined, { accept: 'application/fhir+xml' });
  expect([xml.status, xml.body]).toEqual([406, undefined]);
  const [id, type] = await Promise.all([send('GET', 'Patient/none'), send('GET', 'Task?patient=pt-c1')]);
  expect([id?.status, type?.status, text(id?.body as never)]).toEqual([404, 404, 'not-found: Not Found']);
  expect(type?.body).toEqual(id?.body);
  for (const absent of ['PractitionerRole/x', 'List?patient=pt-c1', 'Patient/pt-c1/_history'])
    expect((await send('GET', absent)).status).toBe(404);
});

test('a search without what it needs is refused in the captured words', async () => {
  expect(await fault('Patient?totally-bogus-param=foo')).toBe(
    '400 invalid: at least one of _id, identifier, name, family, given, birthdate, phone, email, address-postalcode, or -pageContext must be provided',
  );
  const refused: [OracleRuleId, string][] = [
    ['needs', 'Observation?code=44261-6'],
    ['date-exclusive', 'Observation?patient=pt-c1&date=ge2026-01-01&_lastUpdated=ge2026-01-01'],
    ['include', 'Observation?patient=pt-c1&_include=Observation:subject'],
    ['revinclude', 'Condition?patient=pt-c1&_revinclude=Observation:focus'],
    ['condition-category', 'Condition?patient=pt-c1&category=sdoh'],
    ['careplan-category', 'CarePlan?patient=pt-c1'],
    ['careplan-category', 'CarePlan?patient=pt-c1&category=38717003'],
    ['careplan-category', 'CarePlan?patient=pt-c1&category=assess-plan&date=ge2026-01-01'],
    ['document-period', 'DocumentReference?patient=pt-c1&period=ge2026-01-01'],
    ['appointment-date', 'Appointment?patient=pt-c1'],
    ['servicerequest-code', 'ServiceRequest?patient=pt-c1&code=http://loinc.org|1'],
    ['coverage-id', 'Coverage?_id=c1-coverage'],
    ['needs', 'Goal?_id=c1-g1,c1-g2'],
    ['provenance-search', 'Provenance?recorded=2026'],
    ['paging', 'Observation?patient=pt-c1&-pageContext=none'],
  ];
  for (const [rule, path] of refused) {
    expect(await fault(path), path).toMatch(/^400 invalid: /);
    expect(sandbox.requests.at(-1)?.rule, path).toBe(rule);
  }
  expect(await found('Goal?patient=pt-c1&_sort=-start-date&lifecycle-status=completed&nonsense=1')).toHaveLength(9);
  expect(await found('Appointment?patient=pt-c1&date=2026-11-21')).toEqual([]);
  expect((await found('CarePlan?patient=pt-c1&category=assess-plan')).length).toBe(1);
});

test('a missing scope is refused with JSON that is not FHIR, and a revinclude needs the scope of Provenance', async () => {
  const few = await tokenFor(sandbox, 'user/Patient.rs user/Condition.rs', { persona: 'oracle' });
  const only = fhirClient(sandbox, few.access_token, 'oracle');
  const answer = await only<{ code: number; message: string }>('GET', 'Goal?patient=pt-c1');
  expect([answer.status, answer.body.code, answer.headers.get('content-type')]).toEqual([
    403,
    403,
    expect.stringMatching(/^application\/json/),
  ]);
  expect(answer.body.message).toContain('no_scope_for_resource_path');
  expect((await only('GET', 'Condition?patient=pt-c1&_revinclude=Provenance:target')).status).toBe(403);
  expect((await send('GET', 'Condition?patient=pt-c1&_revinclude=Provenance:target')).status).toBe(200);
});

test('pages are opaque, repeat an id, tell no total, and together give everything', async () => {
  const seen: string[] = [];
  let path: string | undefined = 'Observation?patient=pt-c1&_count=7&nonsense=1';
  let pages = 0;
  while (path !== undefined) {
    const page: Bundle = (await send<Bundle>('GET', path)).body;
    expect(page.total).toBe(undefined);
    seen.push(...(page.entry ?? []).map(({ resource }) => resource?.id ?? ''));
    const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
    if (next !== undefined)
      expect(next).toMatch(/^[^?]+\?patient=pt-c1&_count=7&-pageContext=[\w-]+&-pageDirection=NEXT$/);
    path = next?.slice(`${sandbox.fhirBase('oracle')}/`.length);
    pages += 1;
  }
  const held = sandbox
    .held('Observation', 'oracle')
    .filter((one) => (one as Observation).subject?.reference === 'Patient/pt-c1');
  expect(new Set(seen)).toEqual(new Set(held.map(({ id }) => id)));
  expect(seen.length).toBe(held.length + pages - 1);
  expect((await found('DocumentReference?patient=pt-c2')).length).toBeLessThanOrEqual(10);
  expect((await send<Bundle>('GET', 'Encounter?patient=pt-c1')).body.total).toBe(6);
  expect((await found('Observation?patient=pt-c2&_count=1000')).length).toBeLessThanOrEqual(100);
});

test('a plan is prose, scores have a local code first, and forms, consents and questionnaires are not there', async () => {
  const [plan] = await found<CarePlan>('CarePlan?patient=pt-c1&category=assess-plan');
  expect([plan?.activity, plan?.goal, plan?.addresses, plan?.text?.status]).toEqual([
    undefined,
    undefined,
    undefined,
    'additional',
  ]);
  const [goal] = sandbox.held('Goal', 'oracle');
  expect(plan?.text?.div).toContain(goal?.resourceType === 'Goal' ? (goal.description.text ?? '?').slice(0, 12) : '?');
  const scores = (await found<Observation>('Observation?patient=pt-c2&_count=100')).map(
    ({ code }) => code.coding ?? [],
  );
  expect(scores.every(([first]) => first?.system?.endsWith('/codeSet/72'))).toBe(true);
  const totals = scores.filter(([first]) => first?.code === '41005000');
  expect(totals.map((codings) => codings.length)).toEqual([1, 1, 1, 1, 1]);
  expect(await found('Observation?patient=pt-c2&code=http://loinc.org|75626-2')).toEqual([]);
  expect((await found('Observation?patient=pt-c2&code=44261-6')).length).toBe(2);
  expect(await found('QuestionnaireResponse?patient=pt-c1')).toEqual([]);
  const consents = await found('Consent?patient=pt-c4');
  expect(consents).toEqual([]);
  expect((await found('Consent?patient=pt-c1')).length).toBe(2);
});

test('the content of a note is read at its absolute address, in the content type it names', async () => {
  const [note] = await found<DocumentReference>('DocumentReference?patient=pt-c1&category=clinical-note');
  const forms = note?.content.map(({ attachment }) => attachment) ?? [];
  expect(forms.map(({ contentType }) => contentType)).toEqual(['application/pdf', 'text/html']);
  expect(note?.content.some(({ attachment }) => attachment.data !== undefined)).toBe(false);
  expect(note?.identifier?.[0]?.system).toBe('https://fhir.cerner.com/ceuuid');
  const base = `${sandbox.fhirBase('oracle')}/`;
  const read = (url = '', accept = '') => send<string>('GET', url.slice(base.length), undefined, { accept });
  expect(forms.every(({ url }) => url?.startsWith(`${base}Binary/`))).toBe(true);
  const html = await read(forms[1]?.url, 'text/html');
  expect([html.status, html.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
  expect(html.body).toContain('SUBJECTIVE<br/>');
  const pdf = await read(forms[0]?.url, 'application/pdf');
  expect(pdf.body.slice(0, 8)).toBe('%PDF-1.4');
  expect((await read(forms[1]?.url, 'text/plain')).status).toBe(406);
  expect((await read(`${base}Binary/TR-none`, 'text/html')).status).toBe(404);
});

test('the CapabilityStatement names a publisher and no software, batch alone, and only the writes there are', async () => {
  const answer = await fetch(`${sandbox.fhirBase('oracle')}/metadata`);
  const body = (await answer.json()) as {
    publisher: string;
    software?: object;
    rest: [{ interaction: object; resource: { type: string; interaction: { code: string }[] }[] }];
  };
  expect([body.publisher, body.software, body.rest[0].interaction]).toEqual([
    'Oracle Health',
    undefined,
    [{ code: 'batch' }],
  ]);
  const writes = body.rest[0].resource.flatMap(({ type, interaction }) =>
    interaction.flatMap(({ code }) => (code === 'create' || code === 'update' ? [`${type}.${code}`] : [])),
  );
  expect(writes.sort()).toEqual([
    'Condition.create',
    'DocumentReference.create',
    'DocumentReference.update',
    'Observation.create',
    'Provenance.create',
  ]);
});

test('a gateway that times out answers 504 as long as it is told to', async () => {
  sandbox.oracle.set({ gatewayTimeout: { method: 'GET', type: 'Goal', times: 1 } });
  const statuses = [(await send('GET', 'Goal?patient=pt-c1')).status, (await send('GET', 'Goal?patient=pt-c1')).status];
  sandbox.oracle.set({});
  expect(statuses).toEqual([504, 200]);
});

test('the chart page shows the prose of a plan and the words of a note', async () => {
  const chart = sandbox.fhirBase('oracle').replace('/fhir/R4', '');
  const login = new URLSearchParams({ username: 'icalloway', password: 'sandbox' });
  const entered = await fetch(`${chart}/login`, { method: 'POST', redirect: 'manual', body: login });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const show = async (path: string) => (await fetch(`${chart}/patients/pt-c1/${path}`, { headers: { cookie } })).text();
  expect(await show('sections/plans')).toMatch(
    /class="prose">Care Plan\n[\s\S]*Goals and objectives\n[\s\S]*Interventions\n/,
  );
  const [note] = sandbox.held('DocumentReference', 'oracle');
  const shown = await show(`notes/${note?.id ?? ''}`);
  expect(shown).toContain('SUBJECTIVE\n');
  expect(shown).not.toContain('&amp;#');
});
