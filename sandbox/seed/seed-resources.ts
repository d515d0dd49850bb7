import type { FhirResource } from 'fhir/r4';
import type { CaseFile } from './case-file.ts';
import { conditions } from './conditions.ts';
import { consents } from './consents.ts';
import { encounters } from './encounters.ts';
import { medications } from './medications.ts';
import { notes } from './notes.ts';
import { people } from './people.ts';
import { plan } from './plan.ts';
import { recordContext } from './record.ts';
import { referrals } from './referrals.ts';
import { scores } from './scores.ts';

const part2 = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' };
const unlabelled = new Set(['Organization', 'Practitioner']);

/**
 * The FHIR R4 record that an EHR holds for one case: what was charted up to the last session, which has an Encounter and
 * its scores but no note. What a clinician kept to herself and what the case says about checking never become FHIR.
 */
export function seedResources(caseFile: CaseFile): FhirResource[] {
  const record = recordContext(caseFile);
  const builders = [people, conditions, medications, encounters, scores, plan, referrals, consents, notes];
  const labelled = caseFile.setting.part2_program === true;
  return builders
    .flatMap((build): FhirResource[] => build(caseFile, record))
    .map((resource) => ({ ...resource, meta: metaOf(resource, caseFile, labelled) }));
}

function metaOf(resource: FhirResource, { sessions }: CaseFile, labelled: boolean): FhirResource['meta'] {
  const last = sessions.at(-1)?.date ?? '';
  const dated = JSON.stringify(resource).matchAll(
    /"(?:issued|date|time|authoredOn|recordedDate|created|end)":"(\d{4}-\d\d-\d\d)/g,
  );
  const days = [...dated].map((match) => match[1] ?? '').filter((day) => day <= last);
  const day = days.sort().at(-1) ?? sessions[0]?.date ?? last;
  const security = labelled && !unlabelled.has(resource.resourceType) ? { security: [part2] } : {};
  return { versionId: '1', lastUpdated: `${day}T23:00:00.000Z`, ...security };
}
