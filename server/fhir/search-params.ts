/** Search parameters; a list repeats the parameter (FHIR "and"). */
export type SearchParams = Readonly<Record<string, string | readonly string[]>>;
