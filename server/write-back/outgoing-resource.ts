import type { Device, DocumentReference, Provenance } from 'fhir/r4';

/** The resources Throughline sends. */
export type Outgoing = DocumentReference | Provenance | Device;
