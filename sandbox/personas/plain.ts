import type { Persona } from './persona.ts';

/** Plain FHIR R4 with SMART App Launch 2.2: nothing held back, nothing bent. */
export const PLAIN: Persona = {
  id: 'plain',
  name: 'Plain R4',
  prefix: '',
  smart: {
    accessTokenSeconds: 3600,
    refresh: 'rotates',
    banner: 'boolean',
    grammar: 'both',
    wildcards: true,
    methods: ['private_key_jwt', 'client_secret_basic'],
    ownOrigin: false,
    standaloneEncounter: true,
    issuer: (fhirBase) => fhirBase,
    extra: () => ({}),
  },
  hold: (resources) => [...resources],
  capabilityStatement: (plain) => plain,
  receive: (call) => ({ call }),
  give: (_call, answer) => answer,
};
