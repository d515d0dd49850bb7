import { expect, test } from 'vitest';
import { ORACLE_SITE_CODES } from '../../sandbox/personas/oracle/local-codes.ts';
import { sandboxRegistration } from '../../server/config/sandbox-registration.ts';
import { siteCodeFaults } from '../../server/config/site-code-faults.ts';

const registered = sandboxRegistration('http://127.0.0.1:4000').ehrs;

test('the sandbox’s sites are registered with the codes they use', () => {
  const oracle = registered.find(({ name }) => name === 'sandbox-oracle')?.codes;
  expect(oracle).toEqual(ORACLE_SITE_CODES);
});

test('and each of their codes fits its instrument', () => {
  expect(registered.flatMap(({ codes }) => siteCodeFaults(codes))).toEqual([]);
  expect(Object.keys(registered[1]?.codes?.scores ?? {})).toHaveLength(22);
});
