import { contractSuite } from './support/contract-suite.ts';
import { openPersona } from './support/persona-target.ts';

contractSuite({ name: 'plain FHIR R4', dialect: 'generic-r4', gaps: [], provenance: 'in the EHR', writes: true }, () =>
  openPersona('plain'),
);

contractSuite(
  {
    name: 'an Epic-like EHR',
    dialect: 'epic',
    gaps: [{ what: 'consents', reason: 'not-shown' }],
    provenance: 'with Throughline',
    writes: true,
  },
  () => openPersona('epic'),
);

contractSuite(
  {
    name: 'an Oracle Health-like EHR',
    dialect: 'oracle-health',
    gaps: [{ what: 'consents to treatment and to share substance-use records', reason: 'not-shown' }],
    provenance: 'in the EHR',
    writes: true,
  },
  () => openPersona('oracle'),
);
