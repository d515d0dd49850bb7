import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../core/audit/audit-event.ts';
import { factsOf } from '../../core/chart/fact.ts';
import type { EhrRegistration } from '../../server/config/registration.ts';
import type { LogFields } from '../../server/logging/create-logger.ts';
import { createChartCache } from '../../server/workspace/chart-of-launch.ts';
import { openAttestable } from '../support/attestable.ts';
import { bundle, outcome, type ScriptedRequest, sendJson, startScriptedEhr } from '../support/scripted-ehr.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Script = (request: ScriptedRequest, res: ServerResponse, base: string) => unknown;
const subject = { reference: 'Patient/p1' };
const condition = (id: string, rest: object = {}) => ({
  resourceType: 'Condition',
  id,
  subject,
  clinicalStatus: { coding: [{ code: 'active' }] },
  code: { text: `Problem ${id}` },
  ...rest,
});
const goal = { resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', subject, description: { text: 'Sleep' } };
const note = (id: string) => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject,
  date: '2026-05-01',
  content: [{ attachment: { contentType: 'text/html', url: `Binary/${id}` } }],
});

/**
 * A launch in an EHR that answers by `script`, its charts, what was audited and logged, and how many requests were begun:
 * each asks for the token first.
 */
async function launched(script: Script, registered: Partial<EhrRegistration> = { dialect: 'epic' }) {
  const ehr = await startScriptedEhr(script);
  const app = await openAttestable(ehr.base);
  closing.push(
    () => ehr.close(),
    () => app.ctx.close(),
  );
  let begun = 0;
  const audited: AuditEvent[] = [];
  const logged: LogFields[] = [];
  const line = (fields: LogFields) => logged.push(fields);
  const ctx = {
    ...app.ctx,
    log: { info: line, warn: line, error: line },
    audit: async (_tenant: string, event: AuditEvent) => {
      audited.push(event);
    },
  };
  const { encounterReference: _, ...launch } = {
    ...app.launch,
    ehr: { ...app.launch.ehr, ...registered },
    grantedScopes: ['patient/*.rs'],
    getAccessToken: async () => {
      begun += 1;
      return 'token';
    },
  };
  const charts = createChartCache(ctx, { softLimit: { least: 300, most: 5_000 }, draftPatience: 150 });
  return { ehr, charts, launch, audited, logged, begun: () => begun };
}

