/** SHA-256 of the UTF-8 bytes of `text`, hex. Throws where the page has no secure context, which `localhost` and https have. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
