import type {
  CareActivity,
  CircumstanceDomain,
  HistoryArea,
  HomeworkOutcome,
  SessionDetail,
  SessionKind,
  SessionPlace,
} from './session-terms.ts';

/** Whether the record says something is so, is not so, or was not asked. */
export type Polarity = 'affirmed' | 'denied' | 'not-assessed';

/** Whom a Fact is about. A sister's illness is a Fact about another person and never worded as the patient's. */
export type Whose = 'patient' | 'other-person';

/** Where a Fact was read: an element of one version of a resource in the EHR. */
export interface EhrSource {
  readonly from: 'ehr';
  /** Relative reference, `Observation/ob-6`. Unique only within one EHR. */
  readonly reference: string;
  readonly versionId?: string;
  /** FHIRPath of the element inside the resource, `Observation.valueQuantity`. */
  readonly path: string;
  /** The words or the value as the record holds them, at most 240 characters. */
  readonly excerpt: string;
}

/** Where the clinician said it: a field of the session input. */
export interface ClinicianSource {
  readonly from: 'clinician';
  /** JSON path inside SessionInput, `risk.suicidalIdeation`. */
  readonly path: string;
  readonly excerpt: string;
}

export type FactSource = EhrSource | ClinicianSource;

/** A security label as the record carries it, in a code system's own words (v3-Confidentiality `R`, v3-ActCode `42CFRPart2`). */
export interface SecurityLabel {
  readonly system: string;
  readonly code: string;
}

