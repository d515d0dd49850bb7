import type { EhrRegistration } from '../server/config/registration.ts';
import { byCapabilityStatement, byHost } from '../server/fhir/detect-dialect.ts';
import { DIALECTS } from '../server/fhir/dialects/all-dialects.ts';
import type { Dialect } from '../server/fhir/dialects/dialect.ts';

/** One line of the doctor's report: it works, it does not, or it is worth knowing. */
export type Finding = readonly [ok: boolean | 'note', what: string];

interface StatedResource {
  readonly type?: string;
  readonly interaction?: readonly { code?: string }[];
  readonly searchParam?: readonly { name?: string }[];
}

/** Search parameters that every server has, stated or not (FHIR R4 search, section 3.1.1.5). */
const EVERYWHERE = new Set(['_count', '_id', '_sort']);

/** Which dialect an EHR is read with, whether that is what it says of itself, and which reads it does not state. */
export function dialectFindings(ehr: EhrRegistration, statement: unknown): Finding[] {
  const seen = byHost(ehr.issuer) ?? byCapabilityStatement(statement);
  const used = (ehr.dialect && DIALECTS[ehr.dialect]) ?? seen ?? DIALECTS['generic-r4'];
  const findings: Finding[] = [
    ['note', `detected dialect: ${seen ? `${seen.name} (${seen.id})` : 'none that is known; plain FHIR R4 stands in'}`],
  ];
  if (ehr.dialect === undefined) findings.push(['note', `no dialect is registered, so ${used.id} is used`]);
  else if (!seen || seen.id === ehr.dialect) findings.push([true, `the registered dialect ${ehr.dialect} is used`]);
  else
    findings.push([
      false,
      `${ehr.dialect} is registered, but the EHR looks like ${seen.id}; the registration is followed`,
    ]);
  findings.push(...unstatedReads(used, statement).map((what): Finding => ['note', what]));
  return findings;
}

/** The dialect's reads that the CapabilityStatement does not promise, one line each. They are tried all the same. */
function unstatedReads(dialect: Dialect, statement: unknown): string[] {
  const rest = (statement as { rest?: readonly { resource?: readonly StatedResource[] }[] } | undefined)?.rest?.[0];
  return dialect.reads.flatMap(({ resource, what, searches }) => {
    if (searches.length === 0) return [`${what}: this dialect cannot ask for ${resource}`];
    const stated = rest?.resource?.find(({ type }) => type === resource);
    if (!stated?.interaction?.some(({ code }) => code === 'search-type'))
      return [`${what}: the EHR does not state that ${resource} can be searched`];
    const known = new Set(stated.searchParam?.map(({ name }) => name));
    const asked = new Set([dialect.patientParam, ...searches.flatMap((search) => Object.keys(search))]);
    const lacking = [...asked].filter((name) => !EVERYWHERE.has(name) && !known.has(name.split(':')[0]));
    return lacking.length > 0
      ? [`${what}: the EHR does not state the search parameter ${lacking.join(', ')} of ${resource}`]
      : [];
  });
}
