import { factsOf } from '../../core/chart/fact.ts';
import { checkDraft } from '../../core/checking/check-draft.ts';
import type { Flag } from '../../core/checking/flag.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { tidySections } from './draft-edits.ts';

/**
 * The flags of the draft as it stands on the screen, from the same checker the server runs at attestation. An attested
 * draft keeps the flags it was attested with.
 */
export function liveFlags(draft: Draft): readonly Flag[] {
  if (draft.status === 'attested') return draft.flags;
  return checkDraft({
    note: { ...draft, sections: tidySections(draft.sections) },
    facts: draft.facts,
    missing: draft.missing,
    site: draft.site,
    sessionDate: factsOf(draft.facts, 'session')[0]?.value.date ?? draft.createdAt.slice(0, 10),
  });
}
