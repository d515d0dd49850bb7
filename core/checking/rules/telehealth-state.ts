import { factsOf } from '../../chart/fact.ts';
import { flag, type Rule } from '../checked-draft.ts';

const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  );

/**
 * TELEHEALTH_OUT_OF_LICENCE_STATE: a telehealth session with the patient in a state, named at the end of the location, that
 * is none of those the site says the clinician is licensed in. Silent where either is not known.
 */
export const telehealthState: Rule = ({ facts, site }) => {
  const [session] = factsOf(facts, 'session');
  const { licensedIn } = site;
  if (session === undefined || licensedIn === undefined || licensedIn.length === 0) return [];
  if (!session.value.modality.startsWith('telehealth')) return [];
  const state = /,\s*([A-Z]{2})(?:\s+\d{5}(?:-\d{4})?)?\.?\s*$/.exec(session.value.patientLocation ?? '')?.[1];
  if (state === undefined || !STATES.includes(state) || licensedIn.includes(state)) return [];
  const message = `The patient was in ${state} by the location entered; the license on record here is for ${licensedIn.join(', ')}.`;
  const suggestion = 'Check whether a license, a compact or an exception covers this session, and say which.';
  return [flag('TELEHEALTH_OUT_OF_LICENCE_STATE', message, { facts: [session], suggestion })];
};
