import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiError, asApiError } from './api-error.ts';
import { call } from './call.ts';
import { handleFromPath } from './handle-from-path.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string) {
  const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('call', () => {
  test('stays below the handle, with the header and same-origin credentials', async () => {
    const fetched = answer(200, '{"ok":true}');
    expect(await call('abcdefgh', 'chart')).toEqual({ ok: true });
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(url).toBe('/l/abcdefgh/api/chart');
    expect(init).toMatchObject({ credentials: 'same-origin', headers: { 'X-Throughline': '1' } });
  });

  test('keeps the code and words of the server', async () => {
    answer(409, '{"error":{"code":"REVISION_CONFLICT","message":"Changed elsewhere.","requestId":"r1"}}');
    const error = await call('abcdefgh', 'session-input', { method: 'PUT', body: {} }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'REVISION_CONFLICT',
      status: 409,
      message: 'Changed elsewhere.',
      kind: 'conflict',
    });
  });

  test.each([
    [401, 'session'],
    [502, 'unreachable'],
    [413, 'refused'],
  ])('an error page of a proxy with status %i is %s, and its text is not shown', async (status, kind) => {
    answer(status, '<html>stack trace</html>');
    const error = asApiError(await call('abcdefgh', 'chart').catch((thrown: unknown) => thrown));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('stack');
  });

  test('no answer at all is unreachable', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const error = await call('abcdefgh', 'chart').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(asApiError(error).kind).toBe('unreachable');
  });

  test('a success that is not JSON is not taken for a success', async () => {
    answer(200, '<html></html>');
    await expect(call('abcdefgh', 'chart')).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});

describe('handleFromPath', () => {
  test('takes the handle of a workspace address only', () => {
    expect(handleFromPath('/l/Zk3_-abcd/')).toBe('Zk3_-abcd');
    expect(handleFromPath('/l/../api')).toBeNull();
    expect(handleFromPath('/')).toBeNull();
  });
});
