import type { Persona } from '../persona.ts';

/** An EHR that asks, refuses and holds its record as Oracle Health does. */
export function createOracle(): Persona {
  return {
    id: 'oracle',
    name: 'Oracle-like',
    prefix: '/oracle',
    smart: {
      accessTokenSeconds: 570,
      refresh: 'keeps',
      banner: 'boolean',
      grammar: 'both',
      wildcards: false,
      methods: ['private_key_jwt', 'client_secret_basic'],
      ownOrigin: true,
      issuer: (_fhirBase, origin) => origin,
      extra: () => ({}),
    },
    hold: (resources) => [...resources],
    capabilityStatement: (plain) => plain,
    receive: (call) => ({ call }),
    give: (_call, answer) => answer,
  };
}
