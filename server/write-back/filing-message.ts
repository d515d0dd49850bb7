import type { MissingReason } from '../../core/chart/chart.ts';
import type { FilingState } from '../../core/workspace/workspace-view.ts';
import type { FilingFault, FilingProgress } from './filing-store.ts';

/** Where a filing stands, in words: what happened, what was kept, what to do next. `waits`: for its clinician's next launch. */
export function filingMessage(state: FilingState, progress: FilingProgress, waits: boolean): string {
  switch (state) {
    case 'filed':
      return `${filedWords(progress)}${provenanceWords(progress)}`;
    case 'failed':
      return failedWords(progress);
    case 'sent':
      return progress.confirmed ? provenancePending(waits) : 'The note was sent and is being read back.';
    case 'planned':
      if (waits)
        return 'The note is attested and kept here, and is not in the chart yet. Launch this patient again from the EHR to file it.';
      return progress.stalled
        ? 'The note is attested and kept here. The EHR did not answer; Throughline tries again by itself.'
        : 'The note is attested and is being filed.';
    case 'unknown':
      if (progress.confirmed) return provenancePending(waits);
      if (progress.document)
        return 'The EHR took the note, but does not show it yet. Throughline reads it again and will not send it twice.';
      return unknownWords(progress, waits);
  }
}

function filedWords({ writing }: FilingProgress): string {
  return writing?.readBack === 'words'
    ? 'The note is in the chart. It was read back and its words are those you attested; this EHR keeps its own formatting.'
    : 'The note is in the chart. It was read back and is word for word what you attested.';
}

function provenanceWords({ provenance, provenanceHeld }: FilingProgress): string {
  if (provenance) return '';
  if (provenanceHeld === 'none-taken') return ' The EHR takes no Provenance; Throughline keeps it for auditors.';
  if (provenanceHeld === 'no-answer')
    return ' Whether the EHR took its Provenance is not known; Throughline keeps it for auditors.';
  if (provenanceHeld === 'differs')
    return ' The EHR holds another Provenance than was sent; Throughline keeps the right one for auditors.';
  return ' This EHR did not take its Provenance; Throughline holds it for auditors.';
}

function provenancePending(waits: boolean): string {
  return waits
    ? 'The note is in the chart. Its Provenance is not filed yet: launch this patient again to finish.'
    : 'The note is in the chart. Its Provenance is being filed.';
}

function unknownWords({ asksClinician, sendAgain }: FilingProgress, waits: boolean): string {
  if (waits)
    return 'The note was sent, but the EHR’s answer never came. Launch this patient again from the EHR; Throughline then looks for it and will not file it twice.';
  if (sendAgain) return 'Throughline looks in the chart once more, and sends the note again if it is not there.';
  if (asksClinician)
    return 'The note was sent, but the EHR’s answer never came, and Throughline does not find it in the chart. The EHR may only be slow to show it, so it is not sent again by itself. Look in the chart: if the note is there, do nothing; if it is not, have it sent again.';
  return 'The note was sent, but the EHR’s answer never came. Throughline is looking for it in the chart and will not file it twice.';
}

function failedWords({ lastError, refusal, sentAgain }: FilingProgress): string {
  const said = FAILED[lastError as keyof typeof FAILED] ?? FAILED.WRITE_BACK_REFUSED;
  if (lastError !== 'WRITE_BACK_REFUSED') return said;
  const answer = refusal?.status === undefined ? '' : ` (${answered(refusal)})`;
  if (sentAgain)
    return `The EHR refused the note when it was sent again. Whether the first one arrived is not known. It is attested and kept here. Try again to have it looked for.${answer}`;
  return `${said}${whatToDo(refusal)}${answer}`;
}

/** For who has to help: `It answered 422, invalid; request abc-1.` */
function answered({ status, codes, requestId }: NonNullable<FilingProgress['refusal']>): string {
  return `It answered ${[status, ...codes].join(', ')}${requestId === undefined ? '' : `; request ${requestId}`}.`;
}

/** What a clinician can do about some refusals, by what they mean in the EHR's dialect. */
const WHAT_TO_DO: Partial<Record<MissingReason | 'none-found', string>> = {
  'break-the-glass':
    ' The EHR keeps this chart behind Break-the-Glass: open the chart there and give your reason, then try again.',
  'merged-patient': ' The EHR merged this patient’s record with another: launch from the surviving record.',
  'come-back-later': ' It takes no more for now: try again later.',
};
const MAY_NOT_WRITE =
  ' It does not allow this app, or your account, to file notes: ask your administrator for the right to write notes.';

function whatToDo(refusal: FilingProgress['refusal']): string {
  const known = refusal?.means === undefined ? undefined : WHAT_TO_DO[refusal.means];
  return known ?? (refusal?.status === 403 ? MAY_NOT_WRITE : '');
}

const FAILED = {
  WRITE_BACK_REFUSED:
    'The EHR refused the note. It is attested and kept here, and is not in the chart. Try again; if it stays, tell your administrator.',
  PROFILE_INVALID:
    'The note did not pass its own check, so it was not sent. It is attested and kept here. Tell your administrator.',
  ENCOUNTER_NEEDED:
    'This EHR files a note only with its visit, and none was chosen, so nothing was sent. The note is attested and kept here. Choose the visit, then try again.',
  AUTHOR_NOT_LAUNCHED:
    'This EHR files a note only under the name of who is logged in, and that is not who attested it, so nothing was sent. The note is attested and kept here. Launch as the one who attested it.',
  READ_BACK_DIFFERS:
    'The EHR holds something else than you attested. Your text is kept here. Look at the document in the chart and tell your administrator.',
  READ_BACK_UNREADABLE:
    'The EHR took the note, but shows it only in a form that Throughline cannot compare with what you attested. Your text is kept here. Look at the document in the chart.',
  CHART_CLOSED:
    'The EHR closed this chart while the filing was under way, so Throughline stopped asking. Whether the note is in the chart is not confirmed. Open the chart in the EHR, then try again; nothing is sent twice.',
  FOUND_TWICE:
    'The chart holds this note more than once. Nothing more was sent. Look at the documents in the chart and tell your administrator.',
} as const satisfies Partial<Record<FilingFault, string>>;
