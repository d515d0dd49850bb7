import { allows, grammarsOf, type Interaction } from './scopes.ts';

/** What the app does without when a scope is missing, in the order in which it matters. */
const NEEDS: readonly { resource: string; interaction: Interaction; without: string }[] = [
  { resource: 'Patient', interaction: 'r', without: 'Reading the patient’s record' },
  { resource: 'Condition', interaction: 's', without: 'Reading diagnoses' },
  { resource: 'Observation', interaction: 's', without: 'Reading scores such as PHQ-9 and GAD-7' },
  { resource: 'CarePlan', interaction: 's', without: 'Reading the treatment plan' },
  { resource: 'Goal', interaction: 's', without: 'Reading goals' },
  { resource: 'Encounter', interaction: 's', without: 'Reading visits' },
  { resource: 'DocumentReference', interaction: 's', without: 'Reading earlier notes' },
  { resource: 'MedicationRequest', interaction: 's', without: 'Reading medications' },
  { resource: 'DocumentReference', interaction: 'c', without: 'Filing notes' },
  { resource: 'Provenance', interaction: 'c', without: 'Filing the proof of attestation in the EHR' },
];

const CAUSES =
  'Usual causes: the app was registered in the EHR for the other grammar of scopes (“.read” or “.rs”); the API was not ' +
  'switched on for the app; the product it belongs to is not subscribed; a wildcard was asked for and dropped; or the ' +
  'registration was changed within the last quarter of an hour and the EHR still uses the old one.';

/**
 * What the granted scopes will not allow, one plain sentence each, and a last one that names the likely cause for whoever
 * looks after the registration; empty when all is there.
 * @param requested the registration's scopes: when they and the granted ones are spelled in different grammars, that is the cause
 * @param needless resource types that are not written to this EHR by design, so that no scope is missed
 */
export function missingNotices(
  granted: readonly string[],
  { requested = [], needless = [] }: { requested?: readonly string[]; needless?: readonly string[] } = {},
): string[] {
  const missing = NEEDS.filter(
    ({ resource, interaction }) =>
      !allows(granted, resource, interaction) && !(interaction === 'c' && needless.includes(resource)),
  );
  if (missing.length === 0) return [];
  return [
    ...missing.map(
      ({ without, resource, interaction }) =>
        `${without} will not work: the EHR did not grant ${resource}.${interaction}.`,
    ),
    `Ask your administrator to widen the registration. ${likelyCause(requested, granted)}`,
  ];
}

/**
 * Asked and granted scopes of different grammars are named as the cause. No granted resource scope at all is most often the
 * same fault: an EHR that knows one grammar only drops the other without a word.
 */
function likelyCause(requested: readonly string[], granted: readonly string[]): string {
  const [asked, given] = [grammarsOf(requested), grammarsOf(granted)];
  const [only] = asked;
  if (only === undefined || asked.size !== 1 || given.has(only)) return CAUSES;
  const [ours, theirs] = only === 'v1' ? ['v1 (“.read”)', 'v2 (“.rs”)'] : ['v2 (“.rs”)', 'v1 (“.read”)'];
  if (given.size === 0)
    return `The EHR granted no scope for any record, although the registration asks in SMART ${ours}: it may know SMART ${theirs} alone for this app. ${CAUSES}`;
  return `The cause is probably this: the registration asks in SMART ${ours} and the EHR grants in SMART ${theirs}; scopes of the other grammar are dropped without a word. Both sides must use the same one.`;
}
