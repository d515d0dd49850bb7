/** What an auditor may do; the grammar of SMART 2 system scopes, v1 `read` included. */
export const AUDITOR_SCOPES = ['system/Provenance.rs', 'system/AuditEvent.rs'] as const;

/** The part of the requested scopes that an auditor can have; empty when there is none. */
export function grantableScopes(requested: string): string {
  const granted = requested
    .split(' ')
    .map((scope) => /^system\/(Provenance|AuditEvent)\.(r|s|rs|read)$/.exec(scope))
    .filter((match) => match !== null)
    .map((match) => `system/${match[1]}.${match[2] === 'read' ? 'rs' : match[2]}`);
  return [...new Set(granted)].join(' ');
}

/** True when `scope` allows reading (`r`) or searching (`s`) the type. */
export function permits(scope: string, type: 'Provenance' | 'AuditEvent', letter: 'r' | 's'): boolean {
  return scope.split(' ').some((one) => one.startsWith(`system/${type}.`) && one.split('.')[1]?.includes(letter));
}
