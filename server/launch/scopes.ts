/** A SMART interaction: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

/** How a resource scope is spelled: SMART App Launch 1 (`.read`, `.write`, `.*`) or 2 (`.cruds`). */
export type ScopeGrammar = 'v1' | 'v2';

const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };
const RESOURCE_SCOPE = /^(?:patient|user|system)\/(\*|[a-z]+)\.([a-z*]+)(?:\?(.+))?$/;

interface ResourceScope {
  readonly type: string;
  readonly letters: string;
  /** What follows `?`, in lower case: the scope allows that part only. */
  readonly query?: string;
  readonly grammar: ScopeGrammar;
}

/**
 * A resource scope of either grammar, in any case (Epic sends `Observation.Read`), letters in any order. Undefined for
 * anything else: a permission of neither grammar allows nothing, and `?…` belongs to v2 alone.
 */
function resourceScope(scope: string): ResourceScope | undefined {
  const [, type, permission = '', query] = RESOURCE_SCOPE.exec(scope.toLowerCase()) ?? [];
  if (type === undefined) return undefined;
  const v1 = V1[permission];
  if (v1 !== undefined) return query ? undefined : { type, letters: v1, grammar: 'v1' };
  if (!/^[cruds]+$/.test(permission)) return undefined;
  return { type, letters: permission, grammar: 'v2', ...(query === undefined ? {} : { query }) };
}

/** The scopes of a token answer's `scope` text. */
export function parseScopes(scope: string): string[] {
  return scope.split(/\s+/).filter((part) => part !== '');
}

/**
 * Whether the granted scopes allow `interaction` on all of `resource`, in either grammar. A scope narrowed by `?…` allows a
 * part only, so it counts for reading and searching, where the EHR itself leaves out the rest, and for creating and updating
 * not at all; except where the part is that of our notes: Epic grants `DocumentReference.c?category=…|clinical-note`.
 */
export function allows(granted: readonly string[], resource: string, interaction: Interaction): boolean {
  return granted.some((text) => {
    const scope = resourceScope(text);
    if (!scope || (scope.type !== '*' && scope.type !== resource.toLowerCase())) return false;
    const reads = interaction === 'r' || interaction === 's';
    if (scope.query !== undefined && !reads && !coversNotes(scope)) return false;
    return scope.letters.includes(interaction);
  });
}

/** Whether `interaction` on `resource` is allowed for a part only: by nothing but scopes narrowed to less than our notes. */
export function allowsInPart(granted: readonly string[], resource: string, interaction: Interaction): boolean {
  if (!allows(granted, resource, interaction)) return false;
  const whole = granted.filter((text) => {
    const scope = resourceScope(text);
    return scope !== undefined && (scope.query === undefined || coversNotes(scope));
  });
  return !allows(whole, resource, interaction);
}

/** A scope for clinical notes: category is all that it is narrowed by. */
function coversNotes({ type, query = '' }: ResourceScope): boolean {
  return type === 'documentreference' && /^category=(?:[^&]*(?:\||%7c))?clinical-note$/.test(query);
}

/** The grammars that the resource scopes among `scopes` are spelled in; empty when there are none. */
export function grammarsOf(scopes: readonly string[]): ReadonlySet<ScopeGrammar> {
  return new Set(scopes.flatMap((scope) => resourceScope(scope)?.grammar ?? []));
}
