import type { ErrorBody } from '../../core/workspace/workspace-view.ts';
import { ApiError } from './api-error.ts';
import { noteContact } from './last-contact.ts';

/** One request below `/l/<handle>/api`. */
export interface Call {
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly body?: unknown;
  /** True for a save made while the page is going away. */
  readonly keepalive?: boolean;
}

/**
 * Sends one call of this launch and gives the parsed JSON. The custom header makes the request one that another site
 * cannot send without a preflight. Throws ApiError: with the server's code and message where it gave an ErrorBody,
 * `NETWORK` when no answer came, `UNREADABLE` when the answer was not JSON.
 */
export async function call(handle: string, path: string, options: Call = {}): Promise<unknown> {
  const headers: Record<string, string> = { 'X-Throughline': '1', Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/l/${handle}/api/${path}`, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(options.keepalive ? { keepalive: true } : {}),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch {
    throw new ApiError('NETWORK', 0, 'Throughline could not be reached. What you typed is kept on this page.');
  }
  const parsed = await readJson(response);
  if (response.ok && parsed !== undefined) {
    noteContact(Date.now());
    return parsed;
  }
  const error = errorOf(parsed);
  if (error) throw new ApiError(error.code, response.status, error.message, error.requestId);
  if (response.ok) throw new ApiError('UNREADABLE', 502, 'The answer from Throughline could not be read. Try again.');
  throw new ApiError(`HTTP_${response.status}`, response.status, plainStatus(response.status));
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return undefined;
  }
}

function errorOf(body: unknown): ErrorBody['error'] | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return undefined;
  const requestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : '';
  return typeof error.code === 'string' && typeof error.message === 'string'
    ? { code: error.code, message: error.message, requestId }
    : undefined;
}

function plainStatus(status: number): string {
  if (status === 401) return 'This session has ended. What was saved is safe. Open Throughline from the chart again.';
  if (status >= 500) return 'Throughline had a problem answering. What you typed is kept on this page. Try again.';
  return 'Throughline did not accept this. What you typed is kept on this page.';
}
