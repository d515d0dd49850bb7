import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Both, startBoth } from '../../tools/start-both.ts';
import type { PersonaName } from '../../tools/walk-client.ts';
import { walkNote } from '../../tools/walk-note.ts';
import { differenceOf } from './support/compare-facts.ts';
import { CASE_FILES, caseOf, launchChart, TODAY } from './support/persona-target.ts';

// What an EHR refuses only at times: switched on in the sandbox, met by the whole app.
let both: Both;
const { patient, clinician } = caseOf(CASE_FILES[0]);
const launch = (persona: PersonaName) => launchChart(both, { persona, patient: patient.id, clinician: clinician.id });
const gaps = (chart: { missing: readonly { what: string; reason: string }[] }) =>
  chart.missing.map(({ what, reason }) => `${what}: ${reason}`);

beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
});
afterEach(() => {
  both.sandbox.epic.set({});
  both.sandbox.oracle.set({});
});
afterAll(() => both.close());

test('an older build that refuses three of the searches gives the same Facts by the fallbacks', async () => {
  const usual = await (await launch('epic')).chart();
  both.sandbox.epic.set({ olderBuild: true });
  const from = both.sandbox.requests.length;
  const older = await (await launch('epic')).chart();
  const refused = both.sandbox.requests.slice(from).filter(({ status = 0 }) => status >= 400);
  expect(refused.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['careplan-activity-date', 'observation-survey-alone']),
  );
  expect(gaps(older)).toEqual(gaps(usual));
  expect(differenceOf('none', { plain: usual.facts, other: older.facts })).toEqual({ onlyPlain: [], onlyOther: [] });
});

test('a part that is withheld is told as such', async () => {
  both.sandbox.epic.set({ withheld: patient.id });
  expect(gaps(await (await launch('epic')).chart())).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/visits: suppressed/),
      expect.stringMatching(/problem list: suppressed/),
    ]),
  );
});

test('break-the-glass stops the reading, is told, and is not asked again in this launch', async () => {
  both.sandbox.epic.set({ breakTheGlass: patient.id });
  const opened = await launch('epic');
  const chart = await opened.chart();
  expect(gaps(chart).join()).toMatch(/break-the-glass/);
  const from = both.sandbox.requests.length;
  const again = await opened.chart(true);
  expect(both.sandbox.requests.slice(from)).toEqual([]);
  expect(gaps(again)).toEqual(gaps(chart));
});

test('a merged patient is told, and nothing of the surviving record is shown', async () => {
  both.sandbox.epic.set({ merged: { [patient.id]: 'pt-c2' } });
  const chart = await (await launch('epic')).chart();
  expect(gaps(chart).join()).toMatch(/merged-patient/);
  expect(chart.facts).toEqual([]);
});

test('a list of many pages is read whole', async () => {
  const usual = await (await launch('epic')).chart();
  both.sandbox.epic.set({ defaultPage: 5 });
  const paged = await (await launch('epic')).chart();
  expect(differenceOf('none', { plain: usual.facts, other: paged.facts })).toEqual({ onlyPlain: [], onlyOther: [] });
});

test('a list whose paging expires is begun again once, and told as read in part when it expires again', async () => {
  both.sandbox.epic.set({ defaultPage: 5, pagingMs: 0 });
  const from = both.sandbox.requests.length;
  const chart = await (await launch('epic')).chart();
  const asked = both.sandbox.requests.slice(from);
  const visits = asked.filter(
    ({ path, parameters = [] }) => path.endsWith('/Encounter') && parameters.includes('patient'),
  );
  expect(asked.map(({ rule }) => rule)).toContain('paging-context');
  expect(visits).toHaveLength(2);
  expect(gaps(chart)).toContain('some visits: refused');
});

test('a gateway that gives up on one search leaves the rest of the chart', async () => {
  both.sandbox.oracle.set({ gatewayTimeout: { method: 'GET', type: 'Encounter' } });
  const chart = await (await launch('oracle')).chart();
  expect(gaps(chart)).toContain('visits: timed-out');
  expect(chart.facts.length).toBeGreaterThan(10);
});

test.each([true, false])(
  'a note whose answer was lost (kept by the EHR: %s) is never in the chart twice',
  async (kept) => {
    both.sandbox.oracle.set({ gatewayTimeout: { method: 'POST', type: 'DocumentReference', kept, times: 1 } });
    const before = both.sandbox.held('DocumentReference', 'oracle').length;
    const caseFile = caseOf(CASE_FILES[0]);
    const walked = await walkNote(
      both,
      { persona: 'oracle', caseFile, format: 'DAP', patience: 6_000 },
      () => {},
    ).catch((error: unknown) => String(error));
    const after = both.sandbox.held('DocumentReference', 'oracle').length;
    if (kept) expect(walked).toMatchObject({ filing: { state: 'filed' } });
    else expect(walked).toMatch(/the note is not filed: unknown/);
    expect(after - before).toBe(kept ? 1 : 0);
  },
);
