import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { byCapabilityStatement, byHost, type DetectableEhr, dialectOf } from './detect-dialect.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An EHR whose `/metadata` is answered by `listener`, and somebody who asks. */
async function ehr(listener: RequestListener) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.url} ${req.headers.authorization ?? 'no token'}`);
    listener(req, res);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir/R4/`;
  const lines: string[] = [];
  let at = 0;
  const owner = {
    now: () => new Date(at),
    log: { warn: ({ reason }: { reason: string }) => lines.push(reason) },
  };
  const registered: DetectableEhr = { name: 'x', issuer };
  return { issuer, asked, lines, owner, registered, later: (ms: number) => (at += ms) };
}

const statement = (software?: string, padding = 0) =>
  JSON.stringify({
    resourceType: 'CapabilityStatement',
    ...(software === undefined ? {} : { software: { name: software } }),
    text: 'x'.repeat(padding),
  });

test.each([
  ['Epic', 'epic'],
  ['medplum', 'medplum'],
  ['HAPI FHIR Server', 'hapi'],
  ['Smile CDR', 'hapi'],
  ['Epicentre Records', 'generic-r4'],
  [undefined, 'generic-r4'],
])('software %s is read as %s, asked once and without a token', async (software, id) => {
  const { owner, registered, asked, later } = await ehr((_req, res) => res.end(statement(software, 800_000)));
  const both = await Promise.all([dialectOf(owner, registered), dialectOf(owner, registered)]);
  expect(both.map((one) => one.id)).toEqual([id, id]);
  later(60 * 60_000);
  expect((await dialectOf(owner, registered)).id).toBe(id);
  expect(asked).toEqual(['/fhir/R4/metadata no token']);
});

test('what is registered wins over the host, and the host over the CapabilityStatement', async () => {
  const { owner, registered, asked } = await ehr((_req, res) => res.end(statement('Epic')));
  expect((await dialectOf(owner, { ...registered, dialect: 'hapi' })).id).toBe('hapi');
  expect(asked).toEqual([]);
  expect(byHost('https://fhir-ehr-code.cerner.com/r4/t')?.id).toBe('oracle-health');
  expect(byHost('https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4')?.id).toBe('epic');
  expect(byHost('https://notcerner.com/r4')).toBeUndefined();
  expect(byHost('https://cerner.com.evil.example/r4')).toBeUndefined();
});

test.each<[string, RequestListener]>([
  ['metadata answered 404', (_req, res) => res.writeHead(404).end('<html>')],
  ['metadata answered 302', (_req, res) => res.writeHead(302, { Location: '/elsewhere' }).end()],
  ['metadata unreadable', (_req, res) => res.end('{"resourceType":"Bundle"}')],
  ['metadata unreadable', (_req, res) => res.end('<html>')],
  ['metadata too large', (_req, res) => res.end(statement('Epic', 4 * 1024 * 1024))],
  ['metadata unreachable', (req) => req.socket.destroy()],
])('%s: plain R4, a line in the log, asked again after a minute', async (reason, listener) => {
  const { owner, registered, asked, lines, later } = await ehr(listener);
  expect((await dialectOf(owner, registered)).id).toBe('generic-r4');
  expect((await dialectOf(owner, registered)).id).toBe('generic-r4');
  expect(lines).toEqual([reason]);
  expect(asked).toHaveLength(1);
  later(61_000);
  await dialectOf(owner, registered);
  expect(asked).toHaveLength(2);
});

const samples = join(import.meta.dirname, '..', '..', '..', 'shared', 'ehr-samples');
test.skipIf(!existsSync(samples)).each([
  ['epic/capabilitystatement-2026-05-11.json', 'epic'],
  ['epic/epic-fhir-r4-capabilitystatement.json', 'epic'],
  ['cerner/cerner-capability-statement-r4-open.json', 'oracle-health'],
  ['cerner/cerner-capability-statement-r4-secure.json', 'oracle-health'],
  ['smart/r4.smarthealthit.org-CapabilityStatement-SmileCDR-2022-06-15.json', 'hapi'],
])('the captured CapabilityStatement %s is told as %s', (file, id) => {
  const found: unknown = JSON.parse(readFileSync(join(samples, file), 'utf8'));
  expect(byCapabilityStatement(found)?.id).toBe(id);
  const { url } = (found as { implementation: { url: string } }).implementation;
  if (id !== 'hapi') expect(byHost(url)?.id).toBe(id);
});

test.skipIf(!existsSync(samples))('the reconstructed Medplum CapabilityStatement is told as Medplum', () => {
  const file = join(samples, 'medplum/capabilitystatement.reconstructed-min.json');
  const { body: found } = JSON.parse(readFileSync(file, 'utf8')) as { body: unknown };
  expect(byCapabilityStatement(found)?.id).toBe('medplum');
});
