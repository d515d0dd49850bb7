import type { Request, Response } from 'express';
import type { PageOwner } from '../chart/layout.ts';
import type { ChartSessions, Clinician } from '../chart/sessions.ts';
import { standalonePage } from '../chart/standalone-page.ts';
import type { SandboxRepository } from '../fhir/repository.ts';
import type { Persona } from '../personas/persona.ts';
import { type AuthorizeAnswer, type AuthorizeDependencies, answerAuthorize } from './authorize.ts';
import type { LaunchContext } from './grants.ts';

export interface StandaloneDependencies extends AuthorizeDependencies, PageOwner {
  persona: Persona;
  sessions: ChartSessions;
  repository: SandboxRepository;
  patients: () => { id: string; name: string }[];
}

type Fields = Record<string, string>;

/**
 * What the clinician logged in and chose on this EHR's own page, in a standalone launch. `practitioner` without the
 * patient or the visit that is asked for means that the page has to be shown again.
 */
export function chosenContext(
  fields: Fields,
  request: Request,
  response: Response,
  deps: StandaloneDependencies,
): LaunchContext | undefined {
  if (fields['launch'] !== undefined) return undefined;
  const clinician = loggedIn(fields, request, response, deps.sessions);
  if (!clinician) return undefined;
  const answer = answerAuthorize(fields, deps);
  if (answer.kind !== 'choose') return undefined;
  const patient = deps.patients().find(({ id }) => id === fields['chosen_patient'])?.id;
  if (answer.needsPatient && patient === undefined) return undefined;
  const visit = visitsOf(patient, deps).find(({ id }) => id === fields['chosen_encounter'])?.id;
  // "No visit" (an empty value) is a choice too; an absent field or another patient's visit is none.
  if (answer.needsEncounter && visit === undefined && fields['chosen_encounter'] !== '') return undefined;
  return {
    practitioner: clinician.id,
    needPatientBanner: true,
    ...(patient === undefined || !answer.needsPatient ? {} : { patient }),
    ...(visit === undefined || !answer.needsEncounter ? {} : { encounter: visit }),
  };
}

/** The page of a standalone launch: log in if need be, pick the patient, then the visit, let the app in. */
export function choicePage(
  answer: Extract<AuthorizeAnswer, { kind: 'choose' }>,
  fields: Fields,
  request: Request,
  deps: StandaloneDependencies,
): string {
  const { username, password } = fields;
  const clinician =
    deps.sessions.find(request) ?? (username === undefined ? undefined : deps.sessions.check(username, password ?? ''));
  const patients = answer.needsPatient ? deps.patients() : [];
  const patient = clinician && patients.find(({ id }) => id === fields['chosen_patient']);
  return standalonePage({
    app: answer.client.name,
    owner: deps,
    query: fields,
    clinicianName: clinician?.name,
    clinicians: deps.sessions.clinicians,
    patients,
    picked: patient && answer.needsEncounter ? { patient, visits: visitsOf(patient.id, deps) } : undefined,
  });
}

function loggedIn(
  { username, password }: Fields,
  request: Request,
  response: Response,
  sessions: ChartSessions,
): Clinician | undefined {
  if (username === undefined) return sessions.find(request);
  const clinician = sessions.check(username, password ?? '');
  // The visit is picked on a second page; the login holds for it.
  if (clinician) sessions.start(clinician, response);
  return clinician;
}

function visitsOf(patient: string | undefined, { repository }: StandaloneDependencies): { id: string; name: string }[] {
  return repository
    .everything()
    .flatMap((resource) =>
      resource.resourceType === 'Encounter' && resource.subject?.reference === `Patient/${patient ?? ''}`
        ? [
            {
              id: resource.id ?? '',
              name: `${resource.period?.start?.slice(0, 10) ?? ''} ${resource.type?.[0]?.text ?? 'Visit'}`,
            },
          ]
        : [],
    )
    .sort((a, b) => b.name.localeCompare(a.name));
}
