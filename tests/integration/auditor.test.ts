import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { AuditEvent, Bundle, OperationOutcome, Provenance } from 'fhir/r4';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attestDraft } from '../../server/attestation/attest-draft.ts';
import { auditorRoutes } from '../../server/provenance/auditor-routes.ts';
import { auditHash } from '../../server/storage/audit-chain.ts';
import { filingView } from '../../server/write-back/filing-view.ts';
import { type Attestable, openAttestable, storeDraft } from '../support/attestable.ts';
import { type FaultyFhirServer, startFaultyFhirServer } from '../support/faulty-fhir-server.ts';

const ours = await generateKeyPair('ES384', { extractable: true });
const rsa = await generateKeyPair('RS384', { extractable: true });
const stranger = await generateKeyPair('ES384', { extractable: true });
let ehr: FaultyFhirServer;
let app: Attestable;
let server: Server;
let base: string;
let document: string;

beforeAll(async () => {
  ehr = await startFaultyFhirServer();
  const keys = [
    { ...(await exportJWK(ours.publicKey)), kid: 'k1' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'k2' },
  ];
  app = await openAttestable(ehr.base, {
    auditors: [
      { clientId: 'auditor', tenant: 'sandbox', jwks: { keys } },
      { clientId: 'elsewhere', tenant: 'another-tenant', jwks: { keys } },
    ],
  });
  const draft = await storeDraft(app);
  await attestDraft(app.ctx, app.launch, draft.id, draft);
  await app.settle();
  document = (await filingView(app.ctx, app.launch, draft.id)).documentReference ?? '';
  server = createServer(express().use('/fhir', auditorRoutes(app.ctx)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app.ctx.close();
  await ehr.close();
});

interface Assertion {
  readonly header?: object;
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey | Uint8Array;
}

function assertionOf(clientId: string, { header, claims, key }: Assertion = {}): Promise<string> {
  const now = Math.floor(app.ctx.now().getTime() / 1000);
  const standard = { iss: clientId, sub: clientId, jti: randomUUID(), iat: now, exp: now + 240 };
  return new SignJWT({ ...standard, aud: `${app.ctx.config.publicUrl}/fhir/token`, ...claims })
    .setProtectedHeader({ alg: 'ES384', kid: 'k1', typ: 'JWT', ...header })
    .sign(key ?? ours.privateKey);
}

function ask(assertion: string, scope = 'system/Provenance.rs system/AuditEvent.rs'): Promise<Response> {
  return fetch(`${base}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
}

async function tokenOf(clientId: string, scope?: string): Promise<string> {
  const response = await ask(await assertionOf(clientId), scope);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return ((await response.json()) as { access_token: string }).access_token;
}

const get = (path: string, token?: string): Promise<Response> =>
  fetch(`${base}/${path}`, token ? { headers: { Authorization: `Bearer ${token}` } } : {});

const search = async (path: string, token: string): Promise<Bundle> => {
  const response = await get(path, token);
  expect(response.status).toBe(200);
  return (await response.json()) as Bundle;
};

describe('the token endpoint', () => {
  test('is found by discovery and accepts ES384 and RS384', async () => {
    const smart = (await (await get('.well-known/smart-configuration')).json()) as { token_endpoint: string };
    expect(smart.token_endpoint).toBe(`${app.ctx.config.publicUrl}/fhir/token`);
    expect((await ask(await assertionOf('auditor'))).status).toBe(200);
    const withRsa = await assertionOf('auditor', { header: { alg: 'RS384', kid: 'k2' }, key: rsa.privateKey });
    expect((await ask(withRsa)).status).toBe(200);
  });

  test('refuses every assertion that is not the registered auditor’s own, fresh and for us', async () => {
    const now = Math.floor(app.ctx.now().getTime() / 1000);
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(ours.publicKey)));
    const none = `${Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url')}.${(await assertionOf('auditor')).split('.')[1]}.`;
    const refused = [
      await assertionOf('nobody'),
      await assertionOf('auditor', { key: stranger.privateKey }),
      await assertionOf('auditor', { header: { alg: 'HS256' }, key: secret }),
      none,
      await assertionOf('auditor', { header: { kid: 'k9' } }),
      await assertionOf('auditor', { header: { kid: 'k2' } }),
      await assertionOf('auditor', { claims: { sub: 'elsewhere' } }),
      await assertionOf('auditor', { claims: { aud: 'https://other.example/token' } }),
      await assertionOf('auditor', { claims: { exp: now - 60 } }),
      await assertionOf('auditor', { claims: { exp: now + 3600 } }),
      await assertionOf('auditor', { claims: { jti: undefined } }),
      'not.a.token',
    ];
    for (const assertion of refused) {
      const response = await ask(assertion);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: 'invalid_client' });
    }
  });

  test('refuses a replayed assertion, also when both arrive at once', async () => {
    const assertion = await assertionOf('auditor');
    const statuses = (await Promise.all([ask(assertion), ask(assertion), ask(assertion)])).map(({ status }) => status);
    expect(statuses.toSorted((left, right) => left - right)).toEqual([200, 401, 401]);
  });

  test('grants only what an auditor can have', async () => {
    expect((await ask(await assertionOf('auditor'), 'system/Patient.rs')).status).toBe(400);
    const narrow = await tokenOf('auditor', 'system/AuditEvent.rs system/DocumentReference.cruds');
    expect((await get('Provenance', narrow)).status).toBe(403);
    expect((await get('AuditEvent', narrow)).status).toBe(200);
  });
});

