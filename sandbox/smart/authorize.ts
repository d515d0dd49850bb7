import type { Persona } from '../personas/persona.ts';
import type { RegisteredClient } from './clients.ts';
import type { GrantBook, LaunchContext } from './grants.ts';
import { explained } from './oauth-error.ts';
import { cutScopes, type GrantedScopes, grantScopes, splitScopes } from './scopes.ts';

export interface AuthorizeDependencies {
  clients: RegisteredClient[];
  grants: GrantBook;
  fhirBase: string;
  /** What stands before `/oauth2/…`. */
  authUrl: string;
  persona: Pick<Persona, 'smart'>;
}

/** What the authorize endpoint answers: back to the app, a page that cannot go back to it, or a login first. */
export type AuthorizeAnswer =
  | { kind: 'redirect'; to: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'choose'; client: RegisteredClient; needsPatient: boolean; needsEncounter: boolean };

type Query = Record<string, string>;

/**
 * Answers an authorize request (SMART App Launch 2.2). In an EHR launch the `launch` value already binds clinician,
 * patient and encounter, so no cookie is needed and the request works inside a cross-site frame.
 * @param chosen what the clinician chose on this EHR's own page, in a standalone launch
 */
export function answerAuthorize(query: Query, deps: AuthorizeDependencies, chosen?: LaunchContext): AuthorizeAnswer {
  const client = deps.clients.find(({ id }) => id === query['client_id']);
  const redirectUri = query['redirect_uri'] ?? '';
  // An unknown client or redirect address is never redirected to: that would be an open redirector.
  if (!client) return { kind: 'refused', reason: 'This app is not registered.' };
  if (!client.redirectUris.includes(redirectUri))
    return { kind: 'refused', reason: 'The redirect address is not registered.' };

  const back = (parameters: Record<string, string>): AuthorizeAnswer => {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
    if (query['state']) target.searchParams.set('state', query['state']);
    return { kind: 'redirect', to: target.href };
  };
  const { smart } = deps.persona;
  const refuse = (error: string, description: string): AuthorizeAnswer => {
    const errorUri = smart.errorUri?.bind(smart);
    return back(explained(error, description, errorUri && ((code) => errorUri(code, deps.authUrl))));
  };
  const fault = faultOf(query, deps.fhirBase);
  if (fault) return refuse(...fault);

  const asked = splitScopes(query['scope'] ?? '');
  const launch = query['launch'];
  if (launch === undefined && !chosen) return choice(asked, client, smart);
  const context = launch === undefined ? chosen : deps.grants.takeLaunch(launch, client.id);
  if (!context) return refuse(smart.launchError ?? 'invalid_request', 'the launch is unknown, used or expired');

  const scopes = granted(asked, client, context, smart);
  if (scopes.spoken.length === 0) return refuse('invalid_scope', 'none of the scopes can be granted');
  const nonce = query['nonce'] === undefined ? {} : { nonce: query['nonce'] };
  const codeChallenge = query['code_challenge'] ?? '';
  return back({
    code: deps.grants.issueCode({ clientId: client.id, redirectUri, scopes, codeChallenge, context, ...nonce }),
  });
}

/** Asked ∩ registered ∩ what this EHR grants at all ∩ what this launch was narrowed to. */
function granted(
  asked: string[],
  client: RegisteredClient,
  context: LaunchContext,
  smart: Persona['smart'],
): GrantedScopes {
  const registered = grantScopes(asked, client.scopes, smart);
  const offered = smart.grants ? cutScopes(registered, smart.grants) : registered;
  return context.narrowTo ? cutScopes(offered, context.narrowTo) : offered;
}

/** A standalone launch: what is picked is what the scopes ask for and this EHR lets a clinician pick. */
function choice(asked: string[], client: RegisteredClient, smart: Persona['smart']): AuthorizeAnswer {
  const offers = (scope: string): boolean => asked.includes(scope) && (smart.grants?.includes(scope) ?? true);
  const needsEncounter = smart.standaloneEncounter === true && offers('launch/encounter');
  return { kind: 'choose', client, needsPatient: needsEncounter || offers('launch/patient'), needsEncounter };
}

function faultOf(query: Query, fhirBase: string): [string, string] | undefined {
  if (query['response_type'] !== 'code') return ['unsupported_response_type', 'response_type must be code'];
  if (!query['state']) return ['invalid_request', 'state is required'];
  if (query['aud']?.replace(/\/$/, '') !== fhirBase) return ['invalid_request', 'aud must be the FHIR base'];
  if (query['code_challenge_method'] !== 'S256') return ['invalid_request', 'PKCE with S256 is required'];
  if (!/^[A-Za-z0-9_-]{43}$/.test(query['code_challenge'] ?? ''))
    return ['invalid_request', 'code_challenge is not S256'];
  const asked = splitScopes(query['scope'] ?? '');
  if (asked.length === 0) return ['invalid_scope', 'scope is required'];
  if (query['launch'] !== undefined && !asked.includes('launch'))
    return ['invalid_scope', 'the scope launch is required'];
  return undefined;
}
