/** Decodes by the charset of the media type, UTF-8 where none is named; undefined for a charset unknown to the runtime. */
export function decodeText(bytes: Uint8Array, contentType: string): string | undefined {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}
