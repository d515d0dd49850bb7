import type { NoteFormat } from '../draft.ts';

/** The families of clauses a section may call for, in the order it states them. */
export type ClauseFamily =
  | 'attendance'
  | 'last-plan'
  | 'complaint'
  | 'reported'
  | 'observations'
  | 'medications'
  | 'scores'
  | 'toxicology'
  | 'aims'
  | 'interventions'
  | 'response'
  | 'diagnosis'
  | 'score-change'
  | 'objectives'
  | 'social-needs'
  | 'risk'
  | 'referrals'
  | 'plan'
  | 'unread';

/**
 * What the sections of one note format hold. Every map calls for every family once: a format orders and heads the
 * statements, it neither adds nor loses one. Each section holds a family that always has something to say.
 */
export interface SectionMap {
  readonly format: NoteFormat;
  readonly title: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly holds: readonly ClauseFamily[];
  }[];
}
