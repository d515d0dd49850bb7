import { expect, test } from 'vitest';
import { factsOf } from '../../core/chart/fact.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { ReadPort } from '../fhir/read-port.ts';
import { beginChart, type LoadChartOptions, loadChart } from './load-chart.ts';

const subject = { reference: 'Patient/p' };
const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Ann Example' }] };
const document = (id: string, date: string, rest: object = {}): FhirJson => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject,
  date,
  content: [{ attachment: { contentType: 'text/html', url: `Binary/${id}` } }],
  ...rest,
});

/** A read port over a list of resources; `refuse` names resource types and the error they give. */
function port(resources: readonly FhirJson[], refuse: Record<string, FhirRequestError | Error> = {}) {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const slow = async <T>(what: string, result: () => T): Promise<T> => {
    asked.push(what);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    const error = refuse[what.split(/[/ ]/)[0] ?? ''];
    if (error) throw error;
    return result();
  };
  const read: ReadPort = {
    baseUrl: 'https://ehr.example/fhir',
    search: (resource, params) =>
      slow(`${resource} ${String(params['patient'])}`, () => ({
        resources: resources.filter((one) => one.resourceType === resource),
        incomplete: false,
      })),
    read: (reference) =>
      slow(reference, () => {
        const found = resources.find((one) => `${one.resourceType}/${String(one['id'])}` === reference);
        if (!found) throw new FhirRequestError('refused', { method: 'GET', resource: 'x', status: 404 });
        return found;
      }),
    binaryText: (url) => slow(url, () => `<p>PLAN</p><p>Text of ${url}</p>`),
  };
  return { read, asked, most: () => most };
}

const options = (read: ReadPort, rest: Partial<LoadChartOptions> = {}): LoadChartOptions => ({
  read,
  patientId: 'p',
  granted: () => true,
  now: () => new Date('2026-06-22T10:00:00Z'),
  ...rest,
});
const load = (read: ReadPort, rest: Partial<LoadChartOptions> = {}) => loadChart(options(read, rest));

test('every part is asked for at once, then the newest notes at once', async () => {
  const notes = Array.from({ length: 14 }, (_, n) => document(`n${n}`, `2026-05-${String(n + 1).padStart(2, '0')}`));
  const { read, asked, most } = port([patient, ...notes]);
  const chart = await load(read);
  expect(chart.missing).toEqual([]);
  expect(chart.readAt).toBe('2026-06-22T10:00:00.000Z');
  expect(asked.slice(0, 15).toSorted()).toEqual([
    'AllergyIntolerance p',
    'CarePlan p',
    'Condition p',
    'Consent p',
    'Coverage p',
    'DocumentReference p',
    'Encounter p',
    'Goal p',
    'MedicationRequest p',
    'Observation p',
    'Observation p',
    'Observation p',
    'Patient/p',
    'QuestionnaireResponse p',
    'ServiceRequest p',
  ]);
  expect(most()).toBeGreaterThanOrEqual(15);
  const texts = factsOf(chart.facts, 'prior-note');
  expect(texts.map((note) => note.source.from === 'ehr' && note.source.reference)).toEqual(
    Array.from({ length: 10 }, (_, n) => `DocumentReference/n${n + 4}`),
  );
  expect(texts[0]?.value).toMatchObject({ text: 'PLAN\n\nText of Binary/n4', sections: { plan: 'Text of Binary/n4' } });
});

test('a part that is refused, late or not granted is missing and nothing else is', async () => {
  const { read, asked } = port([patient], {
    Observation: new FhirRequestError('refused', { method: 'GET', resource: 'Observation', status: 403 }),
    Goal: new FhirRequestError('timed-out', { method: 'GET', resource: 'Goal' }),
  });
  const chart = await load(read, { granted: (resource) => resource !== 'Consent' });
  expect(chart.missing).toEqual([
    { resource: 'Observation', what: 'scores', reason: 'refused', httpStatus: 403 },
    { resource: 'Observation', what: 'drug screens', reason: 'refused', httpStatus: 403 },
    { resource: 'Goal', what: 'goals', reason: 'timed-out' },
    { resource: 'Consent', what: 'consents', reason: 'not-granted' },
  ]);
  expect(chart.facts.map((fact) => fact.kind)).toEqual(['patient']);
  expect(asked.some((what) => what.startsWith('Consent'))).toBe(false);
});

test('withheld notes, notes of others and notes out of force are not even fetched', async () => {
  const { read, asked } = port([
    patient,
    document('psy', '2026-05-01', { securityLabel: [{ coding: [{ code: 'PSYTHPN' }] }] }),
    document('other', '2026-05-01', { subject: { reference: 'Patient/q' } }),
    document('old', '2026-05-01', { status: 'superseded' }),
    document('psy', '2026-05-02'),
  ]);
  const loading = beginChart(options(read));
  const chart = await loading.whole;
  expect(asked.filter((what) => what.startsWith('Binary'))).toEqual([]);
  expect(factsOf(chart.facts, 'prior-note')).toEqual([]);
  expect(loading.dropped().map((one) => one.reason)).toEqual(['not-in-force', 'other-patient', 'withheld']);
  expect(loading.current().withheld).toBe(1);
});

