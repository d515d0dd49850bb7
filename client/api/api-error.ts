/** What kind of answer an error is, so that a screen can decide what to offer. */
export type ApiErrorKind = 'session' | 'conflict' | 'refused' | 'unreachable';

/** A call that did not succeed. `message` is written for the clinician; `code` is the server's, or one of ours below. */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(code: string, status: number, message: string, requestId?: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }

  /** session: this launch is over · conflict: another window was faster · unreachable: worth trying again · refused: not. */
  get kind(): ApiErrorKind {
    if (this.status === 401) return 'session';
    if (this.code === 'REVISION_CONFLICT') return 'conflict';
    if (this.status === 0 || this.status === 429 || this.status >= 500) return 'unreachable';
    return 'refused';
  }
}

/** Any thrown value as an ApiError; what is not one is a fault of this page, said as such. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError(
    'PAGE_FAULT',
    -1,
    'This page ran into a fault of its own. What was saved is safe; reload the page.',
  );
}
