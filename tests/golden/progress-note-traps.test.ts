import { describe, expect, it } from 'vitest';
import { NOTE_FORMATS } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { raisedFlag } from '../../tools/eval/judge-sets.ts';
import { judgedCases, noteOfCase } from './support/case-note.ts';

/**
 * What progress notes of this release do not meet, each with its reason. The test fails when another one is missed and
 * also when one of these is met: the list stays true.
 */
const NOT_MET: Readonly<Record<string, string>> = {};

const CASES = judgedCases();

/** `c1t8 s3: forbids …` for each trap that a note of that session walks into, in any format. */
function trapsHit(): string[] {
  const hits = new Set<string>();
  for (const caseFile of CASES)
    for (const { id: session } of caseFile.sessions) {
      const traps = (caseFile.traps ?? []).filter(({ documents }) => documents.includes(`${session}:progress_note`));
      if (traps.length === 0) continue;
      for (const format of NOTE_FORMATS) {
        const text = renderText(noteOfCase(caseFile, session, format).note);
        for (const { id, check } of traps) {
          for (const any of check.require)
            if (!any.some((one) => new RegExp(one, 'i').test(text))) hits.add(`${id} ${session}: requires ${any[0]}`);
          for (const one of check.forbid)
            if (new RegExp(one, 'i').test(text)) hits.add(`${id} ${session}: forbids ${one}`);
        }
      }
    }
  return [...hits];
}

describe('progress notes of all cases, each as of its session', () => {
  it('walk into no trap but those listed as not met', () => {
    const hits = trapsHit();
    expect(hits.filter((hit) => NOT_MET[hit.split(':')[0] ?? ''] === undefined)).toEqual([]);
    const met = Object.keys(NOT_MET).filter((known) => !hits.some((hit) => hit.startsWith(`${known}:`)));
    expect(met).toEqual([]);
  });

  it('raise nothing that a case says must not be raised', () => {
    for (const caseFile of CASES) {
      const names = caseFile.sessions.flatMap(({ id, date }) =>
        noteOfCase(caseFile, id, 'SOAP')
          .flags.map((flag) => raisedFlag(flag, id, date))
          .flatMap(({ code, about }) => [code, ...about.map((one) => `${code}@${one}`)]),
      );
      expect((caseFile.expected?.flags_absent ?? []).filter((flag) => names.includes(flag))).toEqual([]);
    }
  });

  it('never hold what the clinician kept private', () => {
    for (const caseFile of CASES)
      for (const session of caseFile.sessions as readonly { id: string; clinician_private?: string }[]) {
        if (session.clinician_private === undefined) continue;
        const { note, facts } = noteOfCase(caseFile, session.id, 'DAP');
        const told = JSON.stringify([note, facts]);
        const words = session.clinician_private.split(/[.;:]/).map((part) => part.trim());
        expect(words.filter((part) => part.length > 3 && told.includes(part))).toEqual([]);
      }
  });
});
