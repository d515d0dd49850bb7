import type { StartableEhr } from '../../core/workspace/workspace-view.ts';

/** The EHRs that Throughline can be started with outside a chart; undefined when the list could not be read. */
export async function startableEhrs(): Promise<StartableEhr[] | undefined> {
  try {
    const response = await fetch('/launch/ehrs', { credentials: 'omit', cache: 'no-store' });
    const body = (await response.json()) as unknown;
    return response.ok && Array.isArray(body) ? body.filter(isStartable) : undefined;
  } catch {
    return undefined;
  }
}

function isStartable(value: unknown): value is StartableEhr {
  const { name, issuer } = (value ?? {}) as { name?: unknown; issuer?: unknown };
  return typeof name === 'string' && typeof issuer === 'string';
}
