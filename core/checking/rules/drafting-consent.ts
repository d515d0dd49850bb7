import { draftingConsent, externalModelRefusal } from '../../consent/drafting-consent.ts';
import { flag, type Rule, sourceId } from '../checked-draft.ts';

/**
 * AI_DRAFTING_NOT_CONSENTED where the site asks for consent: told where none is on record, to be resolved where the patient
 * refused. EXTERNAL_MODEL_BLOCKED where the patient declined external language models.
 */
export const draftingConsentOnRecord: Rule = ({ facts, missing, sessionDate, site, sentences }) => {
  const refusal = externalModelRefusal(facts, sessionDate);
  const external =
    refusal === undefined
      ? []
      : [
          flag('EXTERNAL_MODEL_BLOCKED', 'The patient declined external language models; none was used.', {
            about: sourceId(refusal),
            facts: [refusal],
          }),
        ];
  // Where the clinician writes every sentence herself nothing was drafted.
  if (site.assistedDrafting !== 'consent-required' || sentences.every(({ origin }) => origin === 'clinician'))
    return external;
  const { state, consent } = draftingConsent(facts, missing, sessionDate);
  if (state === 'given') return external;
  const message =
    state === 'refused'
      ? 'The patient refused assisted drafting.'
      : state === 'unread'
        ? 'The EHR shows no consents here; whether the patient agreed to assisted drafting is not known.'
        : 'No consent to assisted drafting is on record.';
  const suggestion =
    state === 'refused' ? 'Write the note yourself.' : 'Ask the patient, and record the answer in the EHR.';
  return [
    ...external,
    flag('AI_DRAFTING_NOT_CONSENTED', message, {
      facts: consent === undefined ? [] : [consent],
      suggestion,
      ...(consent !== undefined && { about: sourceId(consent) }),
      ...(state !== 'refused' && { noted: true as const }),
    }),
  ];
};
