const HEADING = /^([A-Z][A-Z &/'’-]{2,48}|[A-Z][A-Za-z &/'’-]{2,48}(?=:$)):?$/;

/** The line with which an EHR closes a note: it says who answers for it and belongs to no section. */
const SIGNATURE = /^(?:electronically |digitally )?(?:signed|attested|authenticated|authored) (?:by|electronically)\b/i;

/**
 * The sections of a note's plain text by the headings that stand on their own line: in capitals, or ended by a colon.
 * Keys are lower case with hyphens (`mental-status`). Undefined when there are no headings with text below them.
 */
export function noteSections(text: string): Record<string, string> | undefined {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line.trim())?.[1];
    if (heading === undefined) {
      if (!SIGNATURE.test(line.trim())) current?.push(line);
      continue;
    }
    const key = heading
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/^-|-$/g, '');
    current = sections.get(key) ?? [];
    sections.set(key, current);
  }
  const filled = [...sections]
    .map(([key, lines]) => [key, lines.join('\n').trim()] as const)
    .filter(([, body]) => body !== '');
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
