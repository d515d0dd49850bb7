import { citing, derived, from, listed, type Sayable, say } from '../phrase.ts';
import { othersPresent, patientNamed } from '../refer.ts';
import type { Material } from '../select.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/** Who attended, how, from where and for how long. */
export const attendance: Clauses = (material, refer) => {
  const { session, encounter } = material;
  const { participants, minutes } = session.value;
  const others = othersPresent(material).map((who) => derived([session], who));
  const present: Sayable[] =
    participants.length === others.length && others.length > 0 ? others : [refer.subject(), ...others];
  const length = minutes === undefined ? citing([session]) : say` (${derived([session], `${minutes}`)} minutes)`;
  const proof = citing(encounter === undefined ? [] : [encounter]);
  const attended = say`${listed(present)} attended ${how(material)}${length}${proof}`;
  if (session.value.modality === 'in-person' || session.value.patientLocation !== undefined)
    return [{ rule: 'attendance', phrase: attended }];
  const absent = say`where ${patientNamed(material)} was during the session was not entered${citing([session])}`;
  return [
    { rule: 'attendance', phrase: attended },
    { rule: 'no-location', phrase: absent },
  ];
};

/** What the session was about, in the words it was entered. */
export const complaint: Clauses = (material) =>
  enteredOf(material, 'complaint').map((fact) => {
    const words = from(fact, ({ text }) => text);
    const seed = `${material.patient?.id ?? ''}|${material.date}|complaint`;
    return {
      rule: 'complaint',
      phrase: vary(seed, [
        say`presenting concern: ${words}`,
        say`main concern: ${words}`,
        say`concern brought to the session: ${words}`,
      ]),
    };
  });

function how(material: Material): Sayable {
  const { session } = material;
  const { modality, patientLocation } = session.value;
  if (modality === 'in-person') return say`in person`;
  const means = modality === 'telehealth-audio' ? say`by telehealth (audio only)` : say`by telehealth (video)`;
  return patientLocation === undefined ? means : say`${means} from ${derived([session], patientLocation)}`;
}
