import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createReadPort, createWritePort, type GatewayOptions } from './create-gateway.ts';
import { FhirRequestError } from './fhir-request-error.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts an EHR that answers as `listener` does; gives the gateway's options and the requests it saw. */
async function ehr(listener: (req: IncomingMessage, res: ServerResponse, base: string) => void) {
  const seen: IncomingMessage[] = [];
  const server = createServer(((req, res) => {
    seen.push(req);
    listener(req, res, base);
  }) satisfies RequestListener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir/R4`;
  const options: GatewayOptions = {
    baseUrl: base,
    getAccessToken: async () => 'token-1',
    limits: { timeout: 400, bytes: 50_000 },
  };
  return { base, options, seen, read: createReadPort(options), write: createWritePort(options) };
}

/** The base of an EHR that no longer listens. */
async function closed(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/fhir`;
}

const json = (res: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  res.writeHead(status, { 'Content-Type': 'application/fhir+json', ...headers }).end(JSON.stringify(body));
const page = (ids: string[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
  entry: ids.map((id) => ({ resource: { resourceType: 'Condition', id } })),
});
const failure = async (promise: Promise<unknown>): Promise<FhirRequestError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FhirRequestError);
  return error as FhirRequestError;
};

test('a search follows next links below the base, keeps each reference once and ignores outcome entries', async () => {
  const { read, seen } = await ehr((req, res, base) => {
    if (req.url?.includes('page=2')) json(res, page(['b', 'c']));
    else {
      const first = page(['a', 'b'], `${base}/Condition?page=2`);
      json(res, {
        ...first,
        entry: [
          ...first.entry,
          { search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome', issue: [] } },
        ],
      });
    }
  });
  const { resources, incomplete } = await read.search('Condition', { patient: 'p', category: ['x', 'y z'] });
  expect(resources.map((one) => one['id'])).toEqual(['a', 'b', 'c']);
  expect(incomplete).toBe(false);
  expect(seen[0]?.url).toBe('/fhir/R4/Condition?patient=p&category=x&category=y+z');
  expect(seen[0]?.headers).toMatchObject({
    authorization: 'Bearer token-1',
    accept: 'application/fhir+json',
    'cache-control': 'no-cache',
  });
});

test.each([
  ['another origin', (base: string) => base.replace('127.0.0.1', 'localhost')],
  ['a sibling of the base', (base: string) => `${base}-other/Condition`],
  ['above the base', (base: string) => `${base}/../../admin`],
  ['above the base, encoded', (base: string) => `${base}/%2e%2e/%2e%2e/admin`],
  ['itself', () => 'Condition?patient=p'],
])('a next link to %s is dropped and the list is incomplete', async (_, next) => {
  const { read, seen } = await ehr((_req, res, base) => json(res, page(['a'], next(base))));
  expect(await read.search('Condition', { patient: 'p' })).toMatchObject({
    resources: [{ id: 'a' }],
    incomplete: true,
  });
  expect(seen).toHaveLength(1);
});

test('paging without end stops at the cap', async () => {
  let n = 0;
  const { read, seen } = await ehr((_req, res, base) => json(res, page([`c${n++}`], `${base}/Condition?n=${n}`)));
  expect((await read.search('Condition', {})).incomplete).toBe(true);
  expect(seen).toHaveLength(50);
});

test('entries that are no resources, or have no id to tell them by, break nothing', async () => {
  const odd = [null, 1, [], {}, { resource: [] }, { resource: { resourceType: {} } }];
  const noId = [
    { resource: { resourceType: 'Condition', id: { toString: 0 } } },
    { resource: { resourceType: 'Condition' } },
  ];
  const { read } = await ehr((_req, res) =>
    json(res, { resourceType: 'Bundle', link: [null, 1, { relation: 'next', url: {} }], entry: [...odd, ...noId] }),
  );
  expect((await read.search('Condition', {})).resources).toHaveLength(2);
});

test('a warning that a part was left out makes the list incomplete and says why', async () => {
  const issue = [{ severity: 'warning', code: 'suppressed', diagnostics: 'Jane Roe is not for you' }];
  const { read } = await ehr((_req, res) =>
    json(res, { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'OperationOutcome', issue } }] }),
  );
  expect(await read.search('Condition', {})).toEqual({
    resources: [],
    incomplete: true,
    gaps: [{ reason: 'suppressed' }],
    strays: [],
  });
});

