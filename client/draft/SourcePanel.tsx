import type { Fact } from '../../core/chart/fact.ts';
import type { Sentence } from '../../core/documents/draft.ts';
import { plainDate } from '../components/dates.ts';
import { kindWords, originWords, polarityWords } from './source-words.ts';

interface SourcePanelProps {
  readonly sentence: Sentence | undefined;
  readonly facts: readonly Fact[];
  readonly editable: boolean;
  /** The sentence as drafted, where it was. */
  readonly drafted: Sentence | undefined;
  readonly onClose: () => void;
  readonly onEdit: () => void;
  readonly onAddAfter: () => void;
  readonly onDelete: () => void;
  readonly onRestore: () => void;
}

/** Where the selected sentence comes from, and what can be done with it. */
export function SourcePanel(props: SourcePanelProps) {
  const { sentence } = props;
  return (
    <section
      className={sentence ? 'source-panel open' : 'source-panel'}
      data-testid="source-panel"
      aria-labelledby="source-title"
    >
      <div className="panel-head">
        <h2 id="source-title">Source</h2>
        {sentence && (
          <button type="button" className="quiet" aria-label="Close the source" onClick={props.onClose}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <div aria-live="polite">
        {sentence ? (
          <Sources sentence={sentence} drafted={props.drafted} facts={props.facts} />
        ) : (
          <p className="empty">Choose a sentence to see where it comes from.</p>
        )}
      </div>
      {sentence && props.editable && (
        <div className="panel-actions">
          <button type="button" onClick={props.onEdit}>
            Edit
          </button>
          <button type="button" onClick={props.onAddAfter}>
            Add after
          </button>
          <button type="button" onClick={props.onDelete}>
            Delete
          </button>
          {props.drafted && props.drafted.text !== sentence.text && (
            <button type="button" onClick={props.onRestore}>
              Drafted wording
            </button>
          )}
        </div>
      )}
      {props.editable && (
        <p className="hint keys">
          On a sentence: <kbd>Enter</kbd> source, <kbd>E</kbd> edit, <kbd>A</kbd> add after, <kbd>Del</kbd> delete,{' '}
          <kbd>↑</kbd> <kbd>↓</kbd> move
        </p>
      )}
    </section>
  );
}

interface SourcesProps {
  readonly sentence: Sentence;
  readonly drafted: Sentence | undefined;
  readonly facts: readonly Fact[];
}

function Sources({ sentence, drafted, facts }: SourcesProps) {
  const ids = sentence.origin === 'clinician' ? (drafted?.facts ?? []) : sentence.facts;
  const cited = ids.flatMap((id) => facts.filter((fact) => fact.id === id));
  return (
    <>
      {sentence.origin === 'clinician' && (
        <p className="own-words">
          <OwnMark /> Your words{cited.length > 0 ? '. The drafted sentence stood on:' : '; no source in the chart.'}
        </p>
      )}
      <ul className="sources">
        {cited.map((fact) => (
          <li key={fact.id}>
            <p className="source-head">
              <strong>{kindWords(fact.kind)}</strong>
              {polarityWords(fact) && <span className="state-word">{polarityWords(fact)}</span>}
              {fact.when && <span className="muted">{plainDate(fact.when)}</span>}
            </p>
            <blockquote>{fact.source.excerpt}</blockquote>
            <p className="muted source-from">{originWords(fact)}</p>
            <p className="path">
              {fact.source.from === 'ehr' && (
                <>
                  {fact.source.reference}
                  {fact.source.versionId && ` version ${fact.source.versionId}`}
                  <br />
                </>
              )}
              {fact.source.path}
            </p>
          </li>
        ))}
      </ul>
      {sentence.origin !== 'clinician' && cited.length < sentence.facts.length && (
        <p className="caution">A source of this sentence is no longer in the draft. Check it before you attest.</p>
      )}
    </>
  );
}

/** The small mark of the clinician's own words, with its meaning for those who do not see it. */
export function OwnMark() {
  return (
    <span className="own-mark">
      <span aria-hidden="true">✎</span>
      <span className="visually-hidden">your own words</span>
    </span>
  );
}
