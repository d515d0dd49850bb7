/** Minutes without a call after which the server ends a session; the design's figure, held by the server. */
const IDLE_MS = 15 * 60_000;

/** How long before its end a session announces it. WCAG 2.2.1 asks for 20 seconds at least. */
const WARN_MS = 3 * 60_000;

/** The end that is near: `idle` ends can be put off by going on, the `longest` life of a session cannot. */
export interface NearEnd {
  readonly at: number;
  readonly kind: 'idle' | 'longest';
}

/** The end to announce at `now`, or undefined while none is near. Times in milliseconds since 1970. */
export function nearEnd(now: number, contactAt: number, expiresAt: string): NearEnd | undefined {
  const longest = Date.parse(expiresAt);
  const idle = contactAt + IDLE_MS;
  const end: NearEnd =
    Number.isNaN(longest) || idle < longest ? { at: idle, kind: 'idle' } : { at: longest, kind: 'longest' };
  return end.at - now <= WARN_MS ? end : undefined;
}