test('what nests deeper than 64 is not built, and a brace in a text is no nesting', async () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const { read } = await ehr((req, res) =>
    res
      .writeHead(200, { 'Content-Type': 'application/fhir+json' })
      .end(
        `{"resourceType":"Bundle","x":"${'[{\\"'.repeat(200)}","y":${nested(Number(/depth=(\d+)/.exec(req.url ?? '')?.[1]))}}`,
      ),
  );
  expect((await read.search('Condition', { depth: '63' })).incomplete).toBe(false);
  expect((await failure(read.search('Condition', { depth: '64' }))).kind).toBe('unreadable');
  expect((await failure(read.search('Condition', { depth: '4000' }))).kind).toBe('unreadable');
});

test('a redirect is refused and never followed', async () => {
  const other = await ehr((_req, res) => json(res, { resourceType: 'Patient', id: 'p' }));
  const { read } = await ehr((_req, res) => res.writeHead(302, { Location: `${other.base}/Patient/p` }).end());
  expect(await failure(read.read('Patient/p'))).toMatchObject({ kind: 'refused', status: 302 });
  expect(other.seen).toHaveLength(0);
});

test('an error names method, type and status, carries the codes, and no URL, id or word of the body', async () => {
  const issue = [
    {
      severity: 'fatal',
      code: 'forbidden',
      diagnostics: 'Jane Roe',
      details: { coding: [{ code: '59204' }], text: 'Jane Roe' },
    },
  ];
  const { read } = await ehr((_req, res) => json(res, { resourceType: 'OperationOutcome', issue }, 403));
  const error = await failure(read.search('Condition', { patient: 'secret-7' }));
  expect(error).toMatchObject({
    kind: 'refused',
    status: 403,
    outcome: [{ severity: 'fatal', code: 'forbidden', detail: '59204' }],
  });
  expect(error.message).toBe('GET Condition: refused (HTTP 403)');
  expect(JSON.stringify(error) + error.message).not.toMatch(/Jane|secret|127\.0/);
});

test('a server that is silent, drips, or is gone is late or failed', async () => {
  const silent = await ehr(() => undefined);
  expect((await failure(silent.read.read('Patient/p'))).kind).toBe('timed-out');
  const drips = await ehr((_req, res) => {
    res.writeHead(200, { 'Content-Type': 'application/fhir+json' });
    const timer = setInterval(() => res.write(' '), 20);
    res.on('close', () => clearInterval(timer));
  });
  expect((await failure(drips.read.read('Patient/p'))).kind).toBe('timed-out');
  const gone = createReadPort({ ...silent.options, baseUrl: await closed() });
  expect((await failure(gone.read('Patient/p'))).kind).toBe('failed');
});

test('a body is counted after decompression, whatever Content-Length says', async () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000, 32));
  const { read } = await ehr((_req, res) =>
    res
      .writeHead(200, {
        'Content-Type': 'application/fhir+json',
        'Content-Encoding': 'gzip',
        'Content-Length': bomb.length,
      })
      .end(bomb),
  );
  expect(bomb.length).toBeLessThan(50_000);
  expect((await failure(read.read('Patient/p'))).kind).toBe('too-large');
});

test.each([
  ['HTML', '<html>'],
  ['a JSON list', '[]'],
  ['another resource', '{"resourceType":"Patient","id":"q"}'],
  ['an id that is no text', '{"resourceType":"Patient","id":{"toString":0}}'],
  ['another type', '{"resourceType":"Condition","id":"p"}'],
  ['deep nesting', '['.repeat(40_000)],
])('%s in place of the resource is unreadable', async (_, body) => {
  const { read } = await ehr((_req, res) => res.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(body));
  expect((await failure(read.read('Patient/p'))).kind).toBe('unreadable');
});

