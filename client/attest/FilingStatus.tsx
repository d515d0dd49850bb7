import { useEffect, useRef } from 'react';
import type { Draft } from '../../core/documents/draft.ts';
import { renderText } from '../../core/documents/render-text.ts';
import { clockTime, plainDate } from '../components/dates.ts';
import { filingHeading } from './filing-words.ts';
import type { FilingWatch } from './use-filing.ts';

interface FilingStatusProps {
  readonly watch: FilingWatch;
  readonly draft: Draft;
  readonly focusOnMount: boolean;
}

/** What became of the attested note: plain while under way, and "filed" only after it was read back and compared. */
export function FilingStatus({ watch, draft, focusOnMount }: FilingStatusProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusOnMount) heading.current?.focus();
  }, [focusOnMount]);
  const { filing, error } = watch;
  const state = filing?.state ?? 'planned';
  return (
    <>
      <section
        className={`filing filing-${state}`}
        aria-labelledby="filing-title"
        data-testid="filing-state"
        data-state={state}
      >
        <div aria-live="polite">
          <h1 id="filing-title" ref={heading} tabIndex={-1}>
            {filing ? filingHeading(state) : 'Looking at the filing…'}
          </h1>
          {state === 'filed' && filing && (
            <>
              <p>{filing.message}</p>
              <dl className="facts">
                <div>
                  <dt>Document</dt>
                  <dd>
                    {filing.documentReference}
                    {filing.documentVersion && `, version ${filing.documentVersion}`}
                  </dd>
                </div>
                {filing.filedAt && (
                  <div>
                    <dt>Filed</dt>
                    <dd>
                      {plainDate(filing.filedAt)}, {clockTime(filing.filedAt)}
                    </dd>
                  </div>
                )}
              </dl>
            </>
          )}
          {filing && state !== 'filed' && <p>{filing.message}</p>}
        </div>
        {filing && (
          <dl className="facts">
            <div>
              <dt>Attested</dt>
              <dd>
                {filing.attester}, {plainDate(filing.attestedAt)}, {clockTime(filing.attestedAt)}
              </dd>
            </div>
            {filing.provenanceReference && (
              <div>
                <dt>Provenance</dt>
                <dd>{filing.provenanceReference}</dd>
              </div>
            )}
            <div>
              <dt>Text hash</dt>
              <dd className="hash">{filing.textHash}</dd>
            </div>
          </dl>
        )}
        {error && <p className="caution">{error.message}</p>}
        {(state === 'failed' || state === 'unknown') && filing && (
          <button type="button" onClick={() => void watch.retry()}>
            {state === 'unknown' ? 'Look in the chart again' : 'Try filing again'}
          </button>
        )}
        {filing?.maySendAgain && (
          <button type="button" onClick={() => void watch.sendAgain()}>
            I looked: it is not in the chart. Send it again
          </button>
        )}
      </section>
      <section className="attested-text" aria-labelledby="attested-title">
        <h2 id="attested-title">What was attested</h2>
        <div className="exact-text">{renderText(draft)}</div>
      </section>
    </>
  );
}