/** The value each kind of Fact carries. Dates are ISO 8601 text, `YYYY-MM-DD` or finer. */
export interface FactValues {
  /* from the chart */
  readonly patient: {
    legalName: string;
    preferredName?: string;
    birthDate?: string;
    sex?: string;
    pronouns?: string;
    mrn?: string;
    language?: string;
  };
  readonly condition: {
    code?: string;
    display: string;
    status: 'active' | 'remission' | 'resolved' | 'unknown';
    category: 'problem' | 'encounter-diagnosis' | 'sdoh';
    onset?: string;
    abatement?: string;
  };
  /** One administration of an instrument. `items` in the instrument's order; null = not answered. */
  readonly score: {
    instrument: InstrumentId;
    total: number | null;
    items: readonly (number | null)[];
    /** Sum of the items, only when complete. */
    itemSum: number | null;
    narrative?: string;
    /** The risk level as the record words it, where the scale has one in place of a total. */
    level?: string;
    /** How the scale was known: by LOINC, or by the code map of the site. Absent means LOINC. */
    knownBy?: 'loinc' | 'site-map';
    /** The EHR holds it as not yet accepted. */
    preliminary?: boolean;
    /** Goals the record ties it to (resource-pertainsToGoal): `Goal/…`. */
    pertainsTo?: readonly string[];
  };
  /** One drug screen: what each test of one specimen found. Never a judgement of the person. */
  readonly toxicology: {
    /** `urine`; absent where the codes do not say. */
    specimen?: string;
    results: readonly ScreenResult[];
    /** When the laboratory gave the result out; it may be days after the specimen. */
    resulted?: string;
    /** The laboratory may still change it. */
    preliminary?: boolean;
  };
  readonly medication: {
    name: string;
    dose?: string;
    status: 'active' | 'stopped' | 'unknown';
    start?: string;
    stop?: string;
    stopReason?: string;
  };
  readonly allergy: { substance: string; reaction?: string; status: 'active' | 'inactive' | 'unknown' };
  readonly 'care-plan': {
    title?: string;
    status: string;
    start?: string;
    end?: string;
    /** Date the plan is due for review; the period's end where the record names no other. */
    reviewDue?: string;
    /** What the plan points at: `Condition/…` in addresses, `Goal/…` in goal. */
    addresses?: readonly string[];
    goals?: readonly string[];
    /** The plan as prose, where the EHR keeps it only as a narrative; bounded plain text. */
    narrative?: string;
  };
  readonly goal: {
    localId: string;
    statement: string;
    patientWords?: string;
    status: string;
    /** `Condition/…` and other resources in addresses. */
    addresses?: readonly string[];
    /** How far it got, in FHIR's word: in-progress, improving, worsening, no-change, sustaining … */
    achievement?: string;
    /** The day since which that holds. */
    achievementDate?: string;
    /** Who set the goal: `Patient/…`, `Practitioner/…`. */
    expressedBy?: string;
    /** What the record shows came of it: `Observation/…` in outcomeReference. */
    outcomes?: readonly string[];
  };
  readonly objective: {
    localId: string;
    goalFactId?: string;
    text: string;
    measure?: string;
    baseline?: string;
    target?: string;
    due?: string;
    status: 'live' | 'met' | 'ended';
    addresses?: readonly string[];
    /** As for a goal. */
    achievement?: string;
    achievementDate?: string;
    expressedBy?: string;
    outcomes?: readonly string[];
  };
  readonly 'planned-intervention': {
    text: string;
    goalFactId?: string;
    /** The resource that carries it, where the plan only refers to one: `ServiceRequest/…`. */
    reference?: string;
    /** Every goal and objective it serves: `Goal/…`. `goalFactId` is the first of them. */
    pertainsTo?: readonly string[];
    /** What came of it, by the plan: `Observation/…`, `DiagnosticReport/…`. */
    outcomes?: readonly string[];
  };
  readonly encounter: { type?: string; classCode?: string; status: string; start?: string; end?: string };
  /** A note already in the chart. `text` is its plain text, bounded; `sections` where the note is ours or is sectioned. */
  readonly 'prior-note': {
    type?: string;
    title?: string;
    author?: string;
    text: string;
    truncated: boolean;
    ours: boolean;
    sections?: Readonly<Record<string, string>>;
    /** Goals the record ties the note to (context.related, resource-pertainsToGoal): `Goal/…`. */
    pertainsTo?: readonly string[];
    /** What a site's code map says the document is; absent where it says nothing. */
    documentKind?: DocumentKind;
    /** The EHR holds it as not yet final: it may still change. */
    preliminary?: boolean;
  };
  readonly referral: {
    what: string;
    to?: string;
    status: string;
    authored?: string;
    pertainsTo?: readonly string[];
    /** The record holds an outcome: a report, a completed task or a completed request. */
    outcome?: string;
    /** Hands the patient on to someone: said to be a referral, or meant for a social need. Other orders are not. */
    handsOver?: boolean;
    /** The day by which it was to happen. */
    due?: string;
    /** Why: `Condition/…` in reasonReference. */
    reasons?: readonly string[];
  };
  readonly consent: {
    /** `external-model` is about language models outside; `assisted-drafting` about drafting as such. */
    category: 'treatment' | 'telehealth' | 'assisted-drafting' | 'external-model' | 'release' | 'other';
    status: string;
    recipient?: string;
    start?: string;
    end?: string;
  };
  readonly coverage: { payer: string; type?: string; status: string; memberId?: string };
  /* from the session input */
  readonly session: {
    date: string;
    start?: string;
    end?: string;
    minutes?: number;
    modality: string;
    /** What kind of session it was, as the clinician chose it or as its service code says. */
    kind?: SessionKind;
    place?: SessionPlace;
    patientLocation?: string;
    /** Roles of those who took part, never names. In a group session its members are counted, not listed. */
    participants: readonly string[];
    serviceCode?: string;
    /** The language spoken, where the clinician named it. */
    language?: string;
  };
  /** Someone besides the patient who took part, by role alone. */
  readonly participant: { role: string };
  /** One thing said of the session that belongs to its kind: the topic of a group, the disposition after a crisis. */
  readonly 'session-detail': { detail: SessionDetail; text: string };
  /** One part of the history taken at an intake, as reported. */
  readonly history: { area: HistoryArea; text: string };
  /** One thing done in case management. */
  readonly 'care-activity': { activity: CareActivity; text: string };
  /** A circumstance of life that came up today, in words; whether it is a Z code is not decided here. */
  readonly circumstance: { domain: CircumstanceDomain; words: string };
  readonly complaint: { text: string };
  readonly reported: { text: string };
  /** One mental-status or behavioural observation, `{aspect:'affect', finding:'constricted'}`. */
  readonly observation: { aspect: string; finding: string };
  /** `response` is how the patient responded to this one intervention. */
  readonly intervention: { modality?: string; technique: string; objectiveLocalId?: string; response?: string };
  readonly response: { text: string };
  /** One risk item, in the polarity of the Fact; `words` are the patient's or clinician's own. */
  readonly risk: {
    item: RiskItem;
    words?: string;
    /** Asked, and the answer was neither yes nor no. The polarity is then `affirmed`: the careful reading for every check. */
    unclear?: true;
  };
  readonly 'risk-summary': { level?: string; action?: string; protective?: readonly string[] };
  readonly progress: { objectiveLocalId: string; status: string; evidence?: string };
  readonly homework: { text: string };
  /** What became of something planned last time; of polarity `not-assessed` where it was not reviewed. */
  readonly 'homework-review': { text: string; outcome: HomeworkOutcome; words?: string };
  readonly planned: { text: string };
  readonly 'next-appointment': { date: string };
  /** `because` is given where the record could not be read: why not, in words; `inPart` where only the rest is missing. */
  readonly 'not-assessed': { what: string; because?: string; inPart?: boolean };
  /** What the clinician said about a score; checked against the record, never stated as the record's. */
  readonly 'score-said': { instrument: InstrumentId; total: number };
}