test('401 asks once for a fresh token, then gives up', async () => {
  const { options, seen } = await ehr((req, res) =>
    req.headers.authorization === 'Bearer fresh'
      ? json(res, { resourceType: 'Patient', id: 'p' })
      : res.writeHead(401).end(),
  );
  const renewing = createReadPort({ ...options, getAccessToken: async (force) => (force ? 'fresh' : 'stale') });
  expect(await renewing.read('Patient/p')).toMatchObject({ id: 'p' });
  const stuck = createReadPort({ ...options, getAccessToken: async () => 'stale' });
  expect((await failure(stuck.read('Patient/p'))).status).toBe(401);
  const noRefresh = createReadPort({
    ...options,
    getAccessToken: (force) => (force ? Promise.reject(new Error('no')) : Promise.resolve('stale')),
  });
  expect((await failure(noRefresh.read('Patient/p'))).status).toBe(401);
  expect(seen).toHaveLength(4);
});

test.each([
  'Patient/../Condition/c',
  'Patient/a%2Fb',
  'https://evil.example/Patient/p',
  'Patient/p?x=1',
  `Patient/${'a'.repeat(65)}`,
  '//evil.example/x',
])('no request is made for the reference %s', async (reference) => {
  const { read, seen } = await ehr((_req, res) => json(res, {}));
  expect((await failure(read.read(reference))).kind).toBe('refused');
  expect((await failure(read.binaryText('https://evil.example/Binary/b', 'text/plain'))).kind).toBe('refused');
  expect(seen).toHaveLength(0);
});

test('Binary content comes raw or wrapped, in its own charset', async () => {
  const { read } = await ehr((req, res) => {
    if (req.url?.endsWith('/raw'))
      res.writeHead(200, { 'Content-Type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from('caf\u00e9', 'latin1'));
    else
      json(res, {
        resourceType: 'Binary',
        id: 'w',
        contentType: 'text/plain',
        data: Buffer.from('naïve').toString('base64'),
      });
  });
  expect(await read.binaryText('Binary/raw', 'text/plain')).toBe('caf\u00e9');
  expect(await read.binaryText('Binary/wrapped', 'text/plain')).toBe('naïve');
});

test('create: the reference from the body or from Location below the base, conditional and once', async () => {
  const { write, seen } = await ehr((req, res, base) => {
    if (req.url?.endsWith('/Provenance'))
      json(res, { resourceType: 'Provenance', id: 'v1', meta: { versionId: '7' } }, 201);
    else res.writeHead(201, { Location: `${base}/DocumentReference/d1/_history/2` }).end();
  });
  const note = { resourceType: 'DocumentReference' };
  expect(await write.create(note, { ifNoneExist: { identifier: 'urn:uuid|1' } })).toEqual({
    reference: 'DocumentReference/d1',
    versionId: '2',
    existed: false,
  });
  expect(seen[0]?.headers['if-none-exist']).toBe('identifier=urn%3Auuid%7C1');
  expect(await write.create({ resourceType: 'Provenance' })).toEqual({
    reference: 'Provenance/v1',
    versionId: '7',
    existed: false,
  });
  expect(seen).toHaveLength(2);
});

test('after a create without an understood answer the EHR may hold the resource; after a refusal it does not', async () => {
  const outcome = async (listener: Parameters<typeof ehr>[0]) =>
    (await failure((await ehr(listener)).write.create({ resourceType: 'DocumentReference' }))).mayHaveHappened;
  expect(await outcome(() => undefined)).toBe(true);
  expect(await outcome((req) => req.socket.destroy())).toBe(true);
  expect(await outcome((_req, res) => res.writeHead(503).end())).toBe(true);
  expect(
    await outcome((_req, res) => res.writeHead(201, { Location: 'https://evil.example/DocumentReference/x' }).end()),
  ).toBe(true);
  expect(await outcome((_req, res) => res.writeHead(422).end())).toBe(false);
  const gone = createWritePort({ baseUrl: await closed(), getAccessToken: async () => 't' });
  expect((await failure(gone.create({ resourceType: 'DocumentReference' }))).mayHaveHappened).toBe(false);
});
