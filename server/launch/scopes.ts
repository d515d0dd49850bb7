/** A SMART interaction: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const RESOURCE_SCOPE = /^(patient|user|system)\/(\*|[a-z]+)\.([a-z*]+)(\?.*)?$/;
const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** What the app does without when a scope is missing, in the order in which it matters. */
const NEEDS: readonly { resource: string; interactions: readonly Interaction[]; without: string }[] = [
  { resource: 'Patient', interactions: ['r'], without: 'Reading the patient’s record' },
  { resource: 'Condition', interactions: ['s'], without: 'Reading diagnoses' },
  { resource: 'Observation', interactions: ['s'], without: 'Reading scores such as PHQ-9 and GAD-7' },
  { resource: 'CarePlan', interactions: ['s'], without: 'Reading the treatment plan' },
  { resource: 'Goal', interactions: ['s'], without: 'Reading goals' },
  { resource: 'Encounter', interactions: ['s'], without: 'Reading visits' },
  { resource: 'DocumentReference', interactions: ['s'], without: 'Reading earlier notes' },
  { resource: 'MedicationRequest', interactions: ['s'], without: 'Reading medications' },
  { resource: 'DocumentReference', interactions: ['c'], without: 'Filing notes' },
  { resource: 'Provenance', interactions: ['c'], without: 'Filing the proof of attestation in the EHR' },
];

/** The scopes of a token answer's `scope` text. */
export function parseScopes(scope: string): string[] {
  return scope.split(/\s+/).filter((part) => part !== '');
}

/**
 * Whether the granted scopes allow `interaction` on all of `resource`: v1 (`.read`, `.write`, `.*`) and v2 (`.cruds`)
 * grammar, any case (Epic sends `Observation.Read`), letters in any order. A scope narrowed by `?…` allows a part only, so it
 * counts for reading and searching, where the EHR itself leaves out the rest.
 */
export function allows(granted: readonly string[], resource: string, interaction: Interaction): boolean {
  return granted.some((scope) => {
    const [, , type, permission = '', query] = RESOURCE_SCOPE.exec(scope.toLowerCase()) ?? [];
    if (type !== '*' && type !== resource.toLowerCase()) return false;
    if (query && interaction !== 'r' && interaction !== 's') return false;
    return (V1[permission] ?? permission).includes(interaction);
  });
}

/** What the granted scopes will not allow, one plain sentence each; empty when all is there. */
export function missingNotices(granted: readonly string[]): string[] {
  const missing = NEEDS.filter((need) => need.interactions.some((letter) => !allows(granted, need.resource, letter)));
  return missing.map(
    ({ without, resource, interactions }) =>
      `${without} will not work: the EHR did not grant ${resource}.${interactions.join('')}. Ask your administrator to widen the registration.`,
  );
}
