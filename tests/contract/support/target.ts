import type { Chart, MissingRead } from '../../../core/chart/chart.ts';
import type { FilingView } from '../../../core/workspace/workspace-view.ts';

/** What became of one attested note. */
export interface FiledNote {
  readonly filing: FilingView;
  /** The attested text. */
  readonly attested: string;
  /** The text of every note in the EHR that holds the attested words, as the EHR now has it. */
  readonly held: readonly string[];
}

/** What is known of an EHR beforehand. A member that is left out is only listed, not judged. */
export interface Expected {
  readonly name: string;
  /** The dialect it must be told to have. */
  readonly dialect?: string;
  /** The gaps it is known to leave, and no others. */
  readonly gaps?: readonly Pick<MissingRead, 'what' | 'reason'>[];
  /** Codes that look like scores and that its registration does not map; absent: none. */
  readonly unmapped?: readonly string[];
  /** Where the Provenance of a note ends up. */
  readonly provenance?: 'in the EHR' | 'with Throughline';
  /** Whether the suite may file a note. */
  readonly writes: boolean;
}

/** One EHR that the contract is held against, through Throughline's own ports. */
export interface ContractTarget {
  chart(): Promise<Chart>;
  file(): Promise<FiledNote>;
  close(): Promise<void>;
}
