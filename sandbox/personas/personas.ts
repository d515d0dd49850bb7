import { createEpic, type EpicPersona } from './epic/epic.ts';
import { createOracle, type OraclePersona } from './oracle/oracle.ts';
import type { Persona, PersonaId } from './persona.ts';
import { PLAIN } from './plain.ts';

/** The characters of one running sandbox. Made anew for each: what a test switches on in one is not on in another. */
export interface Personas extends Readonly<Record<PersonaId, Persona>> {
  readonly epic: EpicPersona;
  readonly oracle: OraclePersona;
}

/** Makes the three personas of a sandbox. */
export function createPersonas(): Personas {
  return { plain: PLAIN, epic: createEpic(), oracle: createOracle() };
}

/** The personas in the order the pages list them. */
export const PERSONA_IDS = ['plain', 'epic', 'oracle'] as const satisfies readonly PersonaId[];

/** Name and address of each persona. */
export const PERSONA_LINKS: readonly { readonly name: string; readonly prefix: string }[] = linksOf(createPersonas());

function linksOf(personas: Personas): { name: string; prefix: string }[] {
  return PERSONA_IDS.map((id) => ({ name: personas[id].name, prefix: personas[id].prefix }));
}
