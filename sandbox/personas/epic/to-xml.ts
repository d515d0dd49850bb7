import type { FhirResource } from 'fhir/r4';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** FHIR XML of a resource: elements in the order they stand in JSON. Good enough to show that it is no JSON. */
export function toXml(resource: FhirResource): string {
  return resourceXml(JSON.parse(JSON.stringify(resource)) as { [name: string]: Json }, ' xmlns="http://hl7.org/fhir"');
}

function resourceXml({ resourceType, ...elements }: { [name: string]: Json }, namespace = ''): string {
  const name = typeof resourceType === 'string' ? resourceType : 'Resource';
  return `<${name}${namespace}>${childrenXml(elements)}</${name}>`;
}

function childrenXml(elements: { [name: string]: Json }): string {
  return Object.entries(elements)
    .filter(([name]) => !name.startsWith('_'))
    .map(([name, value]) => elementXml(name, value))
    .join('');
}

function elementXml(name: string, value: Json): string {
  if (Array.isArray(value)) return value.map((item) => elementXml(name, item)).join('');
  if (value === null) return '';
  if (typeof value !== 'object') {
    return name === 'div' ? String(value) : `<${name} value="${escaped(String(value))}"/>`;
  }
  if ('resourceType' in value) return `<${name}>${resourceXml(value)}</${name}>`;
  if (name === 'extension' && typeof value['url'] === 'string') {
    const { url, ...rest } = value;
    return `<${name} url="${escaped(String(url))}">${childrenXml(rest)}</${name}>`;
  }
  return `<${name}>${childrenXml(value)}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/\n/g, '&#xA;');
}
