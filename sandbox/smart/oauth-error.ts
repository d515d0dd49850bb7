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
