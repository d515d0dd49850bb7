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
  | 'interventions'
  | 'response'
  | 'diagnosis'
  | 'score-change'
  | 'objectives'
  | 'social-needs'
  | 'risk'
  | 'plan'
  | 'unread';

/** What the sections of one note format hold. */
export interface SectionMap {
  readonly format: NoteFormat;
  readonly title: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly holds: readonly ClauseFamily[];
  }[];
}
