/** The parts of a `throughline.case/1` file that an EHR record is made of. Other keys are carried along, not read. */
export interface CaseFile {
  schema: 'throughline.case/1';
  case_id: string;
  title: string;
  setting: {
    organization: string;
    program: string;
    jurisdiction: string;
    licence_type: string;
    part2_program?: boolean;
    /** `required`: the site asks patients before notes are drafted. */
    assisted_drafting_consent?: string;
  };
  payer: { type: string; name: string; member_id?: string; authorization?: string; plan_review_days?: number | null };
  patient: CasePatient;
  clinician: { id: string; name: string; credentials: string; npi: string; licensed_in?: string[] };
  care_team: { name: string; role: string; organization: string }[];
  consents: CaseConsent[];
  allergies: { substance: string; reaction: string; severity: string; status: string }[];
  medications: CaseMedication[];
  conditions: CaseCondition[];
  sdoh: { domain: string; icd10: string | null; display: string; from: string; to: string | null; source: string }[];
  instruments: CaseInstrument[];
  treatment_plan: CasePlan;
  sessions: CaseSession[];
  referrals: CaseReferral[];
}

export interface CasePatient {
  id: string;
  legal_name: string;
  preferred_name: string;
  pronouns: string;
  birth_date: string;
  sex: string;
  language: string;
  phone: string;
  email?: string;
  address: string | null;
  mailing?: string;
  race_ethnicity?: string;
  interpreter_needed?: boolean;
  emergency_contact: { name: string; relationship: string; phone: string; legal_guardian?: boolean };
}

export interface CaseConsent {
  id: string;
  type: string;
  signed: string;
  status: string;
  scope?: string | string[];
  recipient?: string;
  purpose?: string;
  excludes?: string[];
  expires?: string;
}

export interface CaseMedication {
  name: string;
  dose: string;
  sig: string;
  status: string;
  start: string;
  prescriber?: string;
  stop?: string;
  stop_reason?: string;
}

export interface CaseCondition {
  code: string;
  display: string;
  status: string;
  onset?: string;
  abated?: string;
  rank?: number;
  note?: string;
  dsm?: string;
}

export interface CaseInstrument {
  id: string;
  instrument: string;
  date: string;
  time?: string;
  items?: number[];
  total: number | null;
  valueString?: string;
  answers?: Record<string, boolean | null>;
  triage?: string;
  band?: string;
  note?: string;
  result?: Record<string, string>;
  /** Whose score this is, where it is not the patient's. */
  subject?: string;
}

export interface CasePlan {
  id: string;
  start: string;
  review_due: string;
  /** Days on which the plan was reviewed. */
  reviewed?: string[];
  frequency: string;
  amount: string;
  duration: string;
  type: string;
  discharge_criteria: string[];
  goals: CaseGoal[];
}

export interface CaseGoal {
  id: string;
  factor: string;
  statement: string;
  client_words?: string;
  objectives: CaseObjective[];
  interventions: string[];
}

export interface CaseObjective {
  id: string;
  text: string;
  measure: string;
  baseline: number | string;
  target: number | string;
  due: string;
  referral?: string;
  icd10?: string;
}

export interface CaseSession {
  id: string;
  date: string;
  start: string;
  end: string;
  modality: string;
  cpt: string;
  participants: string[];
  /** Language and interpreter, where the session was not held in English. */
  language?: string;
  group?: { topic: string; method: string; present: number; cofacilitator?: string };
  client_location?: string;
  chief_complaint: string;
  subjective: string[];
  objective: Record<string, string>;
  interventions: { modality: string; technique: string; goal: string | null; objective?: string }[];
  response: string;
  instruments?: string[];
  risk: { si: string; plan: string; intent: string; hi: string; level: string; action?: string };
  progress?: { objective: string; status: string; evidence: string }[];
  plan: string[];
}

export interface CaseReferral {
  id: string;
  kind: string;
  to: string;
  date: string;
  status: string;
  consent?: string;
  reason?: string;
  urgency?: string;
  follow_up_due?: string;
}
