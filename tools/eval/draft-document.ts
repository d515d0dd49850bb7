import type { Fact } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import type { Flag } from '../../core/checking/flag.ts';
import type { SiteRules } from '../../core/checking/site-rules.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import type { ComposedNote, NoteFormat } from '../../core/documents/draft.ts';
import { sessionInputFromCase } from '../case-session-input.ts';
import { chartOfCase } from './case-chart.ts';
import type { JudgedCase } from './judged-case.ts';

/** A note of a case with the Facts it was made from and what the checker says of it. */
export interface DraftedNote {
  readonly note: ComposedNote;
  readonly facts: readonly Fact[];
  readonly flags: readonly Flag[];
}

/** The progress note of one session, as of the end of that session. */
export function draftNote(caseFile: JudgedCase, sessionId: string, format: NoteFormat): DraftedNote {
  const input = sessionInputFromCase(caseFile, sessionId);
  const { name, credentials } = caseFile.clinician;
  const { note, facts } = composeNote({
    format,
    input,
    chartFacts: chartOfCase(caseFile, sessionId),
    missing: [],
    style: { patientWord: 'client' },
    clinicianName: `${name}, ${credentials}`,
  });
  return {
    note,
    facts,
    flags: checkDraft({ note, facts, missing: [], sessionDate: input.date, site: siteOf(caseFile) }),
  };
}

/** What the case's site asks for, as its registration would say. */
function siteOf({ clinician, setting }: JudgedCase): SiteRules {
  const { licensed_in: licensedIn } = clinician;
  const required = setting.assisted_drafting_consent === 'required';
  return {
    assistedDrafting: required ? 'consent-required' : 'not-asked',
    ...(licensedIn !== undefined && { licensedIn }),
  };
}
