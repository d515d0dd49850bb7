import { useEffect, useRef, useState } from 'react';
import type { Flag, FlagLevel } from '../../core/checking/flag.ts';
import type { Draft, Sentence } from '../../core/documents/draft.ts';
import { removeSentence } from '../../core/documents/edit-sentence.ts';
import { findSentence, readingOrder, withNewSentence, withSentenceText } from './draft-edits.ts';
import { Flags } from './Flags.tsx';
import { labelWords } from './label-words.ts';
import { type SentenceActions, SentenceView } from './SentenceView.tsx';
import { SourcePanel } from './SourcePanel.tsx';
import type { DraftWork } from './use-draft.ts';

interface DraftViewProps {
  readonly work: DraftWork;
  readonly draft: Draft;
  readonly flags: readonly Flag[];
  /** The EHR takes security labels. */
  readonly labelsKept: boolean;
}

/** The note as prose, with the source of the selected sentence and the flags beside it. */
export function DraftView({ work, draft, flags, labelsKept }: DraftViewProps) {
  const [selected, setSelected] = useState<string>();
  const [editing, setEditing] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const editable = draft.status === 'draft';
  const found = selected === undefined ? undefined : findSentence(draft.sections, selected);
  const drafted = (id: string): Sentence | undefined => work.draftedSentence(id);

  const place = (id: string) => root.current?.querySelector<HTMLElement>(`[data-sentence="${CSS.escape(id)}"]`);
  // A sentence that is not on the screen yet gets the focus in the commit that shows it.
  const awaited = useRef<string>(undefined);
  useEffect(() => {
    if (awaited.current === undefined) return;
    const element = place(awaited.current);
    if (element) awaited.current = undefined;
    element?.focus();
  });
  const focus = (id: string | undefined) => {
    if (id === undefined) return;
    const element = place(id);
    if (element) element.focus();
    else awaited.current = id;
  };
  const remove = (id: string) => {
    const order = readingOrder(draft.sections);
    const at = order.indexOf(id);
    const next = order[at + 1] ?? order[at - 1];
    work.change(removeSentence(draft.sections, id));
    setSelected(next);
    focus(next);
  };
  const add = (sectionId: string, afterId?: string) => {
    const added = withNewSentence(draft.sections, sectionId, afterId);
    work.change(added.sections);
    awaited.current = undefined;
    setSelected(added.id);
    setEditing(added.id);
  };
  const actions: SentenceActions = {
    select: setSelected,
    deselect: () => setSelected(undefined),
    edit: (id) => {
      setSelected(id);
      setEditing(id);
    },
    addAfter: (id) => {
      const section = findSentence(draft.sections, id)?.section;
      if (section) add(section.id, id);
    },
    remove,
    move: (id, step) => {
      const order = readingOrder(draft.sections);
      focus(order[order.indexOf(id) + step]);
    },
    change: (id, text) => work.change(withSentenceText(draft.sections, id, text, drafted(id)), `typing ${id}`),
    endEdit: (id) => {
      const focusWasInside = document.activeElement?.closest('[data-sentence-editor]') !== null;
      setEditing(undefined);
      if (findSentence(draft.sections, id)?.sentence.text.trim() === '') remove(id);
      else if (focusWasInside) focus(id);
    },
  };
  const flagLevel = (id: string): FlagLevel | undefined =>
    (['resolve', 'review', 'note'] as const).find((level) =>
      flags.some((flag) => flag.level === level && flag.sentenceId === id),
    );
  const labels = labelWords(draft.labels, labelsKept);
  const original = found ? drafted(found.sentence.id) : undefined;

  return (
    <div className="draft-columns" ref={root}>
      <article className="draft" data-testid="draft" data-draft-id={draft.id} aria-labelledby="draft-title">
        <header>
          {labels && (
            <p className="labels" data-testid="draft-labels">
              {labels}
            </p>
          )}
          <h1 id="draft-title" tabIndex={-1}>
            {draft.title}
          </h1>
          <dl className="note-header">
            {draft.header.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </header>
        {draft.sections.map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <h2 id={`section-${section.id}`}>{section.title}</h2>
            <div className="prose">
              {section.sentences.map((sentence) => (
                <SentenceView
                  key={sentence.id}
                  sentence={sentence}
                  selected={sentence.id === selected}
                  editing={sentence.id === editing}
                  editable={editable}
                  flagged={flagLevel(sentence.id)}
                  actions={actions}
                />
              ))}
              {section.sentences.length === 0 && <span className="empty">Nothing here. </span>}
              {editable && (
                <button
                  type="button"
                  className="add-sentence"
                  aria-label={`Add a sentence to ${section.title}`}
                  onClick={() => add(section.id)}
                >
                  <span aria-hidden="true">+</span>
                </button>
              )}
            </div>
          </section>
        ))}
        {editable && work.canUndo && (
          <button type="button" className="link undo" onClick={work.undo}>
            Undo the last change
          </button>
        )}
      </article>
      <aside className="draft-side" aria-label="Sources and flags">
        <SourcePanel
          sentence={found?.sentence}
          facts={draft.facts}
          editable={editable}
          drafted={original}
          onClose={() => {
            setSelected(undefined);
            focus(found?.sentence.id);
          }}
          onEdit={() => found && actions.edit(found.sentence.id)}
          onAddAfter={() => found && actions.addAfter(found.sentence.id)}
          onDelete={() => found && remove(found.sentence.id)}
          onRestore={() => found && original && actions.change(found.sentence.id, original.text)}
        />
        <Flags
          flags={flags}
          resolutions={draft.resolutions}
          editable={editable}
          onResolve={work.resolve}
          onJump={(id) => {
            setSelected(id);
            focus(id);
          }}
        />
      </aside>
    </div>
  );
}
