import type { Condition, Observation } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { Handling, PersonaRecord } from '../persona.ts';
import { createNote } from './create-note.ts';
import type { EpicOptions } from './options.ts';
import { epicRefusal } from './outcomes.ts';

/** A create or update that its CapabilityStatement lists and the token grants (ehr.md §4.1): refused, or made its own. */
export async function write(
  call: FhirCall,
  type: string,
  record: PersonaRecord,
  options: EpicOptions,
): Promise<Handling> {
  const body = call.body;
  if (typeof body !== 'object' || body === null || !('resourceType' in body) || body.resourceType !== type)
    return { answer: epicRefusal('broken-body', 400, ['59105']) };
  const call_ = withoutConditions(call);
  const isCreate = call.method === 'POST';
  if (type === 'DocumentReference') {
    const says = 'This document cannot be updated';
    return isCreate
      ? createNote(call_, record, options)
      : { answer: epicRefusal('note-no-update', 400, ['59159', says]) };
  }
  if (type === 'Condition') return createCondition(call_);
  if (type === 'Observation' && !isVitalSign(body as Observation))
    return { answer: epicRefusal('observation-vital-signs-only', 400, ['59188']) };
  if (type === 'ServiceRequest' || type === 'QuestionnaireResponse' || type === 'Communication' || type === 'Task')
    return { answer: epicRefusal('other-creates', 400, ['59159', `This ${type} is of no kind that can be filed`]) };
  return { call: call_ };
}

/** Rules empty-created and no-versions: what a create or update answers. */
export function written(call: FhirCall, answer: FhirAnswer): FhirAnswer {
  const { body } = answer;
  if (answer.status !== 201 || body === undefined) return answer;
  const headers = { location: `${body.resourceType}/${body.id ?? ''}` };
  if (call.headers['prefer']?.includes('return=representation')) return { status: 201, headers, body };
  return { status: 201, headers };
}

/** Rules no-conditional-create and no-versions: the plain server must not see what Epic passes over. */
function withoutConditions(call: FhirCall): FhirCall {
  const { 'if-none-exist': _exists, 'if-match': _match, 'if-none-match': _version, ...headers } = call.headers;
  return { ...call, headers };
}

/** Rule condition-holding-tank. */
function createCondition(call: FhirCall): Handling {
  const sent = call.body as Condition;
  if ((sent.note?.[0]?.text.length ?? 0) > 450)
    return { answer: epicRefusal('condition-holding-tank', 400, ['59159', 'The note is too long', 'note']) };
  const { encounter: _encounter, identifier: _identifier, ...rest } = sent;
  const body: Condition = {
    ...rest,
    verificationStatus: coded(
      'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      'provisional',
      'Provisional',
    ),
    category: [
      coded('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item', 'Problem List Item'),
    ],
  };
  return { call: { ...call, body } };
}

function coded(system: string, code: string, display: string): NonNullable<Condition['verificationStatus']> {
  return { coding: [{ system, code, display }], text: display };
}

function isVitalSign({ category }: Observation): boolean {
  return category?.some(({ coding }) => coding?.some(({ code }) => code === 'vital-signs')) === true;
}
