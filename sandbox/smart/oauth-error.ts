/** An OAuth error response (RFC 6749 §5.2): `{error, error_description}` with the HTTP status. */
export class OAuthError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.name = 'OAuthError';
    this.status = status;
    this.error = error;
  }
}

/** How an EHR explains an OAuth error: by a description, or by an address alone where it gives one. */
export function explained(
  error: string,
  description: string,
  errorUri: ((error: string) => string) | undefined,
): Record<string, string> {
  return errorUri ? { error, error_uri: errorUri(error) } : { error, error_description: description };
}
