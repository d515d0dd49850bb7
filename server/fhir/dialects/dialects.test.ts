import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  bundle,
  outcome,
  type ScriptedEhr,
  type ScriptedRequest,
  sendJson,
  startScriptedEhr,
} from '../../../tests/support/scripted-ehr.ts';
import { createReadPort } from '../create-gateway.ts';
import { FhirRequestError } from '../fhir-request-error.ts';
import type { SearchOptions } from '../read-port.ts';
import type { SearchParams } from '../search-params.ts';
import { DIALECTS } from './all-dialects.ts';
import type { DialectId } from './dialect.ts';

const running: ScriptedEhr[] = [];
afterEach(async () => {
  for (const ehr of running.splice(0)) await ehr.close();
});

async function reading(
  id: DialectId,
  script: (request: ScriptedRequest, res: ServerResponse, base: string) => unknown,
) {
  const ehr = await startScriptedEhr(script);
  running.push(ehr);
  const dialect = DIALECTS[id];
  const read = createReadPort({ baseUrl: ehr.base, getAccessToken: async () => 't', dialect });
  /** The searches of one part, as a chart load makes them. */
  const part = (resource: string, at = 0) => {
    const found = dialect.reads.filter((one) => one.resource === resource)[at];
    const options: SearchOptions = { fallbacks: found?.fallbacks ?? [] };
    return (found?.searches ?? []).map((params: SearchParams) =>
      read.search(resource, { patient: 'p', ...params }, options),
    );
  };
  return { ehr, read, part };
}

const gapOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof FhirRequestError ? error.gap.reason : 'another fault'),
  );
const observation = (id: string) => ({ resourceType: 'Observation', id });

describe('every dialect', () => {
  test.each(Object.values(DIALECTS))(
    '$id: names its parts once, its sources, and asks for what the composer needs',
    (dialect) => {
      const resources = dialect.reads.map((one) => one.resource);
      for (const needed of ['Condition', 'Observation', 'CarePlan', 'Goal', 'Encounter', 'DocumentReference'])
        expect(resources).toContain(needed);
      for (const one of dialect.reads) {
        expect(one.what).toMatch(/^[a-z ]+$/);
        for (const params of one.searches) {
          // The forms that ehr.md says are refused by one family or another.
          expect(Object.keys(params)).not.toEqual(expect.arrayContaining(['code', 'category']));
          expect(Object.keys(params).some((name) => name.startsWith('_include') || name === '_sort')).toBe(false);
        }
      }
      for (const { source } of dialect.meanings) expect(source.length).toBeGreaterThan(10);
    },
  );

  test('429 is a quota, a suppressed part a gap, an unsupported search no refusal', async () => {
    for (const id of Object.keys(DIALECTS) as DialectId[]) {
      const { read } = await reading(id, ({ path }, res) => {
        if (path === 'Goal') return res.writeHead(429).end();
        if (path === 'Consent') return sendJson(res, outcome({ type: 'not-supported', severity: 'error' }), 400);
        return sendJson(res, bundle([outcome({ type: 'suppressed', severity: 'warning' })]));
      });
      expect(await gapOf(read.search('Goal', {}))).toBe('come-back-later');
      expect(await gapOf(read.search('Consent', {}))).toBe('not-supported');
      expect((await read.search('Condition', {})).gaps).toEqual([{ reason: 'suppressed' }]);
    }
  });
});

