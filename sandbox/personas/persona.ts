import type { CapabilityStatement, FhirResource } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../fhir/handle-request.ts';
import type { Grant } from '../smart/grants.ts';

export type PersonaId = 'plain' | 'epic' | 'oracle';

/** What a persona may look up while it handles a request: the record of its own EHR. */
export interface PersonaRecord {
  readonly fhirBase: string;
  /** The resource behind "Type/id" as held now, whatever the scopes; undefined when there is none. */
  find(reference: string): FhirResource | undefined;
  /** Every resource of one type as held now. */
  all(type: FhirResource['resourceType']): readonly FhirResource[];
  /** Holds a resource as it is, under its own id: what the EHR itself makes of a write (a note's formatted copies). */
  store(resource: FhirResource): Promise<void>;
  /** How many versions the resource behind "Type/id" has had, the current one included; 0 when there is none. */
  versions(reference: string): number;
  /** `Practitioner/…` of the token's clinician; empty without a token. */
  readonly clinician: string;
}

/** What becomes of a request: answered by the persona itself, or handed to the plain FHIR server, maybe changed. */
export type Handling = { readonly answer: FhirAnswer } | { readonly call: FhirCall };

/** How this EHR's authorization server behaves. */
export interface PersonaSmart {
  readonly accessTokenSeconds: number;
  /** `rotates`: each refresh brings a new refresh token; `keeps`: the answer brings none and the old one stays good. */
  readonly refresh: 'rotates' | 'keeps';
  /** Who is given a refresh token at all. Default: every app. */
  readonly refreshFor?: 'confidential';
  /** How `need_patient_banner` is spelled. */
  readonly banner: 'boolean' | 'text';
  /** Scope grammars understood; scopes of another grammar are dropped without a word. */
  readonly grammar: 'v1' | 'v2' | 'both';
  /** Whether `*` in a resource scope is granted; else it is dropped without a word. */
  readonly wildcards: boolean;
  /** The most it grants to any app (v2 letters); the rest is dropped without a word. Absent: what the app is registered for. */
  readonly grants?: readonly string[];
  readonly methods: readonly ('private_key_jwt' | 'client_secret_basic' | 'client_secret_post')[];
  /** Whether authorize, token and keys have an origin of their own, unlike the FHIR server's. */
  readonly ownOrigin: boolean;
  /** Issuer of id_tokens. @param origin of the authorization server */
  issuer(fhirBase: string, origin: string): string;
  /** Further members of the token answer. */
  extra(grant: Grant): Readonly<Record<string, unknown>>;
  /** Whether a standalone launch lets the clinician pick the visit too (`launch/encounter`). */
  readonly standaloneEncounter?: boolean;
  /** Error code of a `launch` that is unknown, used or expired. Default: invalid_request. */
  readonly launchError?: string;
  /** Members and grant types that its discovery documents leave out, although they may work. */
  readonly unlisted?: readonly string[];
  /** Address that OAuth errors carry as `error_uri` instead of a description, if they do. @param origin as above */
  errorUri?(error: string, origin: string): string;
}

/**
 * One character of the sandbox EHR: how it holds the record, what it refuses and how it words a refusal. Each rule names
 * the line of reference/ehr.md or the file of ehr-samples it rests on.
 */
export interface Persona {
  readonly id: PersonaId;
  /** As a person says it: `Epic-like`. */
  readonly name: string;
  /** Before every path of this EHR: '', '/epic', '/oracle'. The FHIR base is `${url}${prefix}/fhir/R4`. */
  readonly prefix: string;
  readonly smart: PersonaSmart;
  /** The seeded record as this EHR would hold it: its own codes, documents in Binary, plans as narrative only. */
  hold(resources: readonly FhirResource[]): FhirResource[];
  capabilityStatement(plain: CapabilityStatement): CapabilityStatement;
  /** Asked after the token was checked and before the plain server. Not asked for `/metadata`. */
  receive(call: FhirCall, record: PersonaRecord): Handling | Promise<Handling>;
  /**
   * The plain server's answer as this EHR would give it. Its refusals come through here too: 401 (then `call.scopes` is
   * empty), a body that could not be read, `/metadata`. Not asked for what `receive` answered.
   */
  give(call: FhirCall, answer: FhirAnswer, record: PersonaRecord): FhirAnswer | Promise<FhirAnswer>;
}
