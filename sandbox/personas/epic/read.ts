import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Handling, PersonaRecord } from '../persona.ts';
import type { EpicOptions } from './options.ts';
import { epicRefusal } from './outcomes.ts';
import { patientOf } from './resource.ts';

/** A read by id: merged patients redirect, closed charts stay closed, unknown ids are 59008. */
export function read(call: FhirCall, record: PersonaRecord, options: EpicOptions): Handling {
  const [type = '', id = ''] = call.path.split('/').filter(Boolean);
  const surviving = type === 'Patient' ? options.merged?.[id] : undefined;
  if (surviving !== undefined) {
    const refusal = epicRefusal('merged', 301, ['4107']);
    return { answer: { ...refusal, headers: { location: `${record.fhirBase}/Patient/${surviving}` } } };
  }
  const held = record.find(`${type}/${id}`);
  if (!held) return { answer: epicRefusal('id-not-found', 404, ['59008', 'Invalid FHIR ID provided', 'id']) };
  const closed = breakTheGlass(type, patientOf(held), options);
  if (closed) return { answer: closed };
  const { 'if-none-match': _version, ...headers } = call.headers;
  return { call: { ...call, headers, query: new URLSearchParams() } };
}

/** Rule break-the-glass. */
export function breakTheGlass(type: string, patient: string | undefined, options: EpicOptions): FhirAnswer | undefined {
  if (patient === undefined || patient !== options.breakTheGlass) return undefined;
  return epicRefusal('break-the-glass', 403, [type === 'Patient' ? '4131' : '4130']);
}
