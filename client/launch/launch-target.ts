/** Where the launch page goes next, that it asks which EHR to start with, or what it says when it cannot go on. */
export type LaunchTarget =
  | { readonly kind: 'go'; readonly url: string }
  | { readonly kind: 'choose' }
  | { readonly kind: 'stop'; readonly what: string; readonly more: string };

/** Codes the server may hand back to this page, each in the clinician's words: what happened, what to do next. */
const STOPS: Readonly<Record<string, readonly [what: string, more: string]>> = {
  COOKIES_BLOCKED: [
    'The browser blocked the cookie this connection needs.',
    'Nothing was read or written. Ask for Throughline to open in its own window, or allow cookies for it, then open it from the chart again.',
  ],
  ACCESS_DENIED: [
    'The EHR did not let Throughline in.',
    'Nothing was read or written. If you pressed “Deny”, open Throughline from the chart again; otherwise ask your EHR team.',
  ],
};

/**
 * Reads the query the EHR opened `/launch.html` with (SMART App Launch 2.2, EHR launch: `iss` and `launch`; standalone:
 * `iss` alone; neither: somebody opened the page by hand) and names the server route that starts the authorization. Only the
 * two known parameters are passed on.
 */
export function launchTarget(search: string): LaunchTarget {
  const query = new URLSearchParams(search);
  const stopped = query.get('error');
  if (stopped !== null) {
    const [what, more] = STOPS[stopped.toUpperCase()] ?? [
      'The connection to the EHR did not succeed.',
      'Nothing was read or written. Open Throughline from the chart again; if it happens twice, tell your EHR team.',
    ];
    return { kind: 'stop', what, more };
  }
  const iss = query.get('iss');
  const launch = query.get('launch');
  if (!iss && !launch) return { kind: 'choose' };
  if (!iss) {
    return {
      kind: 'stop',
      what: 'The EHR did not say which server to connect to.',
      more: 'Nothing was read or written. Open Throughline from a patient’s chart. For your EHR team: the launch address came without “iss”.',
    };
  }
  return { kind: 'go', url: startAddress(iss, launch) };
}

/** The server's route that starts the authorization with the EHR `iss`; without `launch` it is a standalone launch. */
export function startAddress(iss: string, launch?: string | null): string {
  const next = new URLSearchParams({ iss });
  if (launch) next.set('launch', launch);
  return `/launch?${next.toString()}`;
}
