import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { factsOf } from '../../core/chart/fact.ts';
import { openFlags } from '../../core/checking/open-flags.ts';
import { draftingConsent } from '../../core/consent/drafting-consent.ts';
import type { NoteFormat } from '../../core/documents/draft.ts';
import type { DraftSummary, LaunchView } from '../../core/workspace/workspace-view.ts';
import { type ApiError, asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';
import { AttestStep } from '../attest/AttestStep.tsx';
import { FilingStatus } from '../attest/FilingStatus.tsx';
import { useFiling } from '../attest/use-filing.ts';
import { SaveLine } from '../autosave/SaveLine.tsx';
import { DraftingConsent } from '../draft/DraftingConsent.tsx';
import { DraftView } from '../draft/DraftView.tsx';
import { liveFlags } from '../draft/live-flags.ts';
import { useDraft } from '../draft/use-draft.ts';
import { EncounterPicker } from '../encounter/EncounterPicker.tsx';
import { useEncounter } from '../encounter/use-encounter.ts';
import { inputForDraft } from '../session-input/input-changes.ts';
import { SessionInputForm } from '../session-input/SessionInputForm.tsx';
import { useSessionInput } from '../session-input/use-session-input.ts';
import { ThreadSide } from '../thread/ThreadSide.tsx';
import { useThread } from '../thread/use-thread.ts';
import { ChartNotice } from './ChartNotice.tsx';
import { DraftBar } from './DraftBar.tsx';
import { EarlierDrafts } from './EarlierDrafts.tsx';
import { LaunchNotices } from './LaunchNotices.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import { SaveProblem } from './SaveProblem.tsx';
import { SessionEnding } from './SessionEnding.tsx';
import { StartProblem } from './StartProblem.tsx';
import { type Step, Steps } from './Steps.tsx';
import { useChart } from './use-chart.ts';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

const NONE_PENDING: readonly string[] = [];

/** The whole screen of one launch: which patient, the thread, and the three steps of the work. */
export function Workspace({ api }: { readonly api: WorkspaceApi }) {
  const [launch, setLaunch] = useState<LaunchView>();
  const [startError, setStartError] = useState<ApiError>();
  const [drafts, setDrafts] = useState<readonly DraftSummary[]>([]);
  const [step, setStep] = useState<Step>('session');
  const [format, setFormat] = useState<NoteFormat>('SOAP');
  const [drafting, setDrafting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [justAttested, setJustAttested] = useState(false);
  const main = useRef<HTMLElement>(null);
  const moved = useRef(false);
  const chartRead = useChart(api);
  const session = useSessionInput(api);
  const work = useDraft(api);
  const { draft } = work;
  const encounter = useEncounter(api, session, draft?.status === 'draft' ? draft.id : undefined, setLaunch);
  const filing = useFiling(api, draft?.status === 'attested' ? draft.id : undefined);
  useUnsavedGuard([session, work]);

  const openDraft = work.open;
  const openInput = session.open;
  const readChart = chartRead.read;
  const start = useCallback(async () => {
    setStartError(undefined);
    void readChart(false);
    try {
      const [view, input, list] = await Promise.all([api.launch(), api.sessionInput(), api.drafts()]);
      setLaunch(view);
      openInput(input);
      setDrafts(list);
      const latest = list[0];
      if (latest) {
        setFormat(latest.format);
        openDraft(await api.draft(latest.id));
      }
    } catch (thrown) {
      setStartError(asApiError(thrown));
    }
  }, [api, openDraft, openInput, readChart]);
  useEffect(() => {
    // The first reads of the page: an external system, so an effect.
    void Promise.resolve().then(start);
  }, [start]);

  const loadVisits = encounter.load;
  const visitOpen = launch !== undefined && launch.encounterFrom !== 'launch';
  const chart = chartRead.chart;
  useEffect(() => {
    // The visits come with the chart, and again with each further reading of it.
    if (visitOpen && chart) void Promise.resolve().then(loadVisits);
  }, [visitOpen, chart, loadVisits]);

  // A new step is announced by its heading, in the same commit that shows it: later it would take the focus from her work.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    main.current?.querySelector<HTMLElement>('h1')?.focus();
  });
  const go = (next: Step) => {
    setStep(next);
    setProblem(undefined);
    window.scrollTo(0, 0);
    moved.current = true;
  };
  const makeDraft = async (plain = false) => {
    const input = session.newest();
    if (drafting || !input) return;
    setDrafting(true);
    setProblem(undefined);
    try {
      await session.flush();
      const request = { kind: 'progress-note', format, input: inputForDraft(input) } as const;
      openDraft(await api.compose({ ...request, ...(plain && { plain }) }));
      setJustAttested(false);
      go('note');
      setDrafts(await api.drafts());
    } catch (thrown) {
      setProblem(asApiError(thrown).message);
    }
    setDrafting(false);
  };
  const openEarlier = async (id: string) => {
    try {
      await work.flush().catch(() => undefined);
      openDraft(await api.draft(id));
      setJustAttested(false);
      go('note');
    } catch (thrown) {
      setProblem(asApiError(thrown).message);
    }
  };

  const facts = chart?.facts;
  const today = launch?.today ?? '';
  const thread = useThread(chart, session.input, today);
  const objectives = useMemo(
    () => (facts ? factsOf(facts, 'objective').filter(({ value }) => value.status === 'live') : []),
    [facts],
  );
  const flags = useMemo(() => (draft ? liveFlags(draft) : []), [draft]);

  if (startError && !launch) return <StartProblem error={startError} onAgain={() => void start()} />;
  if (!launch || !session.input) {
    return <output className="first-words">Opening the workspace…</output>;
  }
  const patient = facts ? factsOf(facts, 'patient')[0]?.value : undefined;
  const missing = chart?.missing ?? [];
  const saving = step === 'session' ? session : work;
  const refused =
    launch.assistedDrafting !== undefined &&
    facts !== undefined &&
    draftingConsent(facts, missing, session.input.date).state === 'refused';
  const ownSentences = (draft?.status === 'draft' ? draft.sections : [])
    .flatMap((section) => section.sentences)
    .filter((sentence) => sentence.origin === 'clinician').length;

  return (
    <>
      <a className="skip" href="#work">
        Skip to the work area
      </a>
      <header className="top">
        <PatientBanner
          facts={facts}
          failed={chartRead.error !== undefined}
          today={launch.today}
          full={launch.needPatientBanner}
          allergiesRead={!missing.some((read) => read.resource === 'AllergyIntolerance')}
        />
        <div className="work-line">
          <Steps
            step={step}
            onStep={go}
            open={draft?.status === 'draft' ? openFlags(flags, draft.resolutions).length : 0}
          />
          {(step === 'session' || draft?.status === 'draft') && <SaveLine state={saving.saveState} />}
        </div>
      </header>
      <div className={`columns step-${step}`}>
        <aside
          className="thread-side"
          data-testid={thread ? 'thread' : undefined}
          aria-label="Thread of this treatment"
        >
          {chart && <ChartNotice chart={chart} reading={chartRead.reading} onAgain={() => void readChart(true)} />}
          {chartRead.error && (
            <section className="notice" role="alert">
              <p>
                <strong>The chart could not be read.</strong> {chartRead.error.message}
              </p>
              <button type="button" aria-disabled={chartRead.reading} onClick={() => void readChart(true)}>
                {chartRead.reading ? 'Reading…' : 'Try again'}
              </button>
            </section>
          )}
          {thread ? (
            <ThreadSide thread={thread} missing={missing} pending={chart?.pending ?? NONE_PENDING} />
          ) : (
            chartRead.reading && <output>Reading the chart…</output>
          )}
        </aside>
        <main id="work" ref={main} tabIndex={-1}>
          <LaunchNotices notices={launch.notices} />
          <SessionEnding api={api} expiresAt={launch.expiresAt} />
          <SaveProblem
            state={saving.saveState}
            onLoad={() => void saving.loadTheirs().catch((thrown: unknown) => setProblem(asApiError(thrown).message))}
            onKeep={() => void saving.keepMine().catch((thrown: unknown) => setProblem(asApiError(thrown).message))}
            onRetry={saving.saveNow}
          />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          {step === 'session' && (
            <>
              <h1 className="visually-hidden" tabIndex={-1}>
                Session
              </h1>
              <EncounterPicker launch={launch} work={encounter} unread={chartRead.error !== undefined} />
              <SessionInputForm
                input={session.input}
                objectives={objectives}
                facts={facts}
                patientWord={launch.patientWord}
                onChange={session.change}
              />
              {launch.assistedDrafting && (
                <DraftingConsent
                  facts={facts}
                  missing={missing}
                  today={session.input.date}
                  busy={drafting}
                  onWriteMyself={() => void makeDraft(true)}
                />
              )}
              <DraftBar
                refused={refused}
                format={format}
                busy={drafting}
                hasDraft={draft !== undefined}
                ownSentences={ownSentences}
                onFormat={setFormat}
                onDraft={() => void makeDraft()}
              />
            </>
          )}
          {step !== 'session' && !draft && (
            <div className="no-draft">
              <h1 tabIndex={-1}>No draft yet</h1>
              <p>Enter what happened in the session, then draft the note from it.</p>
              <button type="button" className="primary" onClick={() => go('session')}>
                Go to the session
              </button>
            </div>
          )}
          {step === 'note' && draft && (
            <>
              <DraftView work={work} draft={draft} flags={flags} labelsKept={launch.dropsLabels !== true} />
              <div className="next-line">
                <button type="button" className="primary" onClick={() => go('attest')}>
                  {draft.status === 'draft' ? 'Read and attest' : 'See the filing'}
                </button>
                <EarlierDrafts drafts={drafts} currentId={draft.id} onOpen={(id) => void openEarlier(id)} />
              </div>
            </>
          )}
          {step === 'attest' && draft?.status === 'draft' && (
            <AttestStep
              api={api}
              launch={launch}
              work={work}
              draft={draft}
              flags={flags}
              patientName={patient?.legalName ?? 'this patient'}
              onJump={() => go('note')}
              onVisit={() => go('session')}
              onAttested={(view) => {
                setJustAttested(true);
                work.markAttested();
                filing.begin(draft.id, view);
                void api.drafts().then(setDrafts, () => undefined);
              }}
            />
          )}
          {step === 'attest' && draft?.status === 'attested' && (
            <FilingStatus watch={filing} draft={draft} focusOnMount={justAttested} />
          )}
        </main>
      </div>
    </>
  );
}
