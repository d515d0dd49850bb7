import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import {
  bundle,
  type ScriptedEhr,
  type ScriptedRequest,
  sendJson,
  startScriptedEhr,
} from '../../tests/support/scripted-ehr.ts';
import { createReadPort } from './create-gateway.ts';
import { FhirRequestError } from './fhir-request-error.ts';
import { DEFAULT_LIMITS, type TransportLimits } from './transport.ts';

const running: ScriptedEhr[] = [];
afterEach(async () => {
  for (const ehr of running.splice(0)) await ehr.close();
});

async function hostile(
  script: (request: ScriptedRequest, res: ServerResponse, base: string) => unknown,
  limits: Partial<TransportLimits> = {},
) {
  const ehr = await startScriptedEhr(script);
  running.push(ehr);
  const options = { baseUrl: ehr.base, getAccessToken: async () => 't', limits: { ...DEFAULT_LIMITS, ...limits } };
  return { ehr, read: createReadPort(options) };
}

const conditions = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({ resourceType: 'Condition', id: `c${from + n}` }));
const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof FhirRequestError ? error.kind : String(error)),
  );

test('10,000 entries on one page: 5,000 are kept, and the rest is said to be missing', async () => {
  const { read, ehr } = await hostile((_request, res, base) =>
    sendJson(res, bundle(conditions(0, 10_000), `${base}/Condition?page=2`)),
  );
  const result = await read.search('Condition', {});
  expect(result.resources).toHaveLength(5_000);
  expect(result.gaps).toEqual([{ reason: 'too-many-pages' }]);
  expect(ehr.asked).toHaveLength(1);
});

test('a page of 50 MB is refused after 10 MiB, without holding it', async () => {
  const chunk = Buffer.alloc(1_000_000, 32);
  let sent = 0;
  const { read } = await hostile((_request, res) => {
    res.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': 50_000_000 });
    const more = () => {
      while (sent < 50 && !res.destroyed) {
        sent += 1;
        if (!res.write(chunk)) return res.once('drain', more);
      }
      return true;
    };
    return more();
  });
  const before = process.memoryUsage().rss;
  expect(await kindOf(read.search('Condition', {}))).toBe('too-large');
  expect(sent).toBeLessThan(30);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test('all pages of a chart together have a limit too; the pages within it are kept', async () => {
  const { read } = await hostile(
    ({ query }, res, base) => {
      const page = Number(query.get('page') ?? 0);
      return sendJson(res, {
        ...bundle(conditions(page, 1), `${base}/Condition?page=${page + 1}`),
        x: 'x'.repeat(30_000),
      });
    },
    { total: 100_000 },
  );
  const result = await read.search('Condition', {});
  expect(result.resources).toHaveLength(3);
  expect(result.gaps).toMatchObject([{ reason: 'too-large' }]);
  expect(await kindOf(read.search('Goal', {}))).toBe('too-large');
});

test('next links that lead in a circle end at the first repeat', async () => {
  const { read, ehr } = await hostile(({ query }, res, base) => {
    const page = query.get('page') ?? '1';
    return sendJson(res, bundle(conditions(Number(page), 1), `${base}/Condition?page=${page === '2' ? 3 : 2}`));
  });
  const result = await read.search('Condition', { page: '1' });
  expect(result.resources).toHaveLength(3);
  expect(result.gaps).toEqual([{ reason: 'failed' }]);
  expect(ehr.asked).toHaveLength(3);
});

test('a second page that fails, or is no page, keeps the first and says why', async () => {
  const answers: [(res: ServerResponse) => unknown, object][] = [
    [(res) => res.writeHead(500).end(), { reason: 'failed', httpStatus: 500 }],
    [(res) => res.writeHead(403).end(), { reason: 'refused', httpStatus: 403 }],
    [(res) => res.writeHead(200).end('<html>'), { reason: 'unreadable', httpStatus: 200 }],
    [(res) => res.destroy(), { reason: 'failed' }],
    [() => true, { reason: 'timed-out' }],
  ];
  for (const [answer, gap] of answers) {
    const { read } = await hostile(
      ({ query }, res, base) =>
        query.has('page') ? (answer(res), true) : sendJson(res, bundle(conditions(0, 2), `${base}/Condition?page=2`)),
      { timeout: 150 },
    );
    const result = await read.search('Condition', {});
    expect(result.resources).toHaveLength(2);
    expect(result.gaps).toEqual([gap]);
  }
});

test.each([
  ['depth 10,000', `{"resourceType":"Bundle","entry":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'unreadable'],
  ['a million entries', `{"resourceType":"Bundle","entry":[${'{},'.repeat(1_000_000)}{}]}`, 'unreadable'],
  ['five million numbers', `{"resourceType":"Bundle","x":[${'1,'.repeat(4_900_000)}1]}`, 'unreadable'],
  ['an open end', '{"resourceType":"Bundle","entry":[', 'unreadable'],
  ['another type', '{"resourceType":"Patient","id":"p"}', 'unreadable'],
  ['no number', '{"resourceType":"Bundle","total":NaN}', 'unreadable'],
  ['a number beyond all', '{"resourceType":"Bundle","total":1e400}', 'answered'],
  [
    'a prototype',
    '{"resourceType":"Bundle","__proto__":{"entry":[{"resource":{"resourceType":"Condition"}}]}}',
    'answered',
  ],
  ['a key twice', '{"resourceType":"Patient","resourceType":"Bundle","entry":{}}', 'answered'],
  ['half a character', '{"resourceType":"Bundle","x":"\\ud800"}', 'answered'],
])('%s as a page is %s', async (_, body, kind) => {
  const { read } = await hostile((_request, res) =>
    res.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(body),
  );
  expect(await kindOf(read.search('Condition', {}))).toBe(kind);
  expect(({} as { entry?: unknown }).entry).toBeUndefined();
});

test('a request that is called off ends at once, and none is begun after that', async () => {
  const { read, ehr } = await hostile(() => true);
  const off = new AbortController();
  const asking = kindOf(read.search('Condition', {}, { signal: off.signal }));
  await expect.poll(() => ehr.asked.length).toBe(1);
  off.abort();
  expect(await asking).toBe('timed-out');
  expect(await kindOf(read.read('Patient/p', { signal: off.signal }))).toBe('timed-out');
  expect(ehr.asked).toHaveLength(1);
});
