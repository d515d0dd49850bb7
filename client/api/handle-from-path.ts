/** The launch handle of `/l/<handle>/`, or null when the page was opened from another address. */
export function handleFromPath(pathname: string): string | null {
  const match = /^\/l\/([A-Za-z0-9_-]{8,128})(?:\/|$)/.exec(pathname);
  return match?.[1] ?? null;
}
