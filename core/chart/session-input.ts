import type { InstrumentId, RiskItem } from './fact.ts';

export type RiskAnswer = 'affirmed' | 'denied' | 'not-assessed';

/** One intervention as the clinician enters it: modality chip, technique in her words, the objective it serves. */
export interface InterventionInput {
  readonly modality?: string;
  readonly technique: string;
  /** `localId` of an objective Fact. */
  readonly objective?: string;
}

/** What the clinician entered after the session. Every field may be empty; nothing is pre-filled with "normal". */
export interface SessionInput {
  readonly schema: 'throughline.session-input/1';
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`. */
  readonly start?: string;
  readonly end?: string;
  readonly modality: 'in-person' | 'telehealth-video' | 'telehealth-audio';
  readonly patientLocation?: string;
  readonly participants: readonly string[];
  readonly serviceCode?: string;
  readonly complaint?: string;
  readonly reported: readonly string[];
  /** aspect (`affect`, `mood`, `speech` …) → finding. An absent aspect was not assessed. */
  readonly observations: Readonly<Record<string, string>>;
  readonly interventions: readonly InterventionInput[];
  readonly response?: string;
  readonly risk: Readonly<Partial<Record<RiskItem, { answer: RiskAnswer; words?: string }>>>;
  readonly riskLevel?: string;
  readonly riskAction?: string;
  readonly protective: readonly string[];
  readonly progress: readonly { objective: string; status: string; evidence?: string }[];
  readonly homework: readonly string[];
  readonly plan: readonly string[];
  readonly nextAppointment?: string;
  readonly notAssessed: readonly string[];
  readonly scoresSaid: readonly { instrument: InstrumentId; total: number }[];
  /** The clinician's private jotting. Never becomes a Fact; no draft, log or Provenance sees it. */
  readonly private?: string;
}

/** An input with nothing in it for the session of `date`. */
export function emptySessionInput(date: string): SessionInput {
  return {
    schema: 'throughline.session-input/1',
    date,
    modality: 'in-person',
    participants: ['patient'],
    reported: [],
    observations: {},
    interventions: [],
    risk: {},
    protective: [],
    progress: [],
    homework: [],
    plan: [],
    notAssessed: [],
    scoresSaid: [],
  };
}
