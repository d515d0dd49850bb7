import type { PersonaSmart } from '../personas/persona.ts';
import { createAssertionCheck } from './client-assertion.ts';
import { basicCredentials, sameSecret } from './client-secret.ts';
import type { RegisteredClient } from './clients.ts';
import { OAuthError } from './oauth-error.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Authenticates the client of a token, introspection or revocation request.
 * @param form its form fields
 * @param authorization its Authorization header
 */
export type ClientAuthenticator = (
  form: Record<string, string>,
  authorization: string | undefined,
) => Promise<RegisteredClient>;

/**
 * Authenticates confidential clients by the methods this EHR takes (private_key_jwt by SMART App Launch 2.2;
 * client_secret_basic and client_secret_post by RFC 6749 §2.3.1) and public ones by their client_id. A request uses one
 * method (§2.3); with Basic, a client_id in the form has to be the same.
 * @throws OAuthError invalid_client (401), invalid_request (400)
 */
export function clientAuthenticator(
  clients: readonly RegisteredClient[],
  tokenUrl: string,
  methods: PersonaSmart['methods'],
): ClientAuthenticator {
  const byAssertion = createAssertionCheck(clients, tokenUrl);

  function bySecret(id: string | undefined, secret: string, method: PersonaSmart['methods'][number]): RegisteredClient {
    const client = clients.find((candidate) => candidate.id === id);
    const matches = sameSecret(secret, client?.secret ?? '');
    if (!methods.includes(method) || !client?.secret || !matches) throw refused('unknown client or wrong secret');
    return client;
  }

  return async function authenticate(form, authorization) {
    const basic = basicCredentials(authorization);
    const { client_assertion: assertion, client_secret: secret } = form;
    const ways = [basic, assertion, secret].filter((way) => way !== undefined);
    if (ways.length > 1) throw new OAuthError(400, 'invalid_request', 'use one way of client authentication');
    if (basic !== undefined) {
      if (basic === 'malformed') throw refused('the Basic credentials could not be read');
      if (form['client_id'] !== undefined && form['client_id'] !== basic.id)
        throw new OAuthError(400, 'invalid_request', 'client_id differs from the Basic credentials');
      return bySecret(basic.id, basic.secret, 'client_secret_basic');
    }
    if (secret !== undefined) return bySecret(form['client_id'], secret, 'client_secret_post');
    if (assertion !== undefined) {
      if (form['client_assertion_type'] !== assertionType) throw refused('unknown client_assertion_type');
      if (!methods.includes('private_key_jwt')) throw refused('private_key_jwt is not taken here');
      return byAssertion(assertion);
    }
    const client = clients.find(({ id, jwksUri, secret: own }) => id === form['client_id'] && !jwksUri && !own);
    if (!client) throw refused('client authentication is required');
    return client;
  };
}

function refused(description: string): OAuthError {
  return new OAuthError(401, 'invalid_client', description);
}
