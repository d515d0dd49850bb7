import type { GapPlace } from '../../core/thread/gaps/gap.ts';

/** The element of the thread that shows a Fact. */
export function placeId(kind: GapPlace['kind'], factId?: string): string {
  return factId === undefined || kind === 'plan' || kind === 'scores' ? `thread-${kind}` : `thread-${kind}-${factId}`;
}

/** Moves focus to a place of the thread, opening what it is folded into. */
export function goToPlace({ kind, factId }: GapPlace): void {
  const place = document.getElementById(placeId(kind, factId));
  if (place === null) return;
  for (let fold = place.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  place.focus();
  place.scrollIntoView({ block: 'center' });
}
