import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { LaunchView } from '../../core/workspace/workspace-view.ts';
import type { EncounterWork } from './use-encounter.ts';
import { visitWords } from './visit-words.ts';

interface EncounterPickerProps {
  readonly launch: LaunchView;
  readonly work: EncounterWork;
  /** The chart could not be read, so no visits will come. */
  readonly unread: boolean;
}

/** How many visits are offered before the rest is asked for. */
const FIRST = 5;

/**
 * Which visit the note is for, where the EHR did not say. Nothing is chosen by itself: the likely visit stands first and is
 * marked, the clinician confirms it. After that one line says which visit it is and lets her change it.
 */
export function EncounterPicker(props: EncounterPickerProps) {
  const { launch, work } = props;
  const [changing, setChanging] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    line.current?.focus();
  });
  if (launch.encounterFrom === 'launch') return null;
  if (launch.encounterFrom !== undefined && !changing)
    return <ChosenLine {...props} line={line} onChange={() => setChanging(true)} />;
  return (
    <ChooseVisit
      {...props}
      focusFirst={changing}
      onChoose={(reference) =>
        void work.choose(reference).then((stored) => {
          if (!stored) return;
          moved.current = true;
          setChanging(false);
        })
      }
      onKeep={changing ? () => setChanging(false) : undefined}
    />
  );
}

interface ChosenLineProps extends EncounterPickerProps {
  readonly line: RefObject<HTMLParagraphElement | null>;
  readonly onChange: () => void;
}

function ChosenLine({ launch, work, line, onChange }: ChosenLineProps) {
  const chosen = work.list?.choices.find(({ reference }) => reference === launch.encounterReference);
  const words = launch.encounterFrom === 'none' ? 'No visit' : chosen ? visitWords(chosen) : 'Chosen in the chart';
  const { outcome } = work;
  return (
    <div className="visit-line" data-testid="visit-line">
      <p ref={line} tabIndex={-1}>
        <span className="muted">Visit</span> <strong>{words}</strong>{' '}
        <button type="button" className="link" onClick={onChange}>
          Change<span className="visually-hidden"> the visit</span>
        </button>
      </p>
      <output className="hint">
        {outcome?.kind === 'carried' && 'What you had entered was taken along. '}
        {outcome?.kind === 'left' && 'You had entered something for this visit earlier; it is shown now. '}
        {work.draft === 'taken' &&
          'Your draft belongs to it now, and still says the date and times it was made with: check them, or draft again. '}
        {work.draft === 'stayed' && 'The draft you have was begun for another visit: draft again for this one. '}
      </output>
      {outcome?.kind === 'left' && (
        <button type="button" className="link" onClick={work.takeBefore}>
          Use what I had entered just now instead
        </button>
      )}
    </div>
  );
}

interface ChooseVisitProps extends EncounterPickerProps {
  readonly focusFirst: boolean;
  readonly onChoose: (reference: string | null) => void;
  readonly onKeep: (() => void) | undefined;
}

function ChooseVisit({ launch, work, unread, focusFirst, onChoose, onKeep }: ChooseVisitProps) {
  const id = useId();
  const { list, choosing, problem } = work;
  const choices = list?.choices ?? [];
  const [picked, setPicked] = useState<string>();
  const [all, setAll] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  const likely = launch.encounterReference ?? choices[0]?.reference ?? (launch.encounterNeeded ? undefined : 'none');
  const value = picked ?? likely;
  // The visit that is marked is always on the screen.
  const whole = all || choices.findIndex(({ reference }) => reference === value) >= FIRST;
  const shown = whole ? choices : choices.slice(0, FIRST);
  useEffect(() => {
    if (focusFirst) box.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [focusFirst]);
  const option = (choice: string, words: string) => (
    <label className="choice" key={choice}>
      <input type="radio" name={`${id}-visit`} checked={value === choice} onChange={() => setPicked(choice)} />
      <span>{words}</span>
    </label>
  );
  return (
    <form
      className="visit-picker"
      aria-labelledby={`${id}-title`}
      data-testid="visit-picker"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== undefined && list && !choosing) onChoose(value === 'none' ? null : value);
      }}
    >
      <h2 id={`${id}-title`} tabIndex={-1}>
        Which visit is this note for?
      </h2>
      <p className="hint">
        {whyWords(launch, choices.length > 0, list?.incomplete ?? unread, list ? list.pending : !unread)}
      </p>
      {list && (
        <fieldset ref={box} aria-labelledby={`${id}-title`}>
          {shown.map((choice) => option(choice.reference, visitWords(choice)))}
          {!launch.encounterNeeded && option('none', 'No visit')}
        </fieldset>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}{' '}
          <button type="button" className="link" onClick={() => void work.load()}>
            Try again
          </button>
        </p>
      )}
      <p className="actions">
        {value !== undefined && list && (
          <button type="submit" data-testid="use-visit" aria-disabled={choosing}>
            {choosing ? 'Saving…' : value === 'none' ? 'Go on without a visit' : 'Use this visit'}
          </button>
        )}
        {choices.length > FIRST && !whole && (
          <button type="button" className="link" onClick={() => setAll(true)}>
            Show all {choices.length} visits
          </button>
        )}
        {onKeep && (
          <button type="button" className="link" onClick={onKeep}>
            Keep it as it is
          </button>
        )}
      </p>
    </form>
  );
}

function whyWords(launch: LaunchView, any: boolean, incomplete: boolean, waiting: boolean): string {
  const open = `Open the visit in ${launch.ehrName} and start Throughline from there.`;
  const some = waiting
    ? ' More visits are being read.'
    : incomplete
      ? ' Some visits could not be read and are not listed.'
      : '';
  if (any)
    return `The EHR did not name one.${launch.encounterNeeded ? ' It files a note only with a visit.' : ''} You can write before you choose.${some}`;
  if (waiting) return 'The EHR did not name one. Reading the visits…';
  if (launch.encounterNeeded)
    return `The EHR files a note only with a visit, and ${incomplete ? 'the visits could not be read' : 'this chart has none yet'}. ${open} What you type here is kept.`;
  return incomplete ? `The visits could not be read. ${open}` : 'This chart has no visits.';
}
