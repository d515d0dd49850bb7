/** The one FHIR base that a gateway may talk to. */
export interface FhirBase {
  /** Without a trailing slash. */
  readonly url: string;
  /** `path` and query below the base, or undefined when the result would leave it. */
  below(path: string): URL | undefined;
  /** An absolute or relative address from the EHR, only if it is the base itself or below it. */
  accept(address: string): URL | undefined;
}

/**
 * The base from a registration's URL. Compared are origin and whole path segments, never a prefix of text:
 * `https://ehr/fhir` covers neither `https://ehr/fhir-other/` nor `https://ehr.evil/fhir/`; user info, dot segments,
 * encoded slashes and backslashes are refused.
 */
export function fhirBase(baseUrl: string): FhirBase {
  const base = new URL(baseUrl);
  if (!['https:', 'http:'].includes(base.protocol) || base.username || base.password || base.search || base.hash)
    throw new TypeError('The FHIR base URL of a registration is an http(s) URL without user, query and fragment.');
  const path = base.pathname.replace(/\/+$/, '');
  const url = `${base.origin}${path}`;

  const accept = (address: string): URL | undefined => {
    if (address.length > 8_000 || /\\|%2f|%5c|%2e|(^|\/)\.\.?(\/|$)/i.test(address.split(/[?#]/)[0] ?? ''))
      return undefined;
    const absolute = URL.canParse(address, `${url}/`) ? new URL(address, `${url}/`) : undefined;
    if (absolute === undefined || absolute.origin !== base.origin || absolute.username || absolute.password)
      return undefined;
    absolute.hash = '';
    return absolute.pathname === path || absolute.pathname.startsWith(`${path}/`) ? absolute : undefined;
  };
  return { url, accept, below: (below) => (/^[A-Za-z$_]/.test(below) ? accept(below) : undefined) };
}
