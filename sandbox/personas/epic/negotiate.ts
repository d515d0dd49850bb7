import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import { toXml } from './to-xml.ts';

/** Rule xml-by-default: the answer in the format that Accept or _format asks for. What is no resource stays as it is. */
export function inFormat(call: FhirCall, answer: FhirAnswer): FhirAnswer {
  const { body, ...rest } = answer;
  if (body === undefined) return answer;
  const accept = call.headers['accept'] ?? '';
  const asked = call.query.get('_format') ?? accept;
  if (body.resourceType === 'Binary' && body.data !== undefined && !asked.includes('json')) {
    const content = Buffer.from(body.data, 'base64').toString('utf8');
    return { ...rest, raw: { contentType: body.contentType, content } };
  }
  if (asked.includes('json')) {
    if (asked.includes('fhir+json') || !accept.includes('application/json')) return answer;
    return { ...rest, raw: { contentType: 'application/json; charset=utf-8', content: JSON.stringify(body) } };
  }
  const contentType = asked.includes('fhir+xml') ? 'application/fhir+xml' : 'application/xml';
  return {
    rule: 'xml-by-default',
    ...rest,
    raw: { contentType: `${contentType}; charset=utf-8`, content: toXml(body) },
  };
}
