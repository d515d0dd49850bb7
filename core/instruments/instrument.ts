import type { InstrumentId } from '../chart/fact.ts';

/** A severity band: scores `from` to the next band's `from`, in the instrument's own word. */
export interface Band {
  readonly from: number;
  readonly label: string;
}

/** What the domain knows of one rating scale. Facts only; item wordings stay with their owners. */
export interface Instrument {
  readonly id: InstrumentId;
  /** LOINC code of the panel, of the total score, and of each item in the order of the form. */
  readonly panel?: string;
  readonly total?: string;
  readonly items: readonly string[];
  /**
   * Item codes of another form that count here when a panel or a total of this scale stands with them. The PHQ-A asks
   * the nine criteria of the PHQ-9, and its own item codes are not known.
   */
  readonly borrowedItems?: readonly string[];
  /** Number of items on the form, also where their codes are not known. */
  readonly itemCount: number;
  /** Lowest and highest possible answer to one item, and total. */
  readonly itemRange: readonly [number, number];
  readonly totalRange: readonly [number, number];
  /** False where adding the items means nothing, as in the C-SSRS screener. */
  readonly summed: boolean;
  /** Items, counted from 1, whose points run against the answer: on the DAST-10 a yes to item 3 gives 0. */
  readonly reverseScored?: readonly number[];
  /** Ascending; empty where no bands are published for everyone. */
  readonly bands: readonly Band[];
  /** Who published the bands. */
  readonly bandsSource?: string;
  /** Points that make a change reliable, where a threshold is published. */
  readonly reliableChange?: number;
  readonly reliableChangeSource?: string;
}
