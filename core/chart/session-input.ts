import type { InstrumentId, RiskItem } from './fact.ts';
import type {
  CareActivity,
  CircumstanceDomain,
  HistoryArea,
  HomeworkOutcome,
  SessionKind,
  SessionPlace,
  TelehealthConsent,
} from './session-terms.ts';

/** `unclear`: asked, and the answer was neither yes nor no ("does not know"). */
export type RiskAnswer = 'affirmed' | 'denied' | 'unclear' | 'not-assessed';

/** One intervention as the clinician enters it: modality chip, technique in her words, the objective it serves. */
export interface InterventionInput {
  readonly modality?: string;
  readonly technique: string;
  /** `localId` of an objective Fact. */
  readonly objective?: string;
  /** How the patient responded to this one. */
  readonly response?: string;
}

/** A group session as far as one member's note tells of it. Its members are counted and never named. */
export interface GroupInput {
  readonly topic?: string;
  readonly method?: string;
  /** Members present, this one included. */
  readonly present?: number;
  /** Role or credentials of a second facilitator. */
  readonly coFacilitator?: string;
}

/** What a crisis session has to tell besides what every session does. */
export interface CrisisInput {
  /** What the crisis is, and how it came about. */
  readonly state?: string;
  readonly disposition?: string;
  /** People and services that were brought in. */
  readonly resources?: readonly string[];
}

/**
 * What the clinician entered after the session. Every field may be empty; nothing is pre-filled with "normal". Members
 * marked optional may be missing in what was stored earlier.
 */
export interface SessionInput {
  readonly schema: 'throughline.session-input/1';
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`. */
  readonly start?: string;
  readonly end?: string;
  /** Whole minutes, where start and end were not entered; those come first. */
  readonly minutes?: number;
  /** Absent: as the service code says, else an individual session. */
  readonly kind?: SessionKind;
  readonly modality: 'in-person' | 'telehealth-video' | 'telehealth-audio';
  /** Of a session in person. */
  readonly place?: SessionPlace;
  readonly patientLocation?: string;
  readonly clinicianLocation?: string;
  readonly telehealthConsent?: TelehealthConsent;
  /** Roles: `patient`, `mother`, `interpreter`. */
  readonly participants: readonly string[];
  /** Role → name, for the clinician's own use. Never becomes a Fact and is not sent for drafting. */
  readonly participantNames?: Readonly<Record<string, string>>;
  /** The language spoken. */
  readonly language?: string;
  readonly serviceCode?: string;
  /** Why a session of 53 minutes or more was needed. */
  readonly longerBecause?: string;
  /** Why a family session was held without the patient. */
  readonly patientAbsentBecause?: string;
  readonly group?: GroupInput;
  readonly crisis?: CrisisInput;
  /** What was reported of each area of the history, at an intake. */
  readonly history?: Readonly<Partial<Record<HistoryArea, string>>>;
  readonly careActivities?: readonly { activity: CareActivity; text: string }[];
  readonly complaint?: string;
  readonly reported: readonly string[];
  /** Circumstances of life that came up today. */
  readonly circumstances?: readonly { domain: CircumstanceDomain; words: string }[];
  /** aspect (`affect`, `mood`, `speech` …) → findings, divided by commas. An absent aspect was not assessed. */
  readonly observations: Readonly<Record<string, string>>;
  readonly interventions: readonly InterventionInput[];
  readonly response?: string;
  readonly risk: Readonly<Partial<Record<RiskItem, { answer: RiskAnswer; words?: string }>>>;
  readonly riskLevel?: string;
  readonly riskAction?: string;
  readonly protective: readonly string[];
  readonly progress: readonly { objective: string; status: string; evidence?: string }[];
  /** What became of what was planned last time. */
  readonly homeworkReview?: readonly { text: string; outcome: HomeworkOutcome; words?: string }[];
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
