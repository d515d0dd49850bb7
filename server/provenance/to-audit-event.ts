import type { AuditEvent as FhirAuditEvent } from 'fhir/r4';
import type { AuditEvent, AuditEventType, AuditRecord } from '../../core/audit/audit-event.ts';
import { canonicalJson } from '../../core/documents/canonical-json.ts';
import { PROFILE_BASE } from '../../core/fhir/write/filing-codes.ts';

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';

/**
 * One record of the chain as FHIR, after IHE Basic Audit Log Patterns: who, what, when, with which outcome. The record's
 * own JSON and hashes stand in the entity's details, so that an auditor can recompute the chain from what is served.
 */
export function toAuditEvent(record: AuditRecord): FhirAuditEvent {
  const { event } = record;
  const refused = event.type.endsWith('.refused') || event.type === 'filing.failed';
  const detail = (type: string, valueString: string) => ({ type, valueString });
  return {
    resourceType: 'AuditEvent',
    id: String(record.seq),
    meta: { lastUpdated: record.at },
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [{ system: `${PROFILE_BASE}/CodeSystem/audit-event`, code: event.type }],
    action: actionOf(event),
    recorded: record.at,
    outcome: refused ? '4' : '0',
    ...('code' in event ? { outcomeDesc: event.code } : {}),
    agent: [
      ...(requestorOf(event) === undefined
        ? []
        : [{ who: { identifier: { value: requestorOf(event) as string } }, requestor: true }]),
      { type: { coding: [{ system: DCM, code: '110153' }] }, who: { display: 'Throughline' }, requestor: false },
    ],
    source: { observer: { display: 'Throughline' } },
    entity: [
      {
        ...(event.type === 'filing.filed' ? { what: { display: event.document } } : {}),
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '2' },
        detail: [
          detail('tenant', record.tenant),
          detail('event', canonicalJson(event)),
          detail('previousHash', record.previousHash),
          detail('hash', record.hash),
        ],
      },
    ],
  };
}

function requestorOf(event: AuditEvent): string | undefined {
  if ('clinician' in event) return event.clinician;
  if ('auditor' in event) return event.auditor;
  return undefined;
}

/** C create, R read, U update; everything else is an execution, E. */
function actionOf(event: AuditEvent): 'C' | 'R' | 'U' | 'E' {
  return ACTIONS[event.type] ?? 'E';
}

const ACTIONS: Partial<Record<AuditEventType, 'C' | 'R' | 'U'>> = {
  'chart.read': 'R',
  'auditor.read': 'R',
  'draft.composed': 'C',
  'draft.attested': 'C',
  'filing.sent': 'C',
  'filing.filed': 'C',
  'draft.edited': 'U',
};