test('inline text needs no Binary; a refused Binary leaves the chart incomplete, once', async () => {
  const inline = document('i', '2026-05-03', {
    content: [
      { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from('PLAN\nKeep.').toString('base64') } },
    ],
  });
  const refused = new FhirRequestError('refused', { method: 'GET', resource: 'Binary', status: 403 });
  const { read } = port([patient, inline, document('a', '2026-05-01'), document('b', '2026-05-02')], {
    Binary: refused,
  });
  const chart = await load(read);
  expect(factsOf(chart.facts, 'prior-note').map((note) => note.value.text)).toEqual(['PLAN\nKeep.']);
  expect(chart.missing).toEqual([
    { resource: 'Binary', what: 'some text of prior notes', reason: 'refused', httpStatus: 403 },
  ]);
  const notGranted = await load(port([patient, document('a', '2026-05-01')]).read, {
    granted: (resource) => resource !== 'Binary',
  });
  expect(notGranted.missing).toEqual([{ resource: 'Binary', what: 'text of prior notes', reason: 'not-granted' }]);
});

test('a note that is a scan, or empty of content, is told as a text that could not be read', async () => {
  for (const content of [[{ attachment: { contentType: 'application/pdf', url: 'Binary/x' } }], []]) {
    const { read, asked } = port([patient, document('scan', '2026-05-01', { content })]);
    const chart = await load(read);
    expect(chart.missing).toEqual([{ resource: 'Binary', what: 'text of prior notes', reason: 'unreadable' }]);
    expect(asked.filter((what) => what.startsWith('Binary'))).toEqual([]);
  }
});

test('what came and could not be used is a gap too', async () => {
  const score = {
    resourceType: 'Observation',
    id: 's',
    status: 'final',
    subject,
    valueInteger: 99,
    code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  };
  const chart = await load(port([{ resourceType: 'Patient', id: 'p' }, score]).read);
  expect(chart.facts).toEqual([]);
  expect(chart.missing).toEqual([
    { resource: 'Observation', what: 'some scores', reason: 'unreadable' },
    { resource: 'Patient', what: 'patient details', reason: 'unreadable' },
  ]);
});

test('a drug screen that could not be used is told as one, not as a score', async () => {
  const screen = {
    resourceType: 'Observation',
    id: 'uds',
    status: 'final',
    subject,
    effectiveDateTime: '2026-05-18',
    code: { coding: [{ system: 'http://loinc.org', code: '59673-4' }] },
    valueString: 'Positive',
    interpretation: [{ text: 'Negative' }],
  };
  const plain = port([patient, screen]).read;
  const read: ReadPort = {
    ...plain,
    search: (resource, params, more) =>
      resource === 'Observation' && !String(params['code']).includes('59673-4')
        ? Promise.resolve({ resources: [], incomplete: false })
        : plain.search(resource, params, more),
  };
  expect((await load(read)).missing).toEqual([
    { resource: 'Observation', what: 'some drug screens', reason: 'unreadable' },
  ]);
});

test('an EHR that names its patients by an address elsewhere gives no empty chart, but one that could not be read', async () => {
  const goal = (id: string, reference: string) => ({
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    description: { text: 'Sleep' },
    subject: { reference },
  });
  const elsewhere = 'https://internal.example/fhir/Patient/p';
  const all = await load(port([patient, goal('a', elsewhere), goal('b', elsewhere)]).read);
  expect(all.missing).toEqual([{ resource: 'Goal', what: 'goals', reason: 'unreadable' }]);
  const some = await load(port([patient, goal('a', elsewhere), goal('b', 'Patient/p')]).read);
  expect(some.missing).toEqual([]);
});

test('a fault of our own is not taken for a gap in the chart', async () => {
  const { read } = port([patient], { Goal: new TypeError('bug') });
  await expect(load(read)).rejects.toThrow(TypeError);
});

test('moments in UTC are told in the time of the site, from the load to the Facts', async () => {
  const visit = {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    subject,
    period: { start: '2026-06-22T01:00:00Z' },
  };
  const { read } = port([patient, visit]);
  const start = async (rest: Partial<LoadChartOptions>) =>
    factsOf((await load(read, rest)).facts, 'encounter')[0]?.value.start;
  expect(await start({ timeZone: 'America/Los_Angeles' })).toBe('2026-06-21T18:00:00-07:00');
  expect(await start({})).toBe('2026-06-22T01:00:00Z');
});
