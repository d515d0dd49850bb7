/** What a site asks of its notes that is no part of the chart. A draft keeps them, so that it is always checked alike. */
export interface SiteRules {
  /** Whether the site asks patients for their consent before notes are drafted. Absent: it does not. */
  readonly assistedDrafting?: 'not-asked' | 'consent-required';
  /** States, as `CA`, in which the clinician may practise. Absent: not known, and nothing is said of it. */
  readonly licensedIn?: readonly string[];
}
