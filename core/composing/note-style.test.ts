import { expect, it } from 'vitest';
import { sampleChart, sampleInput } from '../../tests/golden/support/sample-chart.ts';
import type { SessionInput } from '../chart/session-input.ts';
import { renderText } from '../documents/render-text.ts';
import { composeNote } from './compose-note.ts';
import type { NoteStyle } from './note-style.ts';

function text(style: Partial<NoteStyle>, changes: Partial<SessionInput> = {}): string {
  const chartFacts = sampleChart().filter(({ kind }) => kind !== 'patient');
  return renderText(composeNote({ format: 'DAP', input: sampleInput(changes), chartFacts, missing: [], style }).note);
}

it('uses the word of the site for the patient', () => {
  expect(text({ patientWord: 'client' })).toMatch(/The client attended/);
  expect(text({ patientWord: 'client' })).not.toMatch(/patient/i);
});

it('shortens the names of kinds of work where the site wants that, but never writes CPT', () => {
  expect(text({ abbreviations: true })).toContain('CBT');
  expect(text({})).toContain('cognitive behavioral therapy');
  const cpt = [{ modality: 'CPT_therapy', technique: 'challenging questions' }];
  expect(text({ abbreviations: true }, { interventions: cpt })).toMatch(/cognitive processing therapy/);
  expect(text({ abbreviations: true }, { interventions: cpt })).not.toContain('CPT');
});

it('is shorter where the site wants brief notes, and no shorter on risk', () => {
  const [full, brief] = [text({}), text({ density: 'brief' })];
  expect(brief.length).toBeLessThan(full.length);
  const risk = (note: string): string[] =>
    note.match(/[^.]*(?:denied|not assessed|overall risk|item 9)[^.]*\./gi) ?? [];
  expect(risk(brief)).toEqual(risk(full));
  expect(risk(brief).length).toBeGreaterThan(2);
});
