import type { Phrase } from './phrase.ts';
import type { Refer } from './refer.ts';
import type { Material } from './select.ts';

/** One clause's result, not yet a sentence. */
export interface Statement {
  /** The clause that made it, `score-change`. */
  readonly rule: string;
  readonly phrase: Phrase;
}

/** A family of clauses: what the material gives of it, in the order to be stated; nothing gives an empty list. */
export type Clauses = (material: Material, refer: Refer) => Statement[];
