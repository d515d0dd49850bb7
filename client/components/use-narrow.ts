import { useSyncExternalStore } from 'react';

/** Below this width the thread stands above the work, folded, instead of beside it. The style sheets use the same number. */
const NARROW = '(max-width: 900px)';

/** True while the window, or the frame it is, is narrow. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}
