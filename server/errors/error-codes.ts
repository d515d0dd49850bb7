/** How an error code leaves the server: HTTP status, FHIR issue code at FHIR edges, and what the reader is told. */
export interface ErrorShape {
  readonly status: number;
  /** http://hl7.org/fhir/issue-type */
  readonly issue: string;
  /** What happened, what was kept, what to do next. No patient data, no input echoed. */
  readonly message: string;
}

/** The closed list of errors. A new kind of failure gets a code here first. */
export const ERROR_CODES = {
  BAD_REQUEST: { status: 400, issue: 'invalid', message: 'The request could not be read. Nothing was changed.' },
  NOT_FOUND: { status: 404, issue: 'not-found', message: 'There is nothing at this address.' },
  INTERNAL: {
    status: 500,
    issue: 'exception',
    message:
      'Something failed on our side. What was saved is kept. Try again; if it stays, give your administrator the request id.',
  },
  ISSUER_UNKNOWN: {
    status: 403,
    issue: 'forbidden',
    message:
      'This EHR is not registered with Throughline, so the launch was stopped. Nothing was read. Ask your administrator to register it.',
  },
  DISCOVERY_FAILED: {
    status: 502,
    issue: 'transient',
    message:
      'The EHR did not answer with a usable SMART configuration. Nothing was read. Launch again from the chart in a minute.',
  },
  ENDPOINT_NOT_ALLOWED: {
    status: 502,
    issue: 'security',
    message:
      'The EHR named an address that is not on its registration’s list, so the launch was stopped. Nothing was read. Tell your administrator.',
  },
  LAUNCH_STATE_MISMATCH: {
    status: 400,
    issue: 'security',
    message:
      'This sign-in does not belong to a launch begun in this browser, or was used already. Nothing was read. Launch again from the chart.',
  },
  LAUNCH_DENIED: {
    status: 403,
    issue: 'forbidden',
    message:
      'The EHR did not authorise the launch. Nothing was read. Launch again from the chart; if it stays, tell your administrator.',
  },
  TOKEN_REFUSED: {
    status: 502,
    issue: 'security',
    message: 'The EHR did not give Throughline access. Nothing was read. Launch again from the chart.',
  },
  IDENTITY_NOT_PROVEN: {
    status: 403,
    issue: 'security',
    message:
      'The EHR’s statement of who you are could not be verified, so the launch was stopped. Nothing was read. Tell your administrator.',
  },
  ROLE_NOT_PERMITTED: {
    status: 403,
    issue: 'forbidden',
    message: 'Your EHR account has no role in Throughline. Nothing was read. Ask your administrator for one.',
  },
  PATIENT_NOT_GIVEN: {
    status: 400,
    issue: 'required',
    message:
      'The EHR did not say which patient this is. Nothing was read. Open the patient’s chart and launch from there.',
  },
  SESSION_UNKNOWN: {
    status: 401,
    issue: 'login',
    message: 'This window is not connected to a launch any more. What you saved is kept. Launch again from the chart.',
  },
  SESSION_EXPIRED: {
    status: 401,
    issue: 'expired',
    message: 'This launch has ended for safety. What you saved is kept. Launch again from the chart to go on.',
  },
  SCOPE_NOT_GRANTED: {
    status: 403,
    issue: 'forbidden',
    message:
      'The EHR did not grant what this step needs. What you saved is kept. Ask your administrator to widen the registration.',
  },
  ENCOUNTER_NOT_FOUND: {
    status: 404,
    issue: 'not-found',
    message:
      'There is no such visit in this patient’s chart, so none was chosen. What you typed is kept. Choose one of the visits shown.',
  },
  ENCOUNTER_FIXED: {
    status: 409,
    issue: 'conflict',
    message:
      'The EHR named the visit when it opened Throughline, so it stays that one. To write for another, open that visit in the EHR and launch from there.',
  },
  ASSISTED_DRAFTING_REFUSED: {
    status: 409,
    issue: 'business-rule',
    message:
      'The patient refused assisted drafting, so nothing was drafted. What you typed is kept. Write the note yourself: its head and sections are ready, and it is attested and filed the same way.',
  },
  DRAFT_NOT_FOUND: { status: 404, issue: 'not-found', message: 'There is no such draft in this launch.' },
  REVISION_CONFLICT: {
    status: 409,
    issue: 'conflict',
    message:
      'This was changed in another window since you opened it. Your text is still on the screen. Load the newer version or keep yours.',
  },
  DRAFT_STALE: {
    status: 409,
    issue: 'conflict',
    message: 'The text changed since it was shown to you, so nothing was attested. Read it again and attest then.',
  },
  DRAFT_ALREADY_ATTESTED: {
    status: 409,
    issue: 'conflict',
    message: 'This note was attested already and cannot be changed. See its filing.',
  },
  FLAGS_OPEN: {
    status: 422,
    issue: 'business-rule',
    message: 'Something must be resolved before this note can be attested. Nothing was attested.',
  },
  ENCOUNTER_NEEDED: {
    status: 409,
    issue: 'required',
    message:
      'This EHR files a note only with its visit, and none is chosen, so nothing was attested. Your draft is kept. Choose the visit, then attest.',
  },
  DRAFT_OF_OTHER_VISIT: {
    status: 409,
    issue: 'conflict',
    message:
      'This draft was begun for another visit, so nothing was attested. It is kept. Choose that visit under Session, or draft the note again for this one.',
  },
  SESSION_DATE_IMPOSSIBLE: {
    status: 422,
    issue: 'invalid',
    message:
      'The date of service lies in the future or before the patient was born, so nothing was drafted or attested. What you entered is kept. Correct the date under Session, then draft the note again.',
  },
  VISIT_DATE_DIFFERS: {
    status: 409,
    issue: 'conflict',
    message:
      'The date of service in this note is not a day of the visit it is for, so nothing was attested. Your draft is kept. Choose the visit of that day, or correct the date under Session and draft the note again.',
  },
  SEND_AGAIN_NOT_OFFERED: {
    status: 409,
    issue: 'conflict',
    message: 'This note does not wait for your answer any more, so nothing was sent again. See its filing.',
  },
  ATTESTER_NOT_AUTHORISED: {
    status: 403,
    issue: 'forbidden',
    message: 'Your role does not allow attesting this note. The draft is kept.',
  },
  EHR_REFUSED: { status: 502, issue: 'processing', message: 'The EHR refused. What you saved is kept.' },
  EHR_UNREACHABLE: {
    status: 502,
    issue: 'transient',
    message: 'The EHR did not answer. What you saved is kept. Try again in a minute.',
  },
  PROFILE_INVALID: {
    status: 500,
    issue: 'invariant',
    message:
      'The document did not pass its own profile, so it was not sent. It is kept with its attestation. Tell your administrator.',
  },
  WRITE_BACK_REFUSED: {
    status: 502,
    issue: 'processing',
    message: 'The EHR refused the note. It is attested and kept here, and is not in the chart yet.',
  },
  AUDITOR_REFUSED: { status: 401, issue: 'login', message: 'This needs a token for a registered auditor.' },
} as const satisfies Record<string, ErrorShape>;

export type ErrorCode = keyof typeof ERROR_CODES;
