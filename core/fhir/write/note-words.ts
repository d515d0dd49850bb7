import { plainText } from '../read/plain-text.ts';

/**
 * The words of a note's content in order, one space between them: what is left when an EHR changes the formatting. NFC;
 * markup, line ends and control characters do not count. Undefined for a media type that holds no text.
 */
export function noteWords(content: string, contentType: string): string | undefined {
  return plainText(content, contentType)?.normalize('NFC').replace(/\s+/g, ' ').trim();
}
