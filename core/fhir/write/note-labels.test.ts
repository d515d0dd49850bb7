import { describe, expect, test } from 'vitest';
import { ACT_CODE, CONFIDENTIALITY } from './label-codes.ts';
import { noteLabels } from './note-labels.ts';

const act = (code: string) => ({ system: ACT_CODE, code });
const level = (code: string) => ({ system: CONFIDENTIALITY, code });
const codes = (...labels: { system: string; code: string }[]) => noteLabels(labels).map((label) => label.code);

describe('the labels of a note', () => {
  test('are none where its sources carry none', () => {
    expect(noteLabels()).toEqual([]);
  });

  test('hold the highest confidentiality of its sources, whatever their order', () => {
    expect(codes(level('N'), level('V'), level('R'))).toEqual(['V']);
    expect(codes(level('V'), level('N'))).toEqual(['V']);
    expect(codes(level('N'))).toEqual(['N']);
  });

  test('of a substance use source are restricted by 42 CFR Part 2 and carry the whole set once', () => {
    const labels = noteLabels([level('N'), act('42CFRPart2'), act('PERSISTLABEL')]);
    expect(labels.map((label) => label.code)).toEqual(
      expect.arrayContaining(['42CFRPart2', 'NORDSCLCD', 'PERSISTLABEL', 'PRIVMARK', 'R', 'SUD', 'TREAT']),
    );
    expect(labels).toHaveLength(7);
    expect(labels[0]).toMatchObject({ code: 'R', extension: [{ valueCoding: { code: '42CFRPart2' } }] });
  });

  test('never lower what a source holds very restricted, and keep an older sensitivity as it is named', () => {
    const labels = codes(level('V'), act('ETH'));
    expect(labels[0]).toBe('V');
    expect(labels).not.toContain('SUD');
    expect(labels).toContain('42CFRPart2');
  });
});
