import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EhrRegistration } from '../../server/config/registration.ts';
import { dialectFindings } from '../../tools/doctor-dialect.ts';
import { unmappedCodesOf } from '../../tools/doctor-unmapped.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';

let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: '2026-11-20', pages: false });
});
afterAll(() => both.close());

function registered(name: string): EhrRegistration {
  const ehr = both.app.ctx.ehr(name);
  if (!ehr) throw new Error(`${name} is not registered`);
  return ehr;
}

async function findingsOf(ehr: EhrRegistration, seenAs = ehr): Promise<string> {
  const answer = await fetch(`${seenAs.issuer}/metadata`, { headers: { accept: 'application/fhir+json' } });
  const findings = dialectFindings(ehr, await answer.json());
  return findings.map(([ok, what]) => `${String(ok)} ${what}`).join('\n');
}

test('the doctor tells the dialect of each EHR, and when the registration says another', async () => {
  const [plain, epic, oracle] = ['sandbox', 'sandbox-epic', 'sandbox-oracle'].map(registered) as [
    EhrRegistration,
    EhrRegistration,
    EhrRegistration,
  ];
  expect(await findingsOf(plain)).toMatch(/none that is known[\s\S]*true the registered dialect generic-r4 is used/);
  expect(await findingsOf(epic)).toMatch(/detected dialect: Epic \(epic\)[\s\S]*so epic is used/);
  expect(await findingsOf(oracle)).toMatch(/true the registered dialect oracle-health is used/);
  expect(await findingsOf(oracle, epic)).toMatch(/false oracle-health is registered, but the EHR looks like epic/);
});

test('the doctor names reads that a CapabilityStatement does not promise', () => {
  const statement = {
    rest: [
      { resource: [{ type: 'Goal', interaction: [{ code: 'search-type' }], searchParam: [{ name: 'patient' }] }] },
    ],
  };
  const found = dialectFindings(registered('sandbox'), statement).map(([, what]) => what);
  expect(found).toContainEqual(expect.stringMatching(/^visits: the EHR does not state that Encounter can be searched/));
  expect(found.filter((what) => what.startsWith('goals'))).toEqual([]);
});

test('the doctor sums up the unmapped codes of one EHR, not of its neighbour in the same tenant', async () => {
  const { ctx } = both.app;
  const launches = { a: 'sandbox-epic', b: 'sandbox-epic', c: 'sandbox' };
  for (const [handle, ehr] of Object.entries(launches)) {
    await ctx.audit('sandbox', { type: 'launch.started', handle, ehr });
    const codes = [{ system: 'urn:rows', code: handle === 'c' ? '9' : '1', count: 2 }];
    await ctx.audit('sandbox', { type: 'chart.unmapped', handle, codes });
  }
  expect(unmappedCodesOf(registered('sandbox-epic'), both.dataFolder)).toEqual([['urn:rows|1', 4]]);
  expect(unmappedCodesOf(registered('sandbox-oracle'), both.dataFolder)).toEqual([]);
  expect(unmappedCodesOf(registered('sandbox'), `${both.dataFolder}/nowhere`)).toBeUndefined();
});
