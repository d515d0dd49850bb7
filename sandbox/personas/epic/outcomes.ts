import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import type { FhirAnswer } from '../../fhir/handle-request.ts';
import type { EpicRuleId } from './rules.ts';

const SYSTEM = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369';

/** Epic's numbers: HL7 issue type and words (ehr-samples/epic/epic-systems-error-codes.yml; captured bodies where there are). */
const NUMBERS = {
  '4101': ['processing', 'Resource request returns no results.'],
  '4107': ['processing', 'The read resource request has been merged.'],
  '4113': ['processing', 'Session ID for cached search results has expired.'],
  '4115': ['value', 'Required search parameter has an invalid value.'],
  '4118': ['forbidden', 'User not authorized for request.'],
  '4130': ['suppressed', 'Break-the-Glass security does not authorize you to access the selected patient/resource.'],
  '4131': [
    'suppressed',
    'The patient you are attempting to access is restricted. You must break the glass to access patient data.',
  ],
  '59008': ['not-found', 'The FHIR ID provided was not found.'],
  '59012': ['value', 'The value provided is not allowed.'],
  '59100': ['invalid', 'Content invalid against the specification or a profile.'],
  '59102': ['invalid', 'Content invalid against the specification or a profile.'],
  '59105': ['structure', 'A structural issue in the content.'],
  '59108': ['required', 'Required element missing.'],
  '59111': ['value', 'Required element invalid.'],
  '59159': ['business-rule', 'The content/operation failed to pass a business rule, and so could not proceed.'],
  '59177': ['exception', 'An unexpected internal error has occurred.'],
  '59188': ['business-rule', 'Failed to find one vital-signs flowsheet row by given codes.'],
  '59204': [
    'suppressed',
    "The authenticated client's search request applies to a sub-resource that the client is not authorized for. Results of this sub-type will not be returned.",
  ],
} as const satisfies Record<string, readonly [OperationOutcomeIssue['code'], string]>;

export type EpicNumber = keyof typeof NUMBERS;

/** One issue as Epic words it: the number in details, the reason in diagnostics, the place twice. */
export function epicIssue(
  severity: OperationOutcomeIssue['severity'],
  number: EpicNumber,
  diagnostics?: string,
  place?: string,
): OperationOutcomeIssue {
  const [code, text] = NUMBERS[number];
  return {
    severity,
    code,
    details: { coding: [{ system: SYSTEM, code: number, display: text }], text },
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(place === undefined
      ? {}
      : {
          // The parts get FHIR's XML prefix, parameters such as _id do not.
          location: [`/${place.replace(/(^|\/)(?=[a-z])/g, '$1f:')}`],
          expression: [place],
        }),
  };
}

/** A refusal, with the information issues that go before it. */
export function epicRefusal(
  rule: EpicRuleId,
  status: number,
  fatal: readonly [EpicNumber, diagnostics?: string | undefined, place?: string | undefined],
  before: readonly OperationOutcomeIssue[] = [],
): FhirAnswer {
  const [number, diagnostics, place] = fatal;
  const body: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [...before, epicIssue('fatal', number, diagnostics, place)],
  };
  return { status, headers: {}, body, rule };
}

/** Rule api-not-granted. */
export const NOT_GRANTED: FhirAnswer = { status: 403, headers: {}, rule: 'api-not-granted' satisfies EpicRuleId };

/** Rule bad-token. */
export const BAD_TOKEN: FhirAnswer = {
  status: 401,
  rule: 'bad-token' satisfies EpicRuleId,
  headers: {
    'www-authenticate': 'Bearer error="invalid_token", error_description="The access token provided is not valid"',
  },
  raw: { contentType: 'application/json; charset=utf-8', content: '""' },
};

/** Rule not-advertised. The body is reconstructed: no capture of one is known. */
export const NOT_ADVERTISED: FhirAnswer = {
  status: 405,
  rule: 'not-advertised' satisfies EpicRuleId,
  headers: {},
  body: {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'fatal',
        code: 'not-supported',
        details: { text: 'The interaction is not supported for this resource.' },
      },
    ],
  },
};

/** Rule unknown-type: the web server answers, FHIR is never reached. */
export const WEB_SERVER_404: FhirAnswer = {
  status: 404,
  rule: 'unknown-type' satisfies EpicRuleId,
  headers: {},
  raw: {
    contentType: 'text/html',
    content:
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml">\r\n<head><title>404 - File or directory not found.</title></head>\r\n<body><h1>Server Error</h1><h2>404 - File or directory not found.</h2></body>\r\n</html>\r\n',
  },
};
