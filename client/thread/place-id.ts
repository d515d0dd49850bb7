import type { GapPlace } from '../../core/thread/gaps/gap.ts';

/** The element of the thread that shows a Fact. */
export function placeId(kind: GapPlace['kind'], factId?: string): string {
  return factId === undefined || kind === 'plan' || kind === 'scores' ? `thread-${kind}` : `thread-${kind}-${factId}`;
}

/** Moves focus to the place a gap leads to, opening what it is folded into. */
export function goToPlace({ kind, factId }: GapPlace): void {
  goToElement(placeId(kind, factId));
}

/** Moves focus to an element of the thread, opening what it is folded into. */
export function goToElement(id: string): void {
  const place = document.getElementById(id);
  if (place === null) return;
  for (let fold = place.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  place.focus();
  place.scrollIntoView({ block: 'center' });
}
