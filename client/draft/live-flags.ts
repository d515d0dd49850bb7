import type { Flag } from '../../core/checking/flag.ts';
import type { Draft } from '../../core/documents/draft.ts';

/** The flags of the draft as it stands on the screen. */
export function liveFlags(draft: Draft): readonly Flag[] {
  return draft.flags;
}
