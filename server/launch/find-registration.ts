import type { EhrRegistration } from '../config/registration.ts';

/**
 * The registration whose issuer is exactly `iss`; a trailing slash alone makes no difference. Compared as text, never as a
 * prefix and never after URL normalisation, so that no spelling of another address can match. Whoever goes on from here uses
 * the registration's own issuer for outbound requests, not the text that the browser brought.
 */
export function findRegistration(ehrs: readonly EhrRegistration[], iss: unknown): EhrRegistration | undefined {
  if (typeof iss !== 'string' || iss.length > 2048) return undefined;
  const wanted = withoutSlash(iss);
  return ehrs.find((ehr) => withoutSlash(ehr.issuer) === wanted);
}

/** The FHIR base address of an EHR without a trailing slash. */
export function fhirBase(ehr: EhrRegistration): string {
  return withoutSlash(ehr.issuer);
}

/**
 * Resolves `address` against the EHR's FHIR base (old servers name endpoints relatively) and returns it only when its origin
 * is on the registration's list or is the issuer's own, and it carries neither credentials nor a fragment.
 */
export function allowedEndpoint(ehr: EhrRegistration, address: unknown): URL | undefined {
  if (typeof address !== 'string' || address === '') return undefined;
  const url = URL.parse(address, `${fhirBase(ehr)}/`);
  if (!url || url.username || url.password || url.hash || !/^https?:$/.test(url.protocol)) return undefined;
  const origins = [ehr.issuer, ...ehr.allowedOrigins].map((text) => URL.parse(text)?.origin);
  return origins.includes(url.origin) ? url : undefined;
}

function withoutSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}