/** What one test of a drug screen found. */
export interface ScreenResult {
  readonly substance: string;
  /** `other`: the record says it in words that are none of these. */
  readonly result: 'positive' | 'negative' | 'inconclusive' | 'other';
  /** The words of the record, where they say more than the result. */
  readonly words?: string;
}

/** What a document is, as a site's code map may say of a local type. */
export type DocumentKind =
  | 'progress-note'
  | 'treatment-plan'
  | 'assessment'
  | 'letter'
  | 'psychotherapy-note'
  | 'sud-counselling-note'
  | 'other';
export type FactKind = keyof FactValues;
export const INSTRUMENT_IDS = [
  'PHQ-9',
  'PHQ-2',
  'PHQ-A',
  'GAD-7',
  'PCL-5',
  'C-SSRS-screener',
  'AUDIT-C',
  'DAST-10',
] as const;
export type InstrumentId = (typeof INSTRUMENT_IDS)[number];
export type RiskItem =
  | 'suicidal-ideation'
  | 'suicide-plan'
  | 'suicide-intent'
  | 'lethal-means'
  | 'harm-to-others'
  | 'self-injury';

/** A person whom the clinician's words name and the value of the Fact gives by a role. The name stays in the source alone. */
export interface NamedPerson {
  /** The words in its place: `his girlfriend`, `another person`. */
  readonly by: string;
  /** `role`: her words say who it is · `no-role`: they do not · `quotation`: inside words that she quotes. */
  readonly because: 'role' | 'no-role' | 'quotation';
}

/** One thing the record or the clinician says. */
export interface FactOf<K extends FactKind> {
  /** Stable for the same input: `${kind}:${reference or input path}[#n]`. */
  readonly id: string;
  readonly kind: K;
  readonly value: FactValues[K];
  readonly unit?: string;
  /** When it was so: effective date of a score, date of the session. */
  readonly when?: string;
  readonly polarity: Polarity;
  readonly whose: Whose;
  readonly source: FactSource;
  /** Labels of the resource it was read from, as far as they ask for care in passing it on; absent when none. */
  readonly labels?: readonly SecurityLabel[];
  /** Third parties given by role; absent when none. Only on Facts of the clinician. */
  readonly persons?: readonly NamedPerson[];
}

/** Any Fact, discriminated by `kind`. */
export type Fact = { [K in FactKind]: FactOf<K> }[FactKind];

/** The Facts of one kind, in the order given. */
export function factsOf<K extends FactKind>(facts: readonly Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as FactOf<K>[];
}
