/** What came back from an authorization server: the status and the parsed body, undefined when it was no JSON. */
export interface BoundedAnswer {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * One request to an authorization server, with `authorization` as its Authorization header where given: at most 5 s and 256 kB (counted after decompression), and no redirect is followed.
 * Throws an Error with a short reason that carries nothing of the answer.
 */
export async function boundedFetch(
  url: URL,
  { authorization, ...init }: { method?: 'POST'; body?: URLSearchParams; authorization?: string } = {},
): Promise<BoundedAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal,
      headers: { Accept: 'application/json', ...(authorization && { Authorization: authorization }) },
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    throw new Error(signal.aborted ? 'timed out' : 'unreachable');
  }
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new Error('answered with a redirect');
  }
  return { status: response.status, body: parseJson(await readLimited(response, signal)) };
}

async function readLimited(response: Response, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const body: AsyncIterable<Uint8Array> | null = response.body;
    for await (const chunk of body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Error(signal.aborted ? 'timed out' : 'broke off');
  }
  if (size > MAX_BYTES) throw new Error('answered with too much');
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `value` as a plain object, or undefined: for reading parsed JSON member by member. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
