import type { EhrRegistration } from '../../server/config/registration.ts';
import { contractSuite } from './support/contract-suite.ts';
import { openFhirBase } from './support/fhir-base-target.ts';

// `npm run contract`: the suite against a server named in the environment. See docs/how-to/run-the-contract-suite.md.
const env = process.env;
const needed = (name: string): string => {
  const value = env[name];
  if (!value) throw new Error(`The contract suite needs ${name}.`);
  return value;
};

contractSuite(
  {
    name: `FHIR_BASE ${needed('FHIR_BASE')}`,
    writes: env['FHIR_WRITE'] === '1',
    ...(env['FHIR_EXPECT_DIALECT'] ? { dialect: env['FHIR_EXPECT_DIALECT'] } : {}),
  },
  () =>
    openFhirBase({
      base: needed('FHIR_BASE').replace(/\/$/, ''),
      token: env['FHIR_TOKEN'] ?? 'none',
      patient: needed('FHIR_PATIENT'),
      practitioner: needed('FHIR_PRACTITIONER'),
      organization: needed('FHIR_ORGANIZATION'),
      ...(env['FHIR_ENCOUNTER'] ? { encounter: env['FHIR_ENCOUNTER'] } : {}),
      ...(env['FHIR_DIALECT'] ? { dialect: env['FHIR_DIALECT'] as NonNullable<EhrRegistration['dialect']> } : {}),
    }),
);