describe('a slow endpoint', () => {
  test('the chart comes without it, says so, and has it later without asking again', async () => {
    let answer = (): unknown => undefined;
    let slow = true;
    const { charts, launch, ehr, audited } = await launched(({ path }, res) => {
      if (path === 'Condition') return sendJson(res, bundle([condition('c')]));
      if (path !== 'Goal') return undefined;
      answer = () => sendJson(res, bundle([goal]));
      return slow ? true : answer();
    });
    const started = performance.now();
    const [first, same] = await Promise.all([charts.chartOf(launch), charts.chartOf(launch)]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(first.pending).toEqual(['goals']);
    expect(first.missing).toContainEqual({ resource: 'Goal', what: 'goals', reason: 'timed-out' });
    expect(factsOf(first.facts, 'condition')).toHaveLength(1);
    expect(same.pending).toEqual(['goals']);
    expect(audited).toEqual([]);
    const asked = ehr.asked.length;
    expect((await charts.chartOf(launch, true)).pending).toEqual(['goals']);
    expect((await charts.fullerChartOf(launch)).pending).toEqual(['goals']);
    setTimeout(answer, 20);
    slow = false;
    const whole = await charts.fullerChartOf(launch);
    expect(whole.pending).toBeUndefined();
    expect(await charts.chartOf(launch)).toEqual(whole);
    expect(factsOf(whole.facts, 'goal')).toHaveLength(1);
    expect(whole.missing.some(({ what }) => what === 'goals')).toBe(false);
    expect(whole.dialect).toBe('epic');
    expect(ehr.asked).toHaveLength(asked);
    expect(audited.map(({ type }) => type)).toEqual(['chart.read']);
    await charts.chartOf(launch, true);
    await expect.poll(() => audited.map(({ type }) => type)).toEqual(['chart.read', 'chart.read']);
    expect(ehr.asked).toHaveLength(2 * asked);
  });

  test('a chart that nobody wants any more is read no further', async () => {
    const { charts, launch, ehr } = await launched(({ path }) => path === 'Goal' || undefined);
    await charts.chartOf(launch);
    charts.drop(launch.handle);
    await expect.poll(() => ehr.brokenOff()).toBe(1);
  });
});

describe('an EHR that asks for a reason for access', () => {
  const refusal = outcome({ code: '4130', words: 'Break the glass for Jane Roe' });
  const shut = async (script: Script) => {
    const world = await launched(script);
    const chart = await world.charts.chartOf(world.launch);
    const begun = world.begun();
    await new Promise((resolve) => setTimeout(resolve, 60));
    for (const again of [true, false, true]) expect(await world.charts.chartOf(world.launch, again)).toEqual(chart);
    expect(world.begun()).toBe(begun);
    expect(chart.facts).toEqual([]);
    expect(JSON.stringify([chart, world.audited, world.logged])).not.toMatch(/Jane|glass for/);
    return { ...world, chart };
  };

  test('is asked nothing more, in this load and in this launch; what is under way is broken off', async () => {
    const { chart, ehr, audited, charts, launch, begun } = await shut(({ path }, res, base) => {
      if (path === 'Encounter') return setTimeout(() => sendJson(res, refusal, 403), 40);
      if (path === 'Condition') return sendJson(res, bundle([condition('c')]));
      // Lists that would go on for long, and one that hangs.
      if (path === 'Observation')
        return setTimeout(() => sendJson(res, bundle([], `${base}/Observation?n=${Math.random()}`)), 15);
      return path === 'Goal' || undefined;
    });
    expect(new Set(chart.missing.map(({ reason }) => reason))).toEqual(new Set(['break-the-glass']));
    expect(chart.missing.map(({ what }) => what)).toContain('scores');
    expect(ehr.brokenOff()).toBeGreaterThanOrEqual(1);
    expect(audited).toHaveLength(1);
    expect(audited[0]).toMatchObject({ type: 'chart.read', reads: {} });
    // The clinician has given the reason and launched anew.
    const before = begun();
    await charts.chartOf({ ...launch, handle: 'another' });
    expect(begun()).toBeGreaterThan(before);
  });

  test('a warning among the matches, a later page, and the text of a note stop it too; no fallback is tried', async () => {
    await shut(({ path }, res) =>
      path === 'Encounter' ? sendJson(res, bundle([outcome({ code: '4134', severity: 'information' })])) : undefined,
    );
    const paged = await shut(({ path, query }, res, base) => {
      if (path !== 'Encounter') return undefined;
      return query.has('page') ? sendJson(res, refusal, 403) : sendJson(res, bundle([], `${base}/Encounter?page=2`));
    });
    expect(paged.chart.missing[0]?.reason).toBe('break-the-glass');
    const texts = await shut(({ path }, res) => {
      if (path === 'DocumentReference') return sendJson(res, bundle([note('n1'), note('n2')]));
      return path === 'Binary/n1' ? sendJson(res, refusal, 403) : undefined;
    });
    expect(texts.ehr.asked.filter((one) => one.startsWith('Binary')).length).toBeLessThanOrEqual(2);
    const survey = await shut(({ query }, res) =>
      query.get('category') === 'survey' ? sendJson(res, refusal, 400) : undefined,
    );
    expect(survey.ehr.asked.filter((one) => one.includes('survey'))).toHaveLength(1);
  });
});

test('a launch that another process found closed asks for nothing, and says the same', async () => {
  const { charts, launch, begun } = await launched(() => undefined);
  const at = '2026-11-20T14:00:00.000Z';
  const chart = await charts.chartOf({ ...launch, closed: { reason: 'break-the-glass', at } }, true);
  expect(chart).toMatchObject({ facts: [], readAt: at, dialect: 'epic' });
  expect(chart.missing).toContainEqual({ resource: 'Observation', what: 'scores', reason: 'break-the-glass' });
  expect(begun()).toBe(0);
});

test('a record that was merged into another is read no further, by the code or by the resource', async () => {
  for (const script of [
    ({ path }: ScriptedRequest, res: ServerResponse) =>
      path === 'Patient/p1' ? sendJson(res, outcome({ code: '4107' }), 301) : undefined,
    ({ path }: ScriptedRequest, res: ServerResponse) =>
      path === 'Patient/p1'
        ? sendJson(res, {
            resourceType: 'Patient',
            id: 'p1',
            active: false,
            link: [{ type: 'replaced-by', other: { reference: 'Patient/p2' } }],
          })
        : undefined,
  ]) {
    const { charts, launch, ehr, begun } = await launched(script);
    const chart = await charts.chartOf(launch);
    expect(chart.facts).toEqual([]);
    expect(chart.missing[0]).toEqual({ resource: 'Patient', what: 'patient details', reason: 'merged-patient' });
    const before = begun();
    await charts.chartOf(launch, true);
    expect(begun()).toBe(before);
    expect(ehr.asked.some((one) => one.includes('p2'))).toBe(false);
  }
});

test('strays are dropped and audited by reason, and never become Facts', async () => {
  const { charts, launch, audited } = await launched(({ path, query }, res, base) => {
    if (path !== 'Condition' || query.get('category') !== 'problem-list-item') return undefined;
    const entry = [
      { resource: condition('mine'), fullUrl: `${base}/Condition/mine` },
      { resource: condition('proxied'), fullUrl: `${base.replace('http:', 'https:')}/Condition/proxied` },
      { resource: condition('theirs'), fullUrl: 'https://other.example/fhir/Condition/theirs' },
      { resource: condition('absolute', { subject: { reference: 'https://other.example/fhir/Patient/p1' } }) },
      { resource: condition('hers', { subject: { reference: 'Patient/p2' } }) },
      { resource: condition('traversing', { subject: { reference: 'Patient/p2/../p1' } }) },
      { resource: { resourceType: 'Observation', id: 'o', subject } },
      { resource: { resourceType: 'Patient', id: 'p2', name: [{ text: 'Jane Roe' }] } },
    ];
    return sendJson(res, { resourceType: 'Bundle', entry });
  });
  const chart = await charts.chartOf(launch);
  expect(factsOf(chart.facts, 'condition')).toHaveLength(2);
  expect(chart.missing).toContainEqual({ resource: 'Condition', what: 'some problem list', reason: 'unreadable' });
  const dropped = audited.flatMap((event) => (event.type === 'chart.dropped' ? [[event.reason, event.count]] : []));
  expect(Object.fromEntries(dropped)).toMatchObject({ 'wrong-type': 2, 'other-server': 1, 'other-patient': 3 });
});

test('site codes are asked for, and codes that look like scores and are not mapped are audited and logged by code alone', async () => {
  const flowsheet = 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id';
  const score = (id: string, code: string) => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    effectiveDateTime: '2026-05-01',
    category: [{ coding: [{ code: 'survey' }] }],
    code: {
      coding: [{ system: flowsheet, code, display: 'PHQ-9 total of Jane Roe' }],
      text: 'PHQ-9 total of Jane Roe',
    },
    valueQuantity: { value: 12 },
  });
  const { charts, launch, ehr, audited, logged } = await launched(
    ({ path, query }, res) =>
      path === 'Observation' && query.get('category') === 'survey'
        ? sendJson(res, bundle([score('known', '1570'), score('unknown', '9999')]))
        : undefined,
    {
      dialect: 'epic',
      codes: { scores: { [`${flowsheet}|1570`]: { instrument: 'PHQ-9', part: 'total' } }, documents: {} },
    },
  );
  const chart = await charts.chartOf(launch);
  expect(ehr.asked).toContain(`Observation?patient=p1&code=${flowsheet}|1570`);
  expect(
    factsOf(chart.facts, 'score').some(
      ({ source }) => source.from === 'ehr' && source.reference === 'Observation/known',
    ),
  ).toBe(true);
  expect(chart.unmapped?.map(({ code }) => code)).toEqual(['9999']);
  expect(audited).toContainEqual({
    type: 'chart.unmapped',
    handle: launch.handle,
    codes: [{ system: flowsheet, code: '9999', count: 1 }],
  });
  expect(logged).toEqual([{ ehr: launch.ehr.name, handle: launch.handle, count: 1, detail: `${flowsheet}|9999` }]);
  expect(JSON.stringify([audited, logged])).not.toContain('Jane');
});

