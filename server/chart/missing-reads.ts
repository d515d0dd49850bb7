import type { MissingRead, MissingReason } from '../../core/chart/chart.ts';
import type { Fact } from '../../core/chart/fact.ts';
import type { Dialect } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { Gap, Stray } from '../fhir/read-port.ts';

/** How far one part of a load has come. */
export interface PartState {
  readonly resource: string;
  readonly what: string;
  /** Absent while the read goes on. */
  readonly done?: PartRead;
}

/** What one part brought. */
export interface PartRead {
  readonly resources: readonly FhirJson[];
  /** Why it brought nothing. */
  readonly failed?: Gap;
  /** Why it did not bring everything. */
  readonly gaps: readonly Gap[];
  readonly strays: readonly Stray[];
}

/**
 * The gaps of a chart, part by part in the order asked. A part of which only some searches failed, or which was cut short, is
 * told as `some …`; one that is still read, as timed out.
 */
export function missingReads(states: readonly PartState[]): { missing: MissingRead[]; pending: string[] } {
  const missing: MissingRead[] = [];
  const pending = new Set<string>();
  for (const group of groups(states)) {
    const [{ resource, what }] = group;
    const nothing = group.every(({ done }) => done === undefined || done.failed !== undefined);
    const name = nothing ? what : `some ${what}`;
    for (const { done } of group) {
      if (done === undefined) {
        missing.push({ resource, what: name, reason: 'timed-out' });
        pending.add(name);
      }
      for (const gap of [...(done?.failed ? [done.failed] : []), ...(done?.gaps ?? [])])
        missing.push({ resource, what: done?.failed ? name : `some ${what}`, ...gap });
    }
  }
  return { missing: eachOnce(missing), pending: [...pending] };
}

/** What an EHR is known not to give: always, or where its answer was empty and complete. */
export function notShown(states: readonly PartState[], dialect: Dialect, facts: readonly Fact[]): MissingRead[] {
  const asked = groups(states).filter((group) => group.every(({ done }) => done !== undefined && !done.failed));
  return asked.flatMap(([{ resource, what }]) => {
    const reads = dialect.reads.filter((one) => one.resource === resource && one.what === what);
    const never = reads.flatMap(({ neverShows }) => neverShows ?? []);
    const unproven =
      reads.some(({ empty }) => empty === 'proves-nothing') && !facts.some((fact) => tells(fact, resource));
    return [...never, ...(unproven ? [what] : [])].map((name) => ({
      resource,
      what: name,
      reason: 'not-shown' as const,
    }));
  });
}

/** Every part missing for one reason. */
export function allMissing(states: readonly PartState[], reason: MissingReason): MissingRead[] {
  return eachOnce(states.map(({ resource, what }) => ({ resource, what, reason })));
}

/** Each gap once, in the order found. */
export function eachOnce(missing: readonly MissingRead[]): MissingRead[] {
  return [
    ...new Map(
      missing.map((gap) => [`${gap.resource} ${gap.what} ${gap.reason} ${gap.httpStatus ?? ''}`, gap]),
    ).values(),
  ];
}

/** A score may come from a questionnaire instead of an Observation; anything else is told by where it came from. */
function tells(fact: Fact, resource: string): boolean {
  if (resource === 'Observation') return fact.kind === 'score';
  return fact.source.from === 'ehr' && fact.source.reference.startsWith(`${resource}/`);
}

type Group = readonly [PartState, ...PartState[]];

function groups(states: readonly PartState[]): Group[] {
  const byName = new Map<string, [PartState, ...PartState[]]>();
  for (const state of states) {
    const name = `${state.resource} ${state.what}`;
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [state]);
    else group.push(state);
  }
  return [...byName.values()];
}