describe('Epic', () => {
  test('`survey` alone is refused by older builds and asked again with its companion, once', async () => {
    const { part, ehr } = await reading('epic', ({ query }, res) =>
      query.get('category') === 'survey'
        ? sendJson(res, outcome({ code: '59159' }), 400)
        : sendJson(res, bundle([observation('a')])),
    );
    expect((await Promise.all(part('Observation')))[0]?.resources).toHaveLength(1);
    expect(ehr.asked).toEqual([
      'Observation?patient=p&category=survey',
      'Observation?patient=p&category=survey,functional-mental-status',
    ]);
  });

  test('a search that is refused in every form is asked no further', async () => {
    const { part, ehr } = await reading('epic', (_request, res) => sendJson(res, outcome({ code: '59159' }), 400));
    expect(await Promise.all(part('Observation').map(gapOf))).toEqual(['refused']);
    expect(ehr.asked).toHaveLength(2);
  });

  test('care plans: one request per category, with a date where activity-date is demanded', async () => {
    const { part, ehr } = await reading('epic', ({ query }, res) =>
      query.has('date') || query.get('category') !== '736271009'
        ? undefined
        : sendJson(res, outcome({ code: '59108', words: 'activity-date has not been provided' }), 400),
    );
    await Promise.all(part('CarePlan'));
    expect(ehr.asked.toSorted()).toEqual([
      'CarePlan?patient=p&category=38717003',
      'CarePlan?patient=p&category=734163000',
      'CarePlan?patient=p&category=736271009',
      'CarePlan?patient=p&category=736271009&date=ge1900-01-01',
      'CarePlan?patient=p&category=736353004',
    ]);
  });

  test('59108 of another parameter is a refusal', async () => {
    const { part, ehr } = await reading('epic', (_request, res) =>
      sendJson(res, outcome({ code: '59108', words: 'category has not been provided' }), 400),
    );
    expect(await Promise.all(part('CarePlan').map(gapOf))).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(ehr.asked).toHaveLength(4);
  });

  test.each([
    ['4130', 403, 'break-the-glass'],
    ['4131', 403, 'break-the-glass'],
    ['4107', 301, 'merged-patient'],
    ['4135', 403, 'come-back-later'],
    ['4118', 403, 'refused'],
    ['59177', 500, 'failed'],
  ])('code %s with HTTP %i means %s', async (code, status, reason) => {
    const { read } = await reading('epic', (_request, res) =>
      sendJson(res, outcome({ code: '59100', severity: 'information' }, { code, words: 'Jane Roe' }), status),
    );
    expect(await gapOf(read.read('Patient/p'))).toBe(reason);
  });

  test('no results is an empty list, as a page and as an error; a warning of 4134 ends the list', async () => {
    const { read } = await reading('epic', ({ path }, res) => {
      if (path === 'Goal') return sendJson(res, outcome({ code: '4101', severity: 'warning' }), 404);
      if (path === 'Consent')
        return sendJson(
          res,
          bundle([{ resourceType: 'Consent', id: 'c' }, outcome({ code: '4134', severity: 'information' })]),
        );
      return sendJson(
        res,
        bundle([outcome({ code: '4101', severity: 'warning' }, { code: '4122', severity: 'warning' })]),
      );
    });
    expect(await read.search('Goal', {})).toEqual({ resources: [], incomplete: false });
    expect(await read.search('Condition', {})).toMatchObject({ resources: [], incomplete: false });
    expect(await read.search('Consent', {})).toMatchObject({ resources: [], gaps: [{ reason: 'break-the-glass' }] });
  });

  test('an empty 403 is an API not granted, a page for people a type not supported', async () => {
    const { read } = await reading('epic', ({ path }, res) =>
      path === 'Goal'
        ? res.writeHead(403).end()
        : res.writeHead(404, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><html>404'),
    );
    expect(await gapOf(read.search('Goal', {}))).toBe('not-granted');
    expect(await gapOf(read.search('Consent', {}))).toBe('not-supported');
  });

  test('an expired search begins again once, and only once', async () => {
    let expired = 1;
    const { read, ehr } = await reading('epic', ({ query }, res, base) => {
      if (query.get('sessionID') === null)
        return sendJson(res, bundle([observation('a')], `${base}/Observation?sessionID=1`));
      return expired-- > 0 ? sendJson(res, outcome({ code: '4113' }), 400) : sendJson(res, bundle([observation('b')]));
    });
    const result = await read.search('Observation', { patient: 'p' });
    expect(result.resources.map((one) => one['id'])).toEqual(['a', 'b']);
    expect(result.incomplete).toBe(false);
    expect(ehr.asked).toHaveLength(4);
    expired = 9;
    expect((await read.search('Observation', { patient: 'p' })).gaps).toEqual([{ reason: 'refused', httpStatus: 400 }]);
    expect(ehr.asked).toHaveLength(8);
  });

  const samples = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    '..',
    'shared',
    'ehr-samples',
    'epic',
    'sandbox',
    'phase-b-2026-04-26',
  );
  test.skipIf(!existsSync(samples))('the captured empty answers are empty, with a part left out', async () => {
    const body = (file: string) => (JSON.parse(readFileSync(join(samples, file), 'utf8')) as { body: object }).body;
    const { read } = await reading('epic', ({ path }, res) =>
      sendJson(res, body(path === 'Condition' ? 'condition-health-concern.json' : 'procedure.json')),
    );
    for (const type of ['Condition', 'Procedure'])
      expect(await read.search(type, {})).toMatchObject({ resources: [], gaps: [{ reason: 'suppressed' }] });
  });
});

describe('Oracle Health', () => {
  test('JSON that is no FHIR names the missing scope; a bare 404 to a search is a type not offered', async () => {
    const { read } = await reading('oracle-health', ({ path }, res) =>
      path === 'Goal'
        ? sendJson(res, { code: 403, message: 'error="insufficient_scope", subcode="no_scope_for_resource_path"' }, 403)
        : sendJson(res, outcome({ type: 'not-found', severity: 'error', words: 'Not Found' }), 404),
    );
    expect(await gapOf(read.search('Goal', {}))).toBe('not-granted');
    expect(await gapOf(read.search('Task', {}))).toBe('not-supported');
    expect(await gapOf(read.read('Encounter/e'))).toBe('refused');
  });

  test('an id that comes on two pages is kept once, in its later version', async () => {
    const condition = (lastUpdated: string) => ({ resourceType: 'Condition', id: 'c', meta: { lastUpdated } });
    const { read } = await reading('oracle-health', ({ query }, res, base) =>
      query.has('-pageContext')
        ? sendJson(res, bundle([condition('2026-02-02T00:00:00Z')]))
        : sendJson(
            res,
            bundle([condition('2026-03-03T00:00:00Z')], `${base}/Condition?-pageContext=x&-pageDirection=NEXT`),
          ),
    );
    const { resources } = await read.search('Condition', { patient: 'p' });
    expect(resources).toEqual([condition('2026-03-03T00:00:00Z')]);
  });
});
