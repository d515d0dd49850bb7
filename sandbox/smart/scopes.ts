/** One resource scope in SMART v2 terms: `user/DocumentReference.cr?category=clinical-note`. */
export interface ResourceScope {
  level: 'patient' | 'user' | 'system';
  type: string;
  letters: string;
  query: string;
}

/** Which of the two SMART scope grammars a server understands, and whether it grants `*`. */
export interface ScopeRules {
  readonly grammar: 'v1' | 'v2' | 'both';
  readonly wildcards: boolean;
}

/** Scopes as they were asked for, and the same in v2 letters, cut to what is enforced. */
export interface GrantedScopes {
  readonly spoken: string[];
  readonly enforced: string[];
}

const v2 = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(c?r?u?d?s?)(?:\?(.+))?$/;
const v1 = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*)$/;
const resourceLike = /^(patient|user|system)\//;
const lettersOfV1: Record<string, string> = { read: 'rs', write: 'cud', '*': 'cruds' };
const everything: ScopeRules = { grammar: 'both', wildcards: true };

/** Reads a SMART App Launch 2.2 resource scope; undefined for anything else, v1 scopes and out-of-order letters included. */
export function parseResourceScope(scope: string): ResourceScope | undefined {
  const match = v2.exec(scope);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { level: match[1] as ResourceScope['level'], type: match[2], letters: match[3], query: match[4] ?? '' };
}

/** Reads a SMART v1 resource scope into v2 letters as SMART App Launch 2.2 maps them: read is rs, write is cud. */
export function parseV1Scope(scope: string): ResourceScope | undefined {
  const match = v1.exec(scope);
  const letters = lettersOfV1[match?.[3] ?? ''];
  if (!match?.[1] || !match[2] || !letters) return undefined;
  return { level: match[1] as ResourceScope['level'], type: match[2], letters, query: '' };
}

/** The resource scopes of a granted scope string. */
export function resourceScopesOf(scope: string): ResourceScope[] {
  return splitScopes(scope).flatMap((part) => parseResourceScope(part) ?? []);
}

/** Splits a scope string at blanks, dropping repetitions. */
export function splitScopes(scope: string): string[] {
  return [...new Set(scope.split(/\s+/).filter(Boolean))];
}

/**
 * What is granted of what was asked, in v2 letters: scopes without resources only when listed, resource scopes cut down
 * to the listed types and letters. `user/*.rs` is granted as one scope for each listed type.
 */
export function narrowScopes(asked: readonly string[], allowed: readonly string[]): string[] {
  return grantScopes(asked, allowed, everything).enforced;
}

/**
 * What is granted of what was asked, under a server's rules. A scope of a grammar it does not understand, and a wildcard
 * where it grants none, vanish without a word. A v1 scope keeps its spelling; what is enforced is what it was cut to.
 */
export function grantScopes(asked: readonly string[], allowed: readonly string[], rules: ScopeRules): GrantedScopes {
  const limits = allowed.flatMap((scope) => parseResourceScope(scope) ?? parseV1Scope(scope) ?? []);
  const spoken: string[] = [];
  const enforced: string[] = [];
  for (const scope of asked) {
    if (!resourceLike.test(scope)) {
      if (allowed.includes(scope)) {
        spoken.push(scope);
        enforced.push(scope);
      }
      continue;
    }
    const old = rules.grammar === 'v2' ? undefined : parseV1Scope(scope);
    const resource = old ?? (rules.grammar === 'v1' ? undefined : parseResourceScope(scope));
    if (!resource || (resource.type === '*' && !rules.wildcards)) continue;
    const cut = limits.flatMap((limit) => intersect(resource, limit) ?? []);
    const word = scope.slice(scope.indexOf('.'));
    enforced.push(...cut.map(textOf));
    spoken.push(...(old ? cut.map(({ level, type }) => `${level}/${type}${word}`) : cut.map(textOf)));
  }
  return { spoken: [...new Set(spoken)], enforced: [...new Set(enforced)] };
}

/** Cuts what was granted down further, in both spellings. */
export function cutScopes(granted: GrantedScopes, allowed: readonly string[]): GrantedScopes {
  return {
    spoken: grantScopes(granted.spoken, allowed, everything).spoken,
    enforced: grantScopes(granted.enforced, allowed, everything).enforced,
  };
}

function intersect(asked: ResourceScope, limit: ResourceScope): ResourceScope | undefined {
  if (asked.level !== limit.level) return undefined;
  if (asked.type !== '*' && limit.type !== '*' && asked.type !== limit.type) return undefined;
  if (asked.query && limit.query && asked.query !== limit.query) return undefined;
  const letters = asked.letters
    .split('')
    .filter((letter) => limit.letters.includes(letter))
    .join('');
  if (!letters) return undefined;
  return {
    level: asked.level,
    type: asked.type === '*' ? limit.type : asked.type,
    letters,
    query: asked.query || limit.query,
  };
}

function textOf({ level, type, letters, query }: ResourceScope): string {
  return `${level}/${type}.${letters}${query ? `?${query}` : ''}`;
}
