import type { FactOf } from '../chart/fact.ts';
import { derived, from, listed, type Phrase, type Sayable, say } from './phrase.ts';
import { quoted } from './realise.ts';
import type { Material } from './select.ts';
import { shortName } from './short-name.ts';

/** How people and objectives are named as a note goes on: in full first, short afterwards. */
export interface Refer {
  /** The patient as the subject of a sentence: by name first in a section, then by pronoun where that is unmistakable. */
  subject(): Sayable;
  /** True when nobody but the patient and an interpreter took part, so that a sentence without a subject can only be about the patient. */
  readonly alone: boolean;
  /** An objective or a goal of the plan by its local id: number and first words at first, then the number. */
  aim(localId: string): Phrase | undefined;
  /** Objectives by number alone, those on the plan: `objective 1.1`, `objectives 1.1 and 2.1`. */
  numbered(objectives: readonly FactOf<'objective'>[]): Phrase;
}

/** Numbers the objectives as the plan lists them: goal 2's first objective is 2.1; one without a goal counts on alone. */
export function objectiveNumber(material: Material, objective: FactOf<'objective'>): string {
  const { goals, objectives } = material;
  const goalOf = ({ value }: FactOf<'objective'>): number => goals.findIndex(({ id }) => id === value.goalFactId);
  const goal = goalOf(objective);
  const place = objectives.filter((one) => goalOf(one) === goal).findIndex(({ id }) => id === objective.id) + 1;
  return goal < 0 ? `${place}` : `${goal + 1}.${place}`;
}

/** Starts naming for one note; call `section` at the head of each section. */
export function referring(material: Material): { section(): Refer } {
  const named = new Set<string>();
  const others = othersPresent(material);
  return {
    section(): Refer {
      let introduced = false;
      return {
        alone: others.length === 0 && patientTookPart(material),
        subject() {
          const pronoun = subjectPronoun(material.patient?.value.pronouns);
          if (introduced && pronoun !== undefined && material.patient !== undefined && others.length === 0)
            return from(material.patient, () => pronoun);
          introduced = true;
          return patientNamed(material);
        },
        aim(localId) {
          const first = !named.has(localId);
          const phrase = aimNamed(material, localId, first);
          if (phrase !== undefined) named.add(localId);
          return phrase;
        },
        numbered(objectives) {
          const numbers = listed(objectives.map((one) => derived([one], objectiveNumber(material, one))));
          return objectives.length > 1 ? say`objectives ${numbers}` : say`objective ${numbers}`;
        },
      };
    },
  };
}

/** Everyone who took part besides the patient and who carried the words between them, as the clinician named them. */
export function othersPresent(material: Material): string[] {
  return rolesOf(material).filter((who) => !isPatient(who) && !isInterpreter(who));
}

/** The interpreters among those present. */
export function interpretersPresent(material: Material): string[] {
  return rolesOf(material).filter(isInterpreter);
}

/** True unless the session was held with others alone. */
export function patientTookPart(material: Material): boolean {
  return rolesOf(material).some(isPatient) || othersPresent(material).length === 0;
}

function rolesOf({ session }: Material): readonly string[] {
  return session.value.participants;
}

function isPatient(role: string): boolean {
  return /^(the )?(patient|client|self)$/i.test(role.trim());
}

function isInterpreter(role: string): boolean {
  return /\binterpreter\b/i.test(role);
}

/** The preferred name, or `the patient` in the clinic's own word. */
export function patientNamed(material: Material): Sayable {
  const { patient, session } = material;
  const preferred = patient?.value.preferredName;
  if (patient === undefined || preferred === undefined || preferred.trim() === '')
    return say`the ${derived([patient ?? session], material.style.patientWord)}`;
  return from(patient, () => preferred);
}

/** `she` or `he` where the record says so; anyone else is named each time, which is never wrong. */
function subjectPronoun(pronouns: string | undefined): 'she' | 'he' | undefined {
  const first = pronouns
    ?.trim()
    .toLowerCase()
    .split(/[\s/,(]/)[0];
  return first === 'she' || first === 'he' ? first : undefined;
}

function aimNamed(material: Material, localId: string, named: boolean): Phrase | undefined {
  const objective = material.objectives.find(({ value }) => value.localId === localId);
  if (objective !== undefined) {
    const number = derived([objective], objectiveNumber(material, objective));
    return named
      ? say`objective ${number} (${from(objective, ({ text }) => quoted(shortName(text)))})`
      : say`objective ${number}`;
  }
  const index = material.goals.findIndex(({ value }) => value.localId === localId);
  const goal = material.goals[index];
  if (goal === undefined) return undefined;
  const number = derived([goal], `${index + 1}`);
  return named
    ? say`goal ${number} (${from(goal, ({ statement }) => quoted(shortName(statement)))})`
    : say`goal ${number}`;
}
