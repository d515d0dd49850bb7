/**
 * Kinds of work by the short name of their chip, spelled out. CPT is written in full: the same letters name billing
 * codes.
 */
const MODALITY_NAMES: ReadonlyMap<string, string> = new Map([
  ['cbt', 'cognitive behavioral therapy'],
  ['ba', 'behavioral activation'],
  ['dbt', 'dialectical behavior therapy skills'],
  ['mi', 'motivational interviewing'],
  ['emdr', 'eye movement desensitization and reprocessing'],
  ['cpt', 'cognitive processing therapy'],
  ['cpt-therapy', 'cognitive processing therapy'],
  ['pe', 'prolonged exposure'],
  ['tf-cbt', 'trauma-focused cognitive behavioral therapy'],
  ['ipt', 'interpersonal psychotherapy'],
  ['act', 'acceptance and commitment therapy'],
  ['sfbt', 'solution-focused brief therapy'],
  ['case-management', 'case management'],
  ['family', 'family work'],
  ['crisis', 'crisis intervention'],
  ['problem-solving', 'problem-solving therapy'],
  ['psychoeducation', 'psychoeducation'],
  ['assessment', 'assessment'],
  ['planning', 'treatment planning'],
  ['erp', 'exposure and response prevention'],
  ['ipsrt', 'interpersonal and social rhythm therapy'],
  ['net', 'narrative exposure therapy'],
  ['fbt', 'family-based treatment'],
  ['pgt', 'prolonged grief therapy'],
  ['care-coordination', 'care coordination'],
  ['group-cbt', 'group work in cognitive behavioral therapy'],
  ['safety-planning', 'safety planning'],
  ['supportive', 'supportive psychotherapy'],
]);

/** Kinds of work whose short name a clinician writes; CPT is none of them. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['cbt', 'CBT'],
  ['dbt', 'DBT skills'],
  ['mi', 'MI'],
  ['emdr', 'EMDR'],
  ['tf-cbt', 'TF-CBT'],
  ['act', 'ACT'],
  ['ipt', 'IPT'],
  ['sfbt', 'SFBT'],
]);

/** The name of a kind of work in the middle of a sentence; a name not `known` here comes back as it was entered. */
export function modalityName(modality: string, abbreviated: boolean): { name: string; known: boolean } {
  const key = modality
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const name = (abbreviated ? SHORT.get(key) : undefined) ?? MODALITY_NAMES.get(key);
  return { name: name ?? modality.trim().replaceAll('_', ' '), known: name !== undefined };
}
