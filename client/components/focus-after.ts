import { flushSync } from 'react-dom';

/**
 * Makes a change and moves the focus into what it brought, before the next key can be typed: a key pressed at once after the one
 * that opened a field belongs to that field.
 */
export function focusAfter(
  change: () => void,
  pick: () => HTMLElement | null | undefined,
): HTMLElement | null | undefined {
  flushSync(change);
  const target = pick();
  target?.focus();
  return target;
}
