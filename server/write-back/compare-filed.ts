import type { DocumentReference, Provenance } from 'fhir/r4';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { WritePort } from '../fhir/write-port.ts';

/** How the resource in the EHR compares with what was attested; `different` names the first element that differs. */
export type Comparison = { readonly same: true } | { readonly same: false; readonly different: string };

/** Compares a DocumentReference read from the EHR with the attestation: patient, status, identifier and every byte. */
export async function compareDocument(
  port: WritePort,
  record: AttestationRecord,
  found: FhirJson,
): Promise<Comparison> {
  const document = found as unknown as DocumentReference;
  if (document.status !== 'current') return { same: false, different: 'status' };
  if (document.docStatus !== undefined && document.docStatus !== 'final')
    return { same: false, different: 'docStatus' };
  if (!pointsAt(document.subject?.reference, record.patientReference)) return { same: false, different: 'subject' };
  // Some EHRs replace identifiers by their own; the bytes then have to be enough.
  const ids = (document.identifier ?? []).map((identifier) => identifier.value);
  if (ids.some((id) => id?.startsWith('urn:uuid:')) && !ids.includes(record.documentIdentifier))
    return { same: false, different: 'identifier' };
  const text = await filedText(port, document);
  return text === record.text ? { same: true } : { same: false, different: 'content' };
}

/** True when a Provenance read from the EHR is the one this filing sent. */
export function isOurProvenance(found: FhirJson, sent: Provenance): boolean {
  const provenance = found as unknown as Provenance;
  const target = sent.target[0]?.reference?.split('/_history/')[0];
  return (
    Date.parse(provenance.recorded) === Date.parse(sent.recorded) &&
    (provenance.target ?? []).some(({ reference }) => pointsAt(reference, target)) &&
    sent.agent.every((agent) => (provenance.agent ?? []).some((other) => sameAgent(agent, other)))
  );
}

function sameAgent(sent: Provenance['agent'][number], found: Provenance['agent'][number]): boolean {
  const code = sent.type?.coding?.[0]?.code;
  const who = sent.who.reference;
  return (
    (found.type?.coding ?? []).some((coding) => coding.code === code) &&
    (who?.startsWith('#') === true || pointsAt(found.who?.reference, who))
  );
}

/** Relative, absolute and versioned spellings of one reference are the same. */
function pointsAt(found: string | undefined, wanted: string | undefined): boolean {
  if (!found || !wanted) return false;
  const unversioned = found.split('/_history/')[0] ?? '';
  return unversioned === wanted || unversioned.endsWith(`/${wanted}`);
}

async function filedText(port: WritePort, document: DocumentReference): Promise<string | undefined> {
  const attachment = document.content?.[0]?.attachment;
  if (document.content?.length !== 1 || !attachment) return undefined;
  if (attachment.data !== undefined) return Buffer.from(attachment.data, 'base64').toString('utf8');
  if (attachment.url !== undefined) return port.binaryText(attachment.url, 'text/plain; charset=utf-8');
  return undefined;
}
