import type { MissingRead } from '../../core/chart/chart.ts';
import type { Fact } from '../../core/chart/fact.ts';
import { draftingConsent } from '../../core/consent/drafting-consent.ts';

interface DraftingConsentProps {
  /** Undefined until the chart was read. */
  readonly facts: readonly Fact[] | undefined;
  readonly missing: readonly MissingRead[];
  readonly today: string;
  readonly busy: boolean;
  readonly onWriteMyself: () => void;
}

const WORDS = {
  none: 'No consent to assisted drafting is on record. Ask the patient, and record the answer in the EHR.',
  unread: 'The EHR shows no consents here, so it is not known whether the patient agreed to assisted drafting.',
  refused:
    'The patient refused assisted drafting, so nothing is drafted. Write the note yourself: its head and sections are ready, and it is attested and filed the same way.',
} as const;

/** Where the site asks for consent to assisted drafting: what the chart says of it, and the plain editor after a refusal. */
export function DraftingConsent({ facts, missing, today, busy, onWriteMyself }: DraftingConsentProps) {
  if (facts === undefined) return null;
  const { state } = draftingConsent(facts, missing, today);
  if (state === 'given') return null;
  return (
    <section className="notice" data-testid="drafting-consent" aria-label="Consent to assisted drafting">
      <p>{WORDS[state]}</p>
      {state === 'refused' && (
        <button
          type="button"
          className="primary"
          data-testid="write-myself"
          aria-disabled={busy}
          onClick={onWriteMyself}
        >
          {busy ? 'Opening…' : 'Write the note yourself'}
        </button>
      )}
    </section>
  );
}
