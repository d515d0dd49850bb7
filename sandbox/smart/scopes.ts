/** One SMART v2 resource scope: `user/DocumentReference.cr?category=clinical-note`. */
export interface ResourceScope {
  level: 'patient' | 'user' | 'system';
  type: string;
  letters: string;
  query: string;
}

const grammar = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(c?r?u?d?s?)(?:\?(.+))?$/;

/** Reads a SMART App Launch 2.2 resource scope; undefined for anything else, v1 scopes and out-of-order letters included. */
export function parseResourceScope(scope: string): ResourceScope | undefined {
  const match = grammar.exec(scope);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { level: match[1] as ResourceScope['level'], type: match[2], letters: match[3], query: match[4] ?? '' };
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
 * What is granted of what was asked: scopes without resources only when listed, resource scopes cut down to the listed
 * types and letters. `user/*.rs` is granted as one scope for each listed type.
 */
export function narrowScopes(asked: readonly string[], allowed: readonly string[]): string[] {
  const allowedResources = allowed.flatMap((scope) => parseResourceScope(scope) ?? []);
  const granted = asked.flatMap((scope) => {
    const resource = parseResourceScope(scope);
    if (!resource) return allowed.includes(scope) ? [scope] : [];
    return allowedResources.flatMap((limit) => intersect(resource, limit) ?? []);
  });
  return [...new Set(granted)];
}

function intersect(asked: ResourceScope, limit: ResourceScope): string | undefined {
  if (asked.level !== limit.level) return undefined;
  if (asked.type !== '*' && limit.type !== '*' && asked.type !== limit.type) return undefined;
  if (asked.query && limit.query && asked.query !== limit.query) return undefined;
  const letters = asked.letters
    .split('')
    .filter((letter) => limit.letters.includes(letter))
    .join('');
  if (!letters) return undefined;
  const type = asked.type === '*' ? limit.type : asked.type;
  const query = asked.query || limit.query;
  return `${asked.level}/${type}.${letters}${query ? `?${query}` : ''}`;
}
