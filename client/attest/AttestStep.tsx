import { useEffect, useRef, useState } from 'react';
import type { Flag } from '../../core/checking/flag.ts';
import { openFlags } from '../../core/checking/open-flags.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { isSubstanceUse } from '../../core/fhir/write/note-labels.ts';
import type { FilingView, LaunchView } from '../../core/workspace/workspace-view.ts';
import { asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { plainDate } from '../components/dates.ts';
import { tidySections } from '../draft/draft-edits.ts';
import type { DraftWork } from '../draft/use-draft.ts';
import { sha256Hex } from './sha256-hex.ts';

interface AttestStepProps {
  readonly api: WorkspaceApi;
  readonly launch: LaunchView;
  readonly work: DraftWork;
  readonly draft: Draft;
  readonly flags: readonly Flag[];
  readonly patientName: string;
  readonly onJump: () => void;
  /** Takes her to the choice of the visit. */
  readonly onVisit: () => void;
  readonly onAttested: (view: FilingView) => void;
}

/** The last step: the exact text, what still stands in the way, what the clinician attests to, and the button. */
export function AttestStep(props: AttestStepProps) {
  const { api, work, draft, launch } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ readonly message: string; readonly stale: boolean }>();
  const problemLine = useRef<HTMLDivElement>(null);
  const text = renderText({ ...draft, sections: tidySections(draft.sections) });
  const blocking = openFlags(props.flags, draft.resolutions);
  const visitWanted = launch.encounterNeeded && launch.encounterReference === undefined;
  const blocked = visitWanted || blocking.length > 0;
  useEffect(() => {
    if (problem) problemLine.current?.focus();
  }, [problem]);

  const attest = async () => {
    if (busy || blocked) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const textHash = await sha256Hex(text);
      const saved = await work.flush();
      if (saved.textHash !== textHash) {
        setProblem({ message: 'The saved draft differs from the text shown here. Nothing was attested.', stale: true });
      } else {
        props.onAttested(await api.attest(draft.id, { version: saved.version, textHash }));
      }
    } catch (thrown) {
      const error = asApiError(thrown);
      setProblem({ message: error.message, stale: error.code === 'DRAFT_STALE' || error.kind === 'conflict' });
    }
    setBusy(false);
  };

  return (
    <section className="attest-step" aria-labelledby="attest-title">
      <h1 id="attest-title" tabIndex={-1}>
        Attest and file
      </h1>
      <p className="lead">This is the exact text that goes into the chart.</p>
      <div className="exact-text" data-testid="exact-text">
        {text}
      </div>
      {launch.addsReferenceLine && (
        <p className="lead">
          Below it, {launch.ehrName} also gets a few lines: that Throughline drafted it, your name, the time, how many
          sources it has{isSubstanceUse(draft.labels) && ', the notice of 42 CFR Part 2'} and a reference by which it is
          found again.
        </p>
      )}
      {blocked && (
        <div className="blocking" id="attest-blocked">
          <h2>Before you can attest</h2>
          <ul>
            {visitWanted && (
              <li data-testid="visit-needed">
                {launch.ehrName} files a note only with a visit, and none is chosen yet.{' '}
                <button type="button" className="link" onClick={props.onVisit}>
                  Choose the visit
                </button>
              </li>
            )}
            {blocking.map((flag) => (
              <li key={flag.id}>{flag.message}</li>
            ))}
          </ul>
          {blocking.length > 0 && (
            <button type="button" onClick={props.onJump}>
              Resolve in the note
            </button>
          )}
        </div>
      )}
      <p className="statement" id="attest-statement">
        I, {launch.clinician.name}, have read this text. It is my note for {props.patientName}
        {draft.header.length > 0 && sessionOf(draft)}, and it is accurate and complete to the best of my knowledge.
      </p>
      <div ref={problemLine} tabIndex={-1} role="alert">
        {problem && (
          <p className="problem">
            {problem.message}{' '}
            {problem.stale && (
              <button
                type="button"
                className="link"
                onClick={() => void work.loadTheirs().then(() => setProblem(undefined))}
              >
                Load the saved version
              </button>
            )}
          </p>
        )}
      </div>
      <button
        type="button"
        className="primary"
        data-testid="attest"
        aria-disabled={busy || blocked}
        aria-describedby={blocked ? 'attest-blocked' : 'attest-statement'}
        onClick={() => void attest()}
      >
        {busy ? 'Attesting…' : 'Attest and file'}
      </button>
    </section>
  );
}

function sessionOf(draft: Draft): string {
  const session = draft.facts.find((fact) => fact.kind === 'session');
  return session?.kind === 'session' ? ` on the session of ${plainDate(session.value.date)}` : '';
}
