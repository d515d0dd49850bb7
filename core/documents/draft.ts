import type { MissingRead } from '../chart/chart.ts';
import type { Fact, SecurityLabel } from '../chart/fact.ts';
import type { Flag } from '../checking/flag.ts';
import type { SiteRules } from '../checking/site-rules.ts';

/** The formats a progress note can be rendered in. */
export const NOTE_FORMATS = ['SOAP', 'DAP', 'BIRP', 'GIRP', 'PIRP', 'narrative'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];
export type SentenceOrigin = 'composed' | 'language-model' | 'clinician';

/** One sentence with the Facts it states. A composed sentence cites at least one Fact. */
export interface Sentence {
  /** Stable within a draft; an edited sentence keeps its id and changes its origin. */
  readonly id: string;
  readonly text: string;
  /** Ids of the cited Facts. */
  readonly facts: readonly string[];
  /** The clause that made it, `score-change`; `clinician` for her own. */
  readonly rule: string;
  readonly origin: SentenceOrigin;
}

export interface Section {
  /** `subjective`, `objective`, `data`, `assessment`, `plan`, `risk` … */
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/** Lines at the head of a note as payers want them: `[label, value]`. */
export type HeaderLine = readonly [label: string, value: string];

/** What the composer makes: a value without identity or version. Same input, same bytes. */
export interface ComposedNote {
  readonly kind: 'progress-note';
  readonly format: NoteFormat;
  readonly title: string;
  readonly header: readonly HeaderLine[];
  readonly sections: readonly Section[];
}

/** How the clinician resolved a flag. */
export interface FlagResolution {
  readonly flagId: string;
  readonly reason: string;
}

/** A note in the making: versioned, with the Facts it was made from. Never in the EHR. */
export interface Draft extends ComposedNote {
  readonly schema: 'throughline.draft/1';
  readonly id: string;
  readonly version: number;
  readonly status: 'draft' | 'attested';
  /** Facts of chart and session the sentences may cite. */
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  readonly flags: readonly Flag[];
  readonly resolutions: readonly FlagResolution[];
  /** What the site asked for when the draft was begun; it is checked by that until it is attested. */
  readonly site?: SiteRules;
  /** Security labels of the Facts, each once: the screen says that the note inherits them. Absent when none. */
  readonly labels?: readonly SecurityLabel[];
  /** SHA-256, hex, of `renderText(draft)` as UTF-8: what an attestation is of. */
  readonly textHash: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
