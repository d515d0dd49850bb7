import { expect, it } from 'vitest';
import { plainText } from '../fhir/read/plain-text.ts';
import { planOfNote } from './plan-of-note.ts';

const note = (text: string, sections?: Record<string, string>): string | undefined =>
  planOfNote({ text, truncated: false, ours: false, ...(sections !== undefined && { sections }) });

it('finds the plan of an earlier note, without list marks and without what closes the note', () => {
  expect(note('', { plan: '- Walk.\n- Call PCP.\n\nElectronically signed by X' })).toBe('Walk. Call PCP.');
  expect(note('SUBJECTIVE\nTired.\n\nPLAN\nWalk.\nRest.\nElectronically signed by X')).toBe('Walk. Rest.');
  // Notes of an EHR that holds HTML, one block a line.
  const html = '<div>PLAN</div><div>- Walk.</div><div>- Rest.</div><div>Electronically signed by X</div>';
  expect(note(plainText(html, 'text/html') ?? '')).toBe('Walk. Rest.');
  expect(note('Assessment: stable\nPlan: walk daily\nHOMEWORK\nLog')).toBe('walk daily');
  expect(note('PLAN\n- Bus pass request\n- Walk twice')).toBe('Bus pass request; Walk twice');
  expect(note('PLAN\n1. Thought log\n2. Call PCP')).toBe('Thought log; Call PCP');
  expect(note('She planned a trip.')).toBeUndefined();
});

it('leaves out what is no plan as a whole, also after a quotation and with a title inside', () => {
  const plan =
    "Referral (legal aid, to Dr. Ineke Vos) was due by 3 May 2026. Say 'No more.' Next appointment: 9 May 2026.";
  expect(note('', { plan })).toBe("Say 'No more.'");
});

it('cuts a long plan at the end of a sentence', () => {
  const long = note('', { plan: `${'Walk each day to the pier. '.repeat(30)}` });
  expect(long?.length).toBeLessThanOrEqual(320);
  expect(long).toMatch(/pier$/);
});
