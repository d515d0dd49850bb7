import { FhirRouter } from '@medplum/fhir-router';
import { ChartSessions } from './chart/sessions.ts';
import { loadDefinitions } from './fhir/definitions.ts';
import { SandboxRepository } from './fhir/repository.ts';
import { prepareValidation } from './fhir/validate.ts';
import { createWriteQueue } from './fhir/write-queue.ts';
import { loadCase, loadCases } from './seed/load-cases.ts';
import { seedResources } from './seed/seed-resources.ts';
import { shiftCase } from './seed/shift-dates.ts';
import { type RegisteredClient, registeredClients } from './smart/clients.ts';
import { GrantBook } from './smart/grants.ts';
import { createIdentityIssuer, type IdentityIssuer } from './smart/identity.ts';

/** One sandbox EHR: its record, its logins, its registered apps and its grants. */
export interface Ehr {
  url: string;
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
  /** Further case files; one about a patient that is already there replaces it. */
  caseFiles?: string[];
}

/** Builds an EHR with the patients of cases/, their dates moved so that the last sessions fall in the week up to today. */
export async function createEhr(options: EhrOptions): Promise<Ehr> {
  const { url, appUrl, today, caseFiles = [] } = options;
  loadDefinitions();
  prepareValidation(['DocumentReference', 'Provenance', 'CarePlan', 'Goal', 'Device']);
  const byPatient = new Map([...loadCases(), ...caseFiles.map(loadCase)].map((item) => [item.patient.id, item]));
  const cases = [...byPatient.values()].map((caseFile) => shiftCase(caseFile, today).caseFile);
  const repository = new SandboxRepository();
  await repository.seed(cases.flatMap(seedResources));
  const fhirBase = `${url}/fhir/R4`;
  const clinicians = cases.map(({ clinician, setting }) => ({
    id: clinician.id,
    username: usernameOf(clinician.name),
    name: `${clinician.name}, ${clinician.credentials}`,
    organization: setting.organization,
  }));
  return {
    url,
    fhirBase,
    today,
    repository,
    router: new FhirRouter(),
    enqueue: createWriteQueue(),
    sessions: new ChartSessions(clinicians),
    clients: registeredClients(url, appUrl),
    grants: new GrantBook(),
    identity: await createIdentityIssuer(fhirBase),
    patients: () => cases.map(({ patient }) => ({ id: patient.id, name: patient.legal_name })),
  };
}

function usernameOf(name: string): string {
  const words = name.toLowerCase().split(' ');
  return `${words[0]?.[0] ?? ''}${words.at(-1) ?? ''}`;
}
