/** How long a first screen waits for the slow parts of a chart. */
export interface SoftLimit {
  /** Milliseconds that are waited at least. */
  readonly least: number;
  /** Milliseconds that are waited at most. */
  readonly most: number;
}

export const SOFT_LIMIT: SoftLimit = { least: 1_000, most: 2_500 };

/** The share of the parts that shows how fast the EHR is, and how many times as long the rest may take. */
const SHARE = 0.75;
const PATIENCE = 3;

/**
 * Resolves when waiting for the rest is no longer worth it: three quarters of the parts are in, and three times as long as they
 * took has passed, within the limits. `parts` are promises that do not reject. `cancel` ends the timers.
 */
export function softLimit(
  parts: readonly Promise<unknown>[],
  { least, most }: SoftLimit = SOFT_LIMIT,
): { readonly passed: Promise<void>; cancel(): void } {
  const start = performance.now();
  const timers: NodeJS.Timeout[] = [];
  const passed = new Promise<void>((resolve) => {
    timers.push(setTimeout(resolve, most));
    let left = Math.ceil(parts.length * SHARE);
    const onPart = () => {
      left -= 1;
      if (left !== 0) return;
      const took = performance.now() - start;
      timers.push(setTimeout(resolve, Math.max(least, PATIENCE * took) - took));
    };
    for (const part of parts) void part.then(onPart);
  });
  return {
    passed,
    cancel: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
