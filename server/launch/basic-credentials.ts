/**
 * The Authorization header of HTTP Basic for an OAuth client (RFC 6749 section 2.3.1): identifier and secret are
 * form-encoded before they are joined by a colon, so that a colon, a percent sign or a letter beyond ASCII in either arrives
 * as it was.
 */
export function basicCredentials(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`, 'utf8').toString('base64')}`;
}

/** application/x-www-form-urlencoded: blanks as `+`, everything but letters, digits and `*-._` as percent escapes. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
