/** Verbs in the past with which a clinician begins what she did: `Taught box breathing`. */
const VERBS =
  /^(?:addressed|administered|affirmed|assessed|assigned|assisted|challenged|coached|conducted|coordinated|discussed|educated|elicited|encouraged|examined|explained|explored|facilitated|gave|guided|helped|introduced|led|linked|modell?ed|normali[sz]ed|offered|practi[cs]ed|processed|prompted|provided|psychoeducated|referred|reflected|reframed|rehearsed|reviewed|role-?played|showed|taught|used|utili[sz]ed|validated|walked)\s+(?=\S)/i;
/** The same words where they are part of a name: `guided imagery`. */
const NAMES =
  /^(?:guided (?:imagery|discovery|meditation|relaxation|exposure|breathing|visuali[sz]ation|self-help|mindfulness)|assisted (?:outpatient|living|exposure)|modell?ed exposure|facilitated (?:talks?|dialogues?|discussions?|conversations?|communication)|used to\b)/i;

/** True when the words begin with what the clinician did, so that she is their subject. */
export function tellsWhatWasDone(technique: string): boolean {
  const words = technique.trim();
  return VERBS.test(words) && !NAMES.test(words);
}
