import type { CarePlan, DocumentReference, FhirResource, Goal, Patient, Reference } from 'fhir/r4';
import type { SandboxRepository } from '../fhir/repository.ts';

type OfType<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

/** What the chart page shows of one patient, read from the repository at this moment. */
export interface ChartData {
  patient: Patient;
  /** Path of the chart page. */
  address: string;
  of<T extends FhirResource['resourceType']>(type: T): OfType<T>[];
  goal(reference: string | undefined, plan: CarePlan): Goal | undefined;
  version(resource: FhirResource): number;
  textOf(note: DocumentReference): string;
  /** Who wrote a note, by name. */
  authorsOf(note: DocumentReference): string;
}

/** Reads one patient's chart; undefined if there is no such patient. */
export function readChart(repository: SandboxRepository, patientId: string, prefix: string): ChartData | undefined {
  const patient = repository.find(`Patient/${patientId}`);
  if (patient?.resourceType !== 'Patient') return undefined;
  const own = repository.everything().filter((resource) => subjectOf(resource) === `Patient/${patientId}`);
  return {
    patient,
    address: `${prefix}/patients/${patientId}`,
    of: (type) => own.filter((resource): resource is OfType<typeof type> => resource.resourceType === type),
    goal(reference, plan) {
      const found = reference?.startsWith('#')
        ? plan.contained?.find(({ id }) => `#${id}` === reference)
        : repository.find(reference ?? '');
      return found?.resourceType === 'Goal' ? (found as Goal) : undefined;
    },
    version: (resource) => repository.versionCount(resource.resourceType, resource.id ?? ''),
    textOf: (note) => noteText(note, repository),
    authorsOf: (note) => (note.author ?? []).map((author) => nameOf(author, repository)).join('; '),
  };
}

/** Changes whenever a note or a plan of the patient is filed, changed or removed. Cheap to ask for. */
export function filedState(chart: ChartData): string {
  const filed = [...chart.of('DocumentReference'), ...chart.of('CarePlan'), ...chart.of('Goal')];
  const newest =
    filed
      .map(({ meta }) => meta?.lastUpdated ?? '')
      .sort()
      .at(-1) ?? '';
  return `${filed.length}-${newest}`;
}

function subjectOf(resource: FhirResource): string | undefined {
  if ('subject' in resource && resource.subject && 'reference' in resource.subject) return resource.subject.reference;
  if ('patient' in resource && resource.patient && 'reference' in resource.patient) return resource.patient.reference;
  return undefined;
}

function nameOf({ display, reference = '' }: Reference, repository: SandboxRepository): string {
  const found = repository.find(reference.split('/').slice(-2).join('/'));
  const name = found?.resourceType === 'Practitioner' ? found.name?.[0]?.text : undefined;
  return display ?? name ?? reference;
}

function noteText(note: DocumentReference, repository: SandboxRepository): string {
  const texts = note.content.map(({ attachment }) => {
    const { contentType = '', data, url = '' } = attachment;
    if (!contentType.startsWith('text/')) return undefined;
    const binary = repository.find(url.split('/').slice(-2).join('/'));
    const bytes = data ?? (binary?.resourceType === 'Binary' ? binary.data : undefined);
    if (bytes === undefined) return undefined;
    const text = Buffer.from(bytes, 'base64').toString('utf8');
    return contentType.startsWith('text/html') ? textOfHtml(text) : text;
  });
  return texts.find((text) => text !== undefined) ?? 'This document has no text that can be shown here.';
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The text of a stored note's markup, a line for each block. */
function textOfHtml(markup: string): string {
  return markup
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<br[^>]*>|<\/(div|p|h\d|li|tr)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .trim();
}
