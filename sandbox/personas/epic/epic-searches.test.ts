import type { Bundle, CarePlan } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EpicApp, matchesOf, noticesOf, startEpicApp } from '../../testing/epic-app.ts';

let app: EpicApp;
beforeAll(async () => {
  app = await startEpicApp();
});
afterEach(() => app.sandbox.epic.set({}));
afterAll(() => app.close());

test('a CarePlan is found by one category at a time, and by none not at all', async () => {
  const says = (await app.refusal('CarePlan?patient=pt-c1')).at(-1);
  expect(await app.refusal('CarePlan?patient=pt-c1')).toEqual([400, 'fatal 59159', says]);
  expect(says).toMatch(/^This resource requires a category for searching\. Use 38717003 for longitudinal/);
  expect(await app.refusal('CarePlan?patient=pt-c1&category=38717003,734163000')).toContain('fatal 59111');
  expect(await app.refusal('CarePlan?patient=pt-c1&category=nonsense')).toContain('fatal 59111');
  for (const category of ['38717003', 'assess-plan', 'http://snomed.info/sct|38717003']) {
    const { body } = await app.send<Bundle>('GET', `CarePlan?patient=pt-c1&category=${encodeURIComponent(category)}`);
    expect(matchesOf(body).length).toBe(1);
    expect((matchesOf(body)[0] as CarePlan).activity?.length).toBeGreaterThan(1);
  }
  const { body } = await app.send<Bundle>('GET', 'CarePlan?patient=pt-c1&category=734163000');
  expect([body.total, matchesOf(body), noticesOf(body)]).toEqual([0, [], ['4101']]);
});

test('searches without what it asks for are refused with its own numbers', async () => {
  expect(await app.refusal('Observation?patient=pt-c1')).toEqual([
    400,
    'fatal 59159',
    'Must have either code or category.',
  ]);
  expect(await app.refusal('Observation?patient=pt-c1&category=labresults')).toContain('fatal 59111');
  expect(await app.refusal('Condition?patient=pt-c1&category=problem-list-item,encounter-diagnosis')).toContain(
    'fatal 4115',
  );
  expect(await app.refusal('Condition?category=problem-list-item')).toContain('fatal 59159');
  expect(await app.refusal('DocumentReference?category=clinical-note')).toContain('fatal 59108');
  expect(await app.refusal('Goal?patient=nobody')).toContain('fatal 59102');
  expect(await app.refusal('Patient?totally-bogus-param=foo')).toEqual([
    400,
    'information 59100',
    'fatal 59159',
    'This resource requires demographics or _id parameter for searching.',
  ]);
});

test('an older build asks for more, and takes what is asked anew', async () => {
  app.sandbox.epic.set({ olderBuild: true });
  expect(await app.refusal('CarePlan?patient=pt-c1&category=38717003')).toContain(
    'activity-date has not been provided',
  );
  const plan = await app.send<Bundle>('GET', 'CarePlan?patient=pt-c1&category=38717003&date=ge1900-01-01');
  expect(matchesOf(plan.body)).toHaveLength(1);
  expect(await app.refusal('Observation?patient=pt-c1&category=survey')).toContain('fatal 59111');
  expect(await app.refusal('Observation?patient=pt-c1&category=survey&code=44261-6')).toContain('fatal 59159');
  const scores = await app.send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey,functional-mental-status');
  expect(matchesOf(scores.body).length).toBeGreaterThan(40);
});

test('unknown parameters and _sort are passed over; Observation says so, Condition does not', async () => {
  const all = await app.send<Bundle>('GET', 'Condition?patient=pt-c1');
  const asked = await app.send<Bundle>(
    'GET',
    'Condition?patient=pt-c1&nonsense=1&_sort=-onset-date&_lastUpdated=ge2999-01-01',
  );
  expect(matchesOf(asked.body)).toEqual(matchesOf(all.body));
  expect([noticesOf(asked.body), asked.body.link?.[0]?.url.includes('nonsense=1')]).toEqual([[], true]);
  const scores = await app.send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey&nonsense=1');
  expect(noticesOf(scores.body)).toEqual(['59100']);
});

test('with _count the total is the size of the page, and the next link dies with its session', async () => {
  const whole = matchesOf((await app.send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey')).body);
  const ids: unknown[] = [];
  let path: string | undefined = 'Observation?patient=pt-c1&category=survey&_count=20';
  for (let page = 0; path !== undefined && page < 20; page++) {
    const { body }: { body: Bundle } = await app.send<Bundle>('GET', path);
    expect(body.total).toBe(matchesOf(body).length);
    ids.push(...matchesOf(body).map((one) => one?.id));
    path = body.link?.find(({ relation }) => relation === 'next')?.url.split('/R4/')[1];
    if (path !== undefined) expect(path).toMatch(/^Observation\?sessionID=[^&]+$/);
  }
  expect(ids).toEqual(whole.map((one) => one?.id));
  app.sandbox.epic.set({ pagingMs: 0 });
  const { body } = await app.send<Bundle>('GET', 'Observation?patient=pt-c1&category=survey&_count=20');
  const next = body.link?.find(({ relation }) => relation === 'next')?.url.split('/R4/')[1] ?? '';
  expect(await app.refusal(next)).toContain('fatal 4113');
});

test('a part that the app may not see is left out with a warning, for the patient it is switched on for', async () => {
  const before = matchesOf((await app.send<Bundle>('GET', 'Encounter?patient=pt-c1')).body).length;
  app.sandbox.epic.set({ withheld: 'pt-c1' });
  const { body } = await app.send<Bundle>('GET', 'Encounter?patient=pt-c1');
  expect([matchesOf(body).length, noticesOf(body)]).toEqual([before - 1, ['59204']]);
});

test('documents are found by docstatus and time of filing, which are applied to what patient and category found', async () => {
  const path = 'DocumentReference?patient=pt-c1&category=clinical-note';
  const all = matchesOf((await app.send<Bundle>('GET', path)).body).length;
  const count = async (more: string) => matchesOf((await app.send<Bundle>('GET', `${path}&${more}`)).body).length;
  expect(await count('docstatus=preliminary')).toBe(0);
  expect(await count('docstatus=final,preliminary')).toBe(all);
  expect(await count('_lastUpdated=ge2000-01-01')).toBe(all);
  expect(await count('_lastUpdated=gt2999-01-01')).toBe(0);
  const form = new URLSearchParams({ patient: 'pt-c1', category: 'clinical-note', docstatus: 'preliminary' });
  const posted = await app.send<Bundle>('POST', 'DocumentReference/_search?docstatus=final', form);
  expect(matchesOf(posted.body)).toHaveLength(0);
});

test('every such refusal on the list of rules was provoked by a request above', () => {
  expect(app.notProvoked('searches')).toEqual([]);
});