test('an empty answer of an EHR that is known to leave a part out proves nothing', async () => {
  const { charts, launch } = await launched(() => undefined, { dialect: 'oracle-health' });
  const { missing } = await charts.chartOf(launch);
  expect(missing.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
    'scores: not-shown',
    'consents to treatment and to share substance-use records: not-shown',
  ]);
});

test('without a token there is no chart, nothing of the failure is kept, and nothing is left running', async () => {
  const { charts, launch, ehr } = await launched(() => undefined);
  const ended = { ...launch, getAccessToken: () => Promise.reject(new Error('the session has ended')) };
  await expect(charts.chartOf(ended)).rejects.toThrow('the session has ended');
  expect(ehr.asked).toEqual([]);
  expect((await charts.chartOf(launch)).missing).not.toEqual([]);
});

test('the registered time zone of the site reaches the chart', async () => {
  const visit = {
    resourceType: 'Encounter',
    id: 'v',
    status: 'finished',
    subject,
    period: { start: '2026-06-22T01:00:00Z' },
  };
  const { charts, launch } = await launched(
    ({ path }, res) => (path === 'Encounter' ? sendJson(res, bundle([visit])) : undefined),
    { dialect: 'generic-r4', timeZone: 'America/Los_Angeles' },
  );
  const { facts } = await charts.fullerChartOf(launch);
  expect(factsOf(facts, 'encounter')[0]?.value.start).toBe('2026-06-21T18:00:00-07:00');
});
