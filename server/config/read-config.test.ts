import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './read-config.ts';
import { sandboxRegistration } from './sandbox-registration.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

function fileOf(value: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'throughline-config-')), 'ehrs.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const standard = sandboxRegistration('http://127.0.0.1:4000');
const [ehr] = standard.ehrs;

describe('readConfig', () => {
  test('an empty environment gives the sandbox on the standard ports', () => {
    const config = readConfig({});
    expect([config.port, config.publicUrl]).toEqual([3000, 'http://localhost:3000']);
    expect(config.registrations.ehrs[0]?.issuer).toBe('http://127.0.0.1:4000/fhir/R4');
  });

  test('lists every fault at once', () => {
    const faults = faultsOf({
      PORT: 'x',
      SANDBOX_PORT: '70000',
      LOG_LEVEL: 'loud',
      THROUGHLINE_URL: 'ftp://a',
      DATABASE_URL: 'p',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'SANDBOX_PORT',
      'THROUGHLINE_URL',
      'LOG_LEVEL',
      'DATABASE_URL',
    ]);
  });

  test('production refuses http, loopback, generated keys and an empty role table', () => {
    const file = fileOf({ ...standard, ehrs: [{ ...ehr, roles: [] }] });
    const faults = faultsOf({ THROUGHLINE_MODE: 'production', THROUGHLINE_EHRS: file }).join('\n');
    expect(faults).toMatch(/issuer of sandbox must be https/);
    expect(faults).toMatch(/loopback/);
    expect(faults).toMatch(/role table/);
    expect(faults).toMatch(/THROUGHLINE_KEYS/);
  });

  test.each([
    ['an unknown member', { ...ehr, surprise: 1 }, /additional properties/],
    ['a reserved tenant', { ...ehr, tenant: 'none' }, /reserved/],
    [
      'a policy smuggled into a frame ancestor',
      { ...ehr, frameAncestors: ['https://e.example/;script-src'] },
      /frameAncestors/,
    ],
  ])('a registration with %s is refused', (_what, changed, fault) => {
    expect(faultsOf({ THROUGHLINE_EHRS: fileOf({ ...standard, ehrs: [changed] }) }).join('\n')).toMatch(fault);
  });

  test('an auditor must belong to a tenant that has an EHR, under a name of its own', () => {
    const auditor = { clientId: 'a', tenant: 'elsewhere', jwks: { keys: [{ kty: 'EC' }] } };
    const faults = faultsOf({ THROUGHLINE_EHRS: fileOf({ ...standard, auditors: [auditor, auditor] }) });
    expect(faults.join('\n')).toMatch(/same clientId[\s\S]*tenant without an EHR/);
  });
});
