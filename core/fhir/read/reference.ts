import { exactTextAt, type JsonObject, objectAt } from './json.ts';

/**
 * The relative reference `Type/id` that element `name` points at. A version suffix is cut off; an absolute reference
 * counts only below `baseUrl` (no trailing slash); fragments, urn:, paths with other segments and encoded ids do not.
 * The reference is taken as sent: dropping a character from it could make it another patient's.
 */
export function referenceAt(parent: JsonObject, name: string, baseUrl?: string): string | undefined {
  return relativeReference(exactTextAt(objectAt(parent, name), 'reference', 600), baseUrl);
}

/** As `referenceAt`, for a reference already in hand. */
export function relativeReference(reference: string | undefined, baseUrl?: string): string | undefined {
  if (reference === undefined) return undefined;
  const relative =
    baseUrl !== undefined && reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length + 1) : reference;
  return /^([A-Z][A-Za-z]{2,40}\/[A-Za-z0-9.-]{1,64})(\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(relative)?.[1];
}
