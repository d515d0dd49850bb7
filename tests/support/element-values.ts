/**
 * The values at a dotted path in a JSON resource, through lists, as text: `code.coding.display`. Written apart from the
 * readers, so that a test of the readers does not ask them what there was to read.
 */
export function elementValues(json: unknown, path: string): string[] {
  let found: unknown[] = [json];
  for (const name of path.split('.'))
    found = found.flatMap((one) => {
      const value: unknown =
        typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined;
      return Array.isArray(value) ? (value as unknown[]) : [value];
    });
  return found.filter((one) => ['string', 'number', 'boolean'].includes(typeof one)).map(String);
}
