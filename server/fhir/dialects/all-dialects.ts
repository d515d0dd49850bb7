import type { Dialect, DialectId } from './dialect.ts';
import { EPIC } from './epic.ts';
import { GENERIC_R4 } from './generic-r4.ts';
import { HAPI } from './hapi.ts';
import { MEDPLUM } from './medplum.ts';
import { ORACLE_HEALTH } from './oracle-health.ts';

/** Every EHR family that is known, by id. */
export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  'generic-r4': GENERIC_R4,
  epic: EPIC,
  'oracle-health': ORACLE_HEALTH,
  medplum: MEDPLUM,
  hapi: HAPI,
};
