import type { Persona } from '../persona.ts';
import { EPIC_SMART } from './smart.ts';

/** What a test may switch on: states a record or a site is in, beyond the rules that always hold. */
export interface EpicOptions {
  /** Patient whose chart is behind Break-the-Glass (error 4130). */
  breakTheGlass?: string;
}

export interface EpicPersona extends Persona {
  /** Replaces the options. */
  set(options: EpicOptions): void;
}

/** An EHR that asks, refuses and holds its record as Epic does. */
export function createEpic(): EpicPersona {
  return {
    id: 'epic',
    name: 'Epic-like',
    prefix: '/epic',
    smart: EPIC_SMART,
    hold: (resources) => [...resources],
    capabilityStatement: (plain) => plain,
    receive: (call) => ({ call }),
    give: (_call, answer) => answer,
    set: () => undefined,
  };
}
