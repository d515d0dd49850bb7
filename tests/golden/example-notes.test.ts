import { expect, test } from 'vitest';
import type { NoteFormat } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { judgedCases, noteOfCase } from './support/case-note.ts';

const EXAMPLES: readonly { caseId: string; session: string; format: NoteFormat; about: string }[] = [
  {
    caseId: 'case-1-depression-homelessness',
    session: 's4',
    format: 'SOAP',
    about:
      'An individual session with a new score: what was planned last time, the change against the first and the last score with what reliable change says of it, item 9 beside the spoken answer.',
  },
  {
    caseId: 'case-9-reentry-group-crisis',
    session: 's2',
    format: 'BIRP',
    about:
      'A group session, for one member: topic, method and number present; what another member told is left out; risk was not assessed, and the note says so.',
  },
  {
    caseId: 'case-10-late-life-grief-medicare',
    session: 's5',
    format: 'narrative',
    about: 'A family session at home: two people say two things, and each is told as the one who said it.',
  },
];

test('three notes are printed in full for the reader', async () => {
  const parts = EXAMPLES.flatMap(({ caseId, session, format, about }) => {
    const caseFile = judgedCases().find(({ case_id: id }) => id === caseId);
    if (caseFile === undefined) throw new Error(`There is no case ${caseId}.`);
    const { note } = noteOfCase(caseFile, session, format);
    return [`## ${note.title}`, '', about, '', '```text', renderText(note).trimEnd(), '```', ''];
  });
  const page = [
    '# Three progress notes in full',
    '',
    'Written by `tests/golden/example-notes.test.ts`; `npx vitest run tests/golden/example-notes.test.ts -u` writes them anew.',
    'The patients are invented (`cases/`). Nothing was edited by hand; the text is what would be shown for attestation.',
    '',
    ...parts,
  ];
  await expect(`${page.join('\n').trimEnd()}\n`).toMatchFileSnapshot('../../docs/reference/example-notes.md');
});
