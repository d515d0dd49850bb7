import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact } from '../core/chart/fact.ts';
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../core/fhir/read/json.ts';
import { plainText } from '../core/fhir/read/plain-text.ts';
import { type DroppedResource, factsFromResources } from '../core/fhir/read/read-chart.ts';

/** The samples of real EHRs lie beside the checkout; a clone without them skips what needs them. */
export const SAMPLES = fileURLToPath(new URL('../../shared/ehr-samples/', import.meta.url));
/** False where the samples are not there. */
export const HAVE_SAMPLES = existsSync(SAMPLES);

/** One resource as one sample file holds it. */
export interface Sample {
  /** The file, relative to the samples, and the place inside it. */
  readonly at: string;
  readonly type: string;
  readonly json: JsonObject;
}

/** What the reading of one sample gave. */
export interface SampleReading {
  readonly facts: readonly Fact[];
  readonly dropped: readonly DroppedResource[];
}

/**
 * Every resource in every JSON file: a file may be a resource, a Bundle, a captured exchange with the body anywhere
 * inside, or a list of any of these. Contained resources belong to their container and are not listed.
 */
export function sampleResources(): Sample[] {
  return readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => resourcesIn(JSON.parse(readFileSync(join(SAMPLES, name), 'utf8')), name));
}

function resourcesIn(value: unknown, at: string): Sample[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, index) => resourcesIn(one, `${at}[${index}]`));
  if (!isObject(value)) return [];
  const type = textAt(value, 'resourceType', 60);
  if (type === 'Bundle')
    return objectsAt(value, 'entry').flatMap((entry, index) => resourcesIn(entry['resource'], `${at}.entry[${index}]`));
  if (type !== undefined) return [{ at, type, json: value }];
  return Object.entries(value).flatMap(([name, one]) => resourcesIn(one, `${at}.${name}`));
}

/** Where a resource names its patient, and which one, as sent. */
const SUBJECTS = ['subject', 'patient', 'beneficiary'];

/**
 * Reads one sample as the chart of the patient that the sample itself names. A request body has no id yet, so it is given
 * one. A note without inline text is read with a text that stands for the one in its Binary.
 */
export function readSample({ json, type }: Sample): SampleReading {
  const resource = 'id' in json ? json : { ...json, id: 'assigned' };
  const reference =
    type === 'Patient'
      ? `Patient/${String(resource['id'])}`
      : (SUBJECTS.map((name) => textAt(objectAt(json, name), 'reference', 600)).find((one) => one) ?? 'Patient/none');
  const [, baseUrl, patientReference = reference] = /^(?:(.*)\/)?(Patient\/[^/]+)/.exec(reference) ?? [];
  return factsFromResources({
    patientReference,
    resources: [resource],
    noteTexts: new Map([[`DocumentReference/${String(resource['id'])}`, noteTextOf(json)]]),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
}

function noteTextOf(json: JsonObject): string {
  for (const content of objectsAt(json, 'content')) {
    const attachment = objectAt(content, 'attachment');
    const data = attachment['data'];
    const text =
      typeof data === 'string'
        ? plainText(Buffer.from(data, 'base64').toString('utf8'), textAt(attachment, 'contentType', 100) ?? '')
        : undefined;
    if (text !== undefined && text !== '') return text;
  }
  return 'PLAN\nText of the Binary.';
}
