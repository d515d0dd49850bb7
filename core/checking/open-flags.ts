import type { FlagResolution } from '../documents/draft.ts';
import type { Flag } from './flag.ts';

/** Fewest characters of a reason, blanks around it not counted. */
const SHORTEST_REASON = 3;

/** The flags that must be resolved before attesting and have no resolution with a reason yet. */
export function openFlags(flags: readonly Flag[], resolutions: readonly FlagResolution[]): Flag[] {
  const resolved = new Set(
    resolutions.filter(({ reason }) => reason.trim().length >= SHORTEST_REASON).map(({ flagId }) => flagId),
  );
  return flags.filter((flag) => flag.level === 'resolve' && !resolved.has(flag.id));
}
