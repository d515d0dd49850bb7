/**
 * Aspects of behaviour and mental state, each with findings a clinician commonly records, in the order of the alphabet so
 * that none is the default. None is ever filled in beforehand.
 */
export const ASPECTS: readonly (readonly [aspect: string, findings: readonly string[]])[] = [
  ['appearance', ['disheveled', 'neat', 'underdressed for the weather', 'underweight']],
  ['behavior', ['cooperative', 'good eye contact', 'guarded', 'little eye contact', 'restless', 'withdrawn']],
  ['speech', ['loud', 'normal rate', 'pressured', 'slow', 'soft', 'sparse']],
  ['mood', ['anxious', 'depressed', 'elevated', 'euthymic', 'irritable', 'low']],
  ['affect', ['anxious', 'blunted', 'bright', 'congruent', 'constricted', 'flat', 'full range', 'labile', 'tearful']],
  ['psychomotor', ['agitated', 'no abnormality', 'slowed', 'tremor']],
  ['thought process', ['circumstantial', 'disorganized', 'linear', 'racing', 'ruminative', 'slowed', 'tangential']],
  ['thought content', ['delusions', 'guilt', 'hopelessness', 'no delusions voiced', 'obsessions', 'worry']],
  ['perception', ['dissociation', 'hears voices', 'no hallucinations reported', 'sees things']],
  ['orientation', ['disoriented to time', 'oriented to person, place and time']],
  ['attention', ['attentive', 'distractible', 'poor concentration']],
  ['insight', ['fair', 'good', 'limited', 'poor']],
  ['judgment', ['fair', 'good', 'impaired', 'limited']],
];

/** The names of the aspects, in their order. */
export const NAMES_OF_ASPECTS: readonly string[] = ASPECTS.map(([aspect]) => aspect);

/** The known findings that stand in the text of an aspect as parts of their own. */
export function findingsIn(text: string, known: readonly string[]): readonly string[] {
  const parts = partsOf(text.toLowerCase());
  return known.filter((finding) => parts.includes(finding.toLowerCase()));
}

/** Adds a finding to the text of an aspect, or takes it out where it is there already; her other words stay. */
export function toggleFinding(text: string, finding: string): string {
  const parts = partsOf(text);
  const rest = parts.filter((part) => part.toLowerCase() !== finding.toLowerCase());
  return (rest.length === parts.length ? [...parts, finding] : rest).join(', ');
}

function partsOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}
