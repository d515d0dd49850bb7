import { ERROR_CODES, type ErrorCode, type ErrorShape } from './error-codes.ts';

/**
 * An expected failure with a code of the closed list. `detail` is for logs and audit records and must carry no patient
 * data; the reader is shown the code's own message, or `message` where a call site can say more.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { message?: string; detail?: string; cause?: unknown } = {}) {
    super(options.message ?? ERROR_CODES[code].message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
  }

  get shape(): ErrorShape {
    return ERROR_CODES[this.code];
  }
}
