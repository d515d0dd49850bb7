import { FhirRouter } from '@medplum/fhir-router';
import type { FhirResource } from 'fhir/r4';
import { ChartSessions } from './chart/sessions.ts';
import { loadDefinitions } from './fhir/definitions.ts';
import { SandboxRepository } from './fhir/repository.ts';
import { prepareValidation } from './fhir/validate.ts';
import { createWriteQueue } from './fhir/write-queue.ts';
import type { Persona } from './personas/persona.ts';
import { PLAIN } from './personas/plain.ts';
import type { CaseFile } from './seed/case-file.ts';
import { loadCase, loadCases } from './seed/load-cases.ts';
import { seedResources } from './seed/seed-resources.ts';
import { shiftCase } from './seed/shift-dates.ts';
import { type RegisteredClient, registeredClients } from './smart/clients.ts';
import { GrantBook } from './smart/grants.ts';
import { createIdentityIssuer, type IdentityIssuer } from './smart/identity.ts';

/** One sandbox EHR: its record, its logins, its registered apps and its grants. */
export interface Ehr {
  persona: Persona;
  /** Origin of the chart pages and the FHIR server. */
  url: string;
  /** What stands before `/oauth2/…`: the persona's prefix on `url`, or on an origin of its own. */
  authUrl: string;
  fhirBase: string;
  today: string;
  repository: SandboxRepository;
  router: FhirRouter;
  enqueue: ReturnType<typeof createWriteQueue>;
  sessions: ChartSessions;
  clients: RegisteredClient[];
  grants: GrantBook;
  identity: IdentityIssuer;
  /** The patients of this EHR, by name. */
  patients: () => { id: string; name: string }[];
}

export interface EhrOptions {
  url: string;
  appUrl: string;
  /** YYYY-MM-DD */
  today: string;
  /** Default: plain R4. */
  persona?: Persona;
  /** Origin for a persona whose authorization server has one of its own. Default: `url`. */
  authOrigin?: string;
  /** Further case files; one about a patient that is already there replaces it. */
  caseFiles?: string[];
}

/** The patients of cases/ and of further files, their dates moved so that the last sessions fall in the week up to today. */
export function casesFor(today: string, caseFiles: readonly string[] = []): CaseFile[] {
  const byPatient = new Map([...loadCases(), ...caseFiles.map(loadCase)].map((item) => [item.patient.id, item]));
  return [...byPatient.values()].map((caseFile) => shiftCase(caseFile, today).caseFile);
}

/** The record of these patients as a persona's EHR holds it before anything is written. */
export function heldAtFirst(persona: Persona, cases: readonly CaseFile[]): FhirResource[] {
  return persona.hold(cases.flatMap(seedResources));
}

/** Builds an EHR with the patients of cases/, their dates moved so that the last sessions fall in the week up to today. */
export async function createEhr(options: EhrOptions): Promise<Ehr> {
  const { url, appUrl, today, persona = PLAIN, authOrigin = url, caseFiles = [] } = options;
  loadDefinitions();
  prepareValidation(['DocumentReference', 'Provenance', 'CarePlan', 'Goal', 'Device']);
  const cases = casesFor(today, caseFiles);
  const repository = new SandboxRepository();
  await repository.seed(heldAtFirst(persona, cases));
  const fhirBase = `${url}${persona.prefix}/fhir/R4`;
  const authUrl = `${persona.smart.ownOrigin ? authOrigin : url}${persona.prefix}`;
  const clinicians = cases.map(({ clinician, setting }) => ({
    id: clinician.id,
    username: usernameOf(clinician.name),
    name: `${clinician.name}, ${clinician.credentials}`,
    organization: setting.organization,
  }));
  return {
    persona,
    url,
    authUrl,
    fhirBase,
    today,
    repository,
    router: new FhirRouter(),
    enqueue: createWriteQueue(),
    sessions: new ChartSessions(clinicians, persona),
    clients: registeredClients(url, appUrl),
    grants: new GrantBook(persona.smart),
    identity: await createIdentityIssuer(fhirBase, persona.smart.issuer(fhirBase, authUrl)),
    patients: () => cases.map(({ patient }) => ({ id: patient.id, name: patient.legal_name })),
  };
}

function usernameOf(name: string): string {
  const words = name.toLowerCase().split(' ');
  return `${words[0]?.[0] ?? ''}${words.at(-1) ?? ''}`;
}
