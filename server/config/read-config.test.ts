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

  describe('a client secret', () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-secrets-'));
    const registered = (clientSecretFile: string | undefined, authentication = 'client_secret_basic') => {
      const file = join(folder, 'ehrs.json');
      const changed = { ...ehr, authentication, ...(clientSecretFile !== undefined && { clientSecretFile }) };
      writeFileSync(file, JSON.stringify({ ...standard, ehrs: [changed] }));
      return { THROUGHLINE_EHRS: file };
    };
    const secretFile = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return name;
    };

    test('is read beside the registration file, without its last line break, and stays out of the registration', () => {
      const config = readConfig(registered(secretFile('good', ' a secret: %C3 \n')));
      expect([...config.clientSecrets]).toEqual([['sandbox', ' a secret: %C3 ']]);
      expect(JSON.stringify(config)).not.toContain('a secret');
    });

    test.each([
      ['is not named', undefined, /needs clientSecretFile/],
      ['is missing', 'nowhere', /cannot be read/],
      ['is empty', secretFile('empty', '\n'), /is empty/],
      ['has two lines', secretFile('two', 'hidden-one\nhidden-two\n'), /more than one line/],
    ])('that %s is a fault, and the fault does not show it', (_what, name, fault) => {
      const faults = faultsOf(registered(name)).join('\n');
      expect(faults).toMatch(fault);
      expect(faults).not.toMatch(/hidden/);
    });

    test('given for another authentication is a fault', () => {
      expect(faultsOf(registered('good', 'private_key_jwt')).join()).toMatch(/private_key_jwt, which has no secret/);
    });
  });

  test('a site’s code map must fit its instruments', () => {
    const scores = {
      'urn:s|1': { instrument: 'GAD-7', part: 'item', item: 8 },
      'urn:s|2': { instrument: 'C-SSRS-screener', part: 'total' },
      'urn:s|3': { instrument: 'PHQ-9', part: 'level' },
      'urn:s|4': { instrument: 'PHQ-9', part: 'item', item: 9 },
    };
    const faults = faultsOf({
      THROUGHLINE_EHRS: fileOf({ ...standard, ehrs: [{ ...ehr, codes: { scores, documents: {} } }] }),
    });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).toMatch(/urn:s\|1: GAD-7 has 7 items[\s\S]*urn:s\|2[\s\S]*urn:s\|3/);
  });

  test('an auditor must belong to a tenant that has an EHR, under a name of its own', () => {
    const auditor = { clientId: 'a', tenant: 'elsewhere', jwks: { keys: [{ kty: 'EC' }] } };
    const faults = faultsOf({ THROUGHLINE_EHRS: fileOf({ ...standard, auditors: [auditor, auditor] }) });
    expect(faults.join('\n')).toMatch(/same clientId[\s\S]*tenant without an EHR/);
  });
});
