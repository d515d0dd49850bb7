import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { casesFolder, loadCases } from '../../sandbox/seed/load-cases.ts';
import { daysOfCase, documentIdsOf, type FullCase } from './support/full-case.ts';

const SHARED = new URL('../../../shared/data/', import.meta.url);
const cases = loadCases() as unknown as readonly FullCase[];
const schema: unknown = JSON.parse(readFileSync(`${casesFolder}/case.schema.json`, 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema as object);

/** Whether a case says of itself that something is wrong on purpose: by a flag on it, or by a trap of its source. */
function isKnown(one: FullCase, code: string, about: string): boolean {
  return one.expected.flags.includes(`${code}@${about}`);
}

describe.each(cases.map((one) => [one.case_id, one] as const))('%s', (_name, one) => {
  it('follows the schema', () => {
    expect(validate(one) ? [] : validate.errors).toEqual([]);
  });

  it('gives totals that are the sums of their items, but where a flag says otherwise', () => {
    const wrong = one.instruments
      .filter(({ items, total }) => items !== undefined && total !== null && sum(items) !== total)
      .map(({ id }) => id);
    expect(wrong.filter((id) => !isKnown(one, 'SCORE_TOTAL_MISMATCH', id))).toEqual([]);
    const flagged = one.expected.flags.filter((flag) => flag.startsWith('SCORE_TOTAL_MISMATCH'));
    expect(wrong.map((id) => `SCORE_TOTAL_MISMATCH@${id}`)).toEqual(flagged);
  });

  it('keeps its days in order: sessions, birth, plan, medicines, diagnoses, circumstances', () => {
    const days = one.sessions.map(({ date }) => date);
    expect(days).toEqual(days.toSorted());
    expect(new Set(days).size).toBe(days.length);
    for (const session of one.sessions) {
      expect(session.start < session.end, session.id).toBe(true);
      expect(session.next > session.date, session.id).toBe(true);
    }
    for (const [from, to, what] of daysOfCase(one)) expect([what, from <= to]).toEqual([what, true]);
  });

  it('names only what exists: scores of sessions, goals, objectives, consents, referrals', () => {
    const known = new Set([
      ...one.instruments.map(({ id }) => id),
      ...one.consents.map(({ id }) => id),
      ...one.referrals.map(({ id }) => id),
      ...one.treatment_plan.goals.flatMap(({ id, objectives }) => [id, ...objectives.map((objective) => objective.id)]),
    ]);
    const named = [
      ...one.sessions.flatMap(({ instruments = [], interventions, progress = [] }) => [
        ...instruments,
        ...interventions.flatMap(({ goal, objective }) => [goal ?? [], objective ?? []].flat()),
        ...progress.map(({ objective }) => objective),
      ]),
      ...one.referrals.flatMap(({ consent }) => consent ?? []),
      ...one.collateral_contacts.flatMap(({ consent }) => consent ?? []),
      ...one.treatment_plan.goals.flatMap(({ objectives }) => objectives.flatMap(({ referral }) => referral ?? [])),
    ];
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    for (const { id, date, instruments = [] } of one.sessions)
      for (const score of one.instruments.filter(({ id: own }) => instruments.includes(own)))
        expect([id, score.id, score.date <= date]).toEqual([id, score.id, true]);
  });

  it('asks for every document that a trap or an expectation is about, and its patterns compile', () => {
    const asked = documentIdsOf(one);
    for (const trap of one.traps) {
      expect([trap.id, trap.documents.filter((id) => id !== '*' && !asked.has(id))]).toEqual([trap.id, []]);
      for (const pattern of [...trap.check.require.flat(), ...trap.check.forbid])
        expect(() => new RegExp(pattern, 'i')).not.toThrow();
    }
    expect(new Set(one.traps.map(({ id }) => id)).size).toBe(one.traps.length);
    const sessions = new Set(one.sessions.map(({ id }) => id));
    expect(Object.keys(one.expected.z_codes).filter((id) => !sessions.has(id))).toEqual([]);
  });

  it('has at least eight traps and a title, organisation and payer of its own', () => {
    expect(one.traps.length).toBeGreaterThanOrEqual(8);
    const others = cases.filter(({ case_id }) => case_id !== one.case_id);
    for (const other of others) {
      expect(other.patient.id).not.toBe(one.patient.id);
      expect(other.patient.legal_name).not.toBe(one.patient.legal_name);
      expect(other.clinician.npi).not.toBe(one.clinician.npi);
      expect(other.setting.organization).not.toBe(one.setting.organization);
    }
  });

  it.skipIf(!existsSync(SHARED))(
    'uses service codes with their times, leaf diagnoses and flag codes of the lists',
    () => {
      const services = read<{ code: string; unit: string; min: number | null; max: number | null }[]>('services.json');
      for (const { id, cpt, start, end } of one.sessions) {
        const service = services.find(({ code }) => code === cpt);
        expect([id, service?.code]).toEqual([id, cpt]);
        const minutes = minutesOf(end) - minutesOf(start);
        const timed = service?.unit !== 'state';
        const fits = !timed || ((service?.min ?? 0) <= minutes && minutes <= (service?.max ?? Number.MAX_SAFE_INTEGER));
        expect([id, minutes, fits]).toEqual([id, minutes, !isKnown(one, 'CPT_TIME_MISMATCH', id)]);
      }
      const leaves = new Map([...leavesOf('icd10-f-codes.csv'), ...leavesOf('icd10-z55-z65.csv')]);
      const categories = new Set([...leaves.keys()].map((code) => code.slice(0, 3)));
      for (const { code } of one.conditions.filter(({ code: any }) => categories.has(any.slice(0, 3))))
        expect([code, leaves.get(code)]).toEqual([code, true]);
      const social = [
        ...one.sdoh.flatMap(({ icd10 }) => icd10 ?? []),
        ...Object.values(one.expected.z_codes).flat(),
        ...one.pie.factor2.map(({ icd10 }) => icd10),
      ];
      for (const code of social) expect([code, leaves.get(code)]).toEqual([code, true]);
      const flags = read<{ flags: { code: string }[] }>('flags.json').flags.map(({ code }) => code);
      const used = [
        ...one.expected.flags,
        ...(one.expected.flags_absent ?? []),
        ...(one.expected.flags_optional ?? []),
      ];
      expect(used.map((flag) => flag.split('@')[0] ?? '').filter((code) => !flags.includes(code))).toEqual([]);
    },
  );
});

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, SHARED), 'utf8')) as T;
}

/** Code and whether it is billable, of one of the ICD-10-CM lists. */
function leavesOf(name: string): [string, boolean][] {
  return readFileSync(new URL(name, SHARED), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line): [string, boolean][] => {
      const [code = '', billable] = line.split(',');
      return code === '' ? [] : [[code, billable === '1']];
    });
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
