/** What a test may switch on: states that a record, a user or a site may be in, beyond the rules that always hold. */
export interface EpicOptions {
  /** Id of the patient whose chart is behind Break-the-Glass (4131 for the patient, 4130 for all else). */
  readonly breakTheGlass?: string;
  /** Merged patients: old id → surviving id. */
  readonly merged?: Readonly<Record<string, string>>;
  /** Id of the patient of whom the app may not see everything: one Encounter and one Condition are left out, with 59204. */
  readonly withheld?: string;
  /** Rules of builds that ask for more: CarePlan activity date, no survey alone, not code and category together. */
  readonly olderBuild?: boolean;
  /** `false`: the clinician has no note-writing security (4118). */
  readonly mayWriteNotes?: boolean;
  /** How long a next link is good, ms. Default five minutes. */
  readonly pagingMs?: number;
  /** Matches on one page where _count is not given. Default 1000. */
  readonly defaultPage?: number;
}