describe('queries', () => {
  test('find the Provenance of a filed note in every spelling of its reference', async () => {
    const token = await tokenOf('auditor');
    const spellings = [document, `${document}/_history/1`, `${ehr.base}/${document}`];
    for (const target of spellings) {
      const bundle = await search(`Provenance?target=${encodeURIComponent(target)}`, token);
      expect(bundle.total).toBe(1);
      const found = bundle.entry?.[0]?.resource as Provenance;
      expect(found.target[0]?.reference?.startsWith(`${ehr.base}/${document}/_history/`)).toBe(true);
      expect(found.agent.map((agent) => agent.type?.coding?.[0]?.code)).toEqual(['author', 'legal', 'assembler']);
      expect(found.entity?.[0]?.what.reference).toBe(`${ehr.base}/Observation/o1/_history/3`);
      expect(((await (await get(`Provenance/${found.id}`, token)).json()) as Provenance).id).toBe(found.id);
    }
  });

  test('by patient, role and time find it or, where they should, nothing', async () => {
    const token = await tokenOf('auditor');
    const ai = 'http://hl7.org/fhir/uv/aitransparency/CodeSystem/AIdeviceTypeCS|Artificial-Intelligence';
    const totals: [string, number][] = [
      ['patient=Patient/p1', 1],
      ['patient=p1', 1],
      ['patient=Patient/p2', 0],
      ['target=DocumentReference/other', 0],
      ['target=https://elsewhere.example/DocumentReference/1', 0],
      [`agent-role=${encodeURIComponent(ai)}`, 1],
      ['agent-role=somebody', 0],
      ['recorded=2026-11-20', 1],
      ['recorded=ge2026-11&recorded=lt2026-12', 1],
      ['recorded=gt2026-11-20', 0],
      ['recorded=lt2026', 0],
    ];
    for (const [query, total] of totals)
      expect([query, (await search(`Provenance?${query}`, token)).total]).toEqual([query, total]);
  });

  test('that cannot be understood are refused, never widened', async () => {
    const token = await tokenOf('auditor');
    for (const query of [
      'patient=1%27%20OR%201',
      'target=../x',
      '_include=*',
      'target=a&target=b',
      'recorded=yesterday',
      '_count=-1',
      '_cursor=%27',
      'reason=AIAST',
    ]) {
      const response = await get(`Provenance?${query}`, token);
      expect([query, response.status]).toEqual([query, 400]);
      const outcome = (await response.json()) as OperationOutcome;
      expect(outcome.resourceType).toBe('OperationOutcome');
      expect(JSON.stringify(outcome)).not.toContain('OR 1');
    }
  });

  test('page through the audit chain, whose hashes can be recomputed from what is served', async () => {
    const token = await tokenOf('auditor');
    const seen: AuditEvent[] = [];
    let next: string | undefined = 'AuditEvent?_count=3&date=2026';
    while (next) {
      const bundle: Bundle = await search(next, token);
      expect(bundle.entry?.length).toBeLessThanOrEqual(3);
      seen.push(...(bundle.entry ?? []).map((entry) => entry.resource as AuditEvent));
      next = bundle.link?.find((link) => link.relation === 'next')?.url.split('/fhir/')[1];
      if (seen.length > 200) break;
    }
    expect(seen.length).toBeGreaterThan(5);
    const filed = seen.find((event) => event.subtype?.[0]?.code === 'filing.filed');
    expect(filed?.entity?.[0]?.what?.display).toBe(document);
    for (const event of seen) {
      const detail = Object.fromEntries(
        (event.entity?.[0]?.detail ?? []).map((one) => [one.type, one.valueString ?? '']),
      );
      const { tenant = '', previousHash = '', hash } = detail;
      const body = JSON.parse(detail['event'] ?? '') as Parameters<typeof auditHash>[0]['event'];
      expect(auditHash({ tenant, seq: Number(event.id), at: event.recorded, event: body, previousHash })).toBe(hash);
    }
  });

  test('answer nobody else, and every read and refusal is on the chain', async () => {
    const elsewhere = await tokenOf('elsewhere');
    expect((await search(`Provenance?target=${document}`, elsewhere)).total).toBe(0);
    const own = await search('Provenance', await tokenOf('auditor'));
    expect((await get(`Provenance/${own.entry?.[0]?.resource?.id}`, elsewhere)).status).toBe(404);
    const others = await search('AuditEvent', elsewhere);
    expect(JSON.stringify(others)).not.toContain('filing.filed');
    const ehrToken = await app.launch.getAccessToken();
    for (const token of [undefined, ehrToken, 'A'.repeat(43), app.launch.handle]) {
      const response = await get('Provenance', token);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(((await response.json()) as OperationOutcome).resourceType).toBe('OperationOutcome');
    }
    const rows = await app.ctx.store.db.selectFrom('audit_record').select('event').execute();
    const types = rows.map((row) => (JSON.parse(row.event) as { type: string }).type);
    expect(types.filter((type) => type === 'auditor.refused').length).toBeGreaterThan(10);
    expect(types).toContain('auditor.read');
  });

  test('end when the token does', async () => {
    const token = await tokenOf('auditor');
    app.advance(301_000);
    expect((await get('Provenance', token)).status).toBe(401);
  });
});
