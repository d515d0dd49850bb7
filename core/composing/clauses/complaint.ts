import { citing, derived, from, listed, type Phrase, type Sayable, say } from '../phrase.ts';
import { interpretersPresent, othersPresent, patientNamed, patientTookPart } from '../refer.ts';
import type { Material } from '../select.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { vary } from '../vary.ts';

/** Who attended, how, from where and for how long. */
export const attendance: Clauses = (material, refer) => {
  const { session, encounter } = material;
  const others = othersPresent(material).map((who) => derived([session], who));
  const present: Sayable[] = patientTookPart(material) ? [refer.subject(), ...others] : others;
  const proof = citing([
    session,
    ...enteredOf(material, 'participant'),
    ...(encounter === undefined ? [] : [encounter]),
  ]);
  const interpreters = interpretersPresent(material).map((who) =>
    /^[aeiou]/i.test(who) ? say`an ${derived([session], who)}` : say`a ${derived([session], who)}`,
  );
  const through = interpreters.length === 0 ? say`` : say`, with ${listed(interpreters)}`;
  const attended = say`${attendedBy(listed(present), material)}${through}${proof}`;
  if (
    session.value.modality === 'in-person' ||
    session.value.patientLocation !== undefined ||
    !patientTookPart(material)
  )
    return [{ rule: 'attendance', phrase: attended }];
  const absent = say`where ${patientNamed(material)} was during the session was not entered${citing([session])}`;
  return [
    { rule: 'attendance', phrase: attended },
    { rule: 'no-location', phrase: absent },
  ];
};

function attendedBy(who: Phrase, material: Material): Phrase {
  const { session } = material;
  const { minutes } = session.value;
  const manner = how(material);
  if (minutes === undefined) return say`${who} attended ${manner}`;
  const length = derived([session], `${minutes}`);
  return vary(material, 'attendance', [
    say`${who} attended ${manner} (${length} minutes)`,
    say`${who} attended for ${length} minutes ${manner}`,
    say`${who} attended this session of ${length} minutes ${manner}`,
  ]);
}

/** What the session was about, in the words it was entered. */
export const complaint: Clauses = (material) =>
  enteredOf(material, 'complaint').map((fact) => {
    const words = from(fact, ({ text }) => text);
    return {
      rule: 'complaint',
      phrase: vary(material, 'complaint', [
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
  const means = modality === 'telehealth-audio' ? say`by audio-only telehealth` : say`by video telehealth`;
  return patientLocation === undefined ? means : say`${means} from ${derived([session], patientLocation)}`;
}
