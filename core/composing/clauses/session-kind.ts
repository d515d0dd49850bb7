import type { FactOf } from '../../chart/fact.ts';
import type { CareActivity, SessionDetail } from '../../chart/session-terms.ts';
import { derived, from, listed, type Phrase, type Sayable, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import { patientNamed } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';

const ACTIVITIES: Readonly<Record<CareActivity, string>> = {
  assess: 'assessed',
  plan: 'planned in case management',
  link: 'referred and linked',
  monitor: 'monitored',
  coordination: 'coordinated',
  declined: 'declined',
  timeline: 'time line',
};

/** What was said of the session as a whole: its language, consent to telehealth, a group's topic, why it was longer. */
export const sessionDetails: Clauses = (material) => {
  const { session } = material;
  const { language } = session.value;
  return [
    ...(language === undefined
      ? []
      : [{ rule: 'language', phrase: say`the session was held in ${from(session, () => language)}` }]),
    ...group(material),
    ...each(material, 'patient-absent-because', (why) => say`${patientNamed(material)} was not present: ${why}`),
    ...each(material, 'telehealth-consent', (consent) => say`consent to telehealth: ${consent}`),
    ...each(material, 'clinician-location', (place) => say`location of the clinician: ${place}`),
    ...each(material, 'longer-because', (why) => say`reason for the longer session: ${why}`),
  ];
};

/** The state of crisis, in the clinician's words. */
export const crisisState: Clauses = (material) =>
  each(material, 'crisis-state', (state) => say`crisis state: ${state}`);

/** What was done in case management, by function, and the resources brought in at a crisis. */
export const careActivities: Clauses = (material) => {
  const resources = detailsOf(material, 'crisis-resource').map((fact) => from(fact, ({ text }) => bare(text)));
  const brought: Statement[] =
    resources.length === 0
      ? []
      : [{ rule: 'crisis-resource', phrase: say`resources brought in: ${listed(resources, 'semicolon')}` }];
  return [
    ...enteredOf(material, 'care-activity').map((fact) => ({
      rule: 'care-activity',
      phrase: say`${derived([fact], ACTIVITIES[fact.value.activity])}: ${from(fact, ({ text }) => text)}`,
    })),
    ...brought,
  ];
};

/** How a crisis session ended for the patient. */
export const disposition: Clauses = (material) =>
  each(material, 'crisis-disposition', (text) => say`disposition: ${text}`);

/** A group's topic, method and size. The other members are counted, never told of. */
function group(material: Material): Statement[] {
  const [topic] = detailsOf(material, 'group-topic');
  const [method] = detailsOf(material, 'group-method');
  const [present] = detailsOf(material, 'group-present');
  const [second] = detailsOf(material, 'group-co-facilitator');
  const words = (fact: FactOf<'session-detail'>): Sayable => from(fact, ({ text }) => bare(text));
  const made: Statement[] = [];
  if (topic !== undefined)
    made.push({
      rule: 'group',
      phrase:
        method === undefined ? say`group topic: ${words(topic)}` : say`group topic: ${words(topic)} (${words(method)})`,
    });
  else if (method !== undefined) made.push({ rule: 'group', phrase: say`group method: ${words(method)}` });
  if (present !== undefined) {
    const led = second === undefined ? say`` : say`, led together with ${words(second)}`;
    made.push({ rule: 'group-size', phrase: say`members present: ${words(present)}${led}` });
  } else if (second !== undefined) made.push({ rule: 'group-size', phrase: say`led together with ${words(second)}` });
  return made;
}

function each(material: Material, detail: SessionDetail, phrase: (text: Sayable) => Phrase): Statement[] {
  return detailsOf(material, detail).map((fact) => ({
    rule: detail,
    phrase: phrase(from(fact, ({ text }) => bare(text))),
  }));
}

function detailsOf(material: Material, detail: SessionDetail): FactOf<'session-detail'>[] {
  return enteredOf(material, 'session-detail').filter(({ value }) => value.detail === detail);
}
