import type { Outgoing } from './outgoing-resource.ts';
import { ownFaults } from './own-rules.ts';
import { profileFaults } from './profile-rules.ts';
import { schemaFaults } from './schema-rules.ts';

/**
 * Every fault of a resource before it leaves, one line each; empty when it may be sent. Three checks that catch different
 * things: the JSON schema (closed codes, formats, unknown elements), our profiles and the base definitions (cardinality,
 * fixed values, slices, invariants), and our own rules for what neither states. No line carries a value.
 */
export function validateOutgoing(resource: Outgoing): string[] {
  return [...schemaFaults(resource), ...profileFaults(resource), ...ownFaults(resource)];
}
