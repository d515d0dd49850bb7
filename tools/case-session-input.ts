import type { InstrumentId, RiskItem } from '../core/chart/fact.ts';
import { emptySessionInput, type GroupInput, type RiskAnswer, type SessionInput } from '../core/chart/session-input.ts';
import type { SessionPlace } from '../core/chart/session-terms.ts';
import { kindOf } from '../core/services/service-table.ts';

/** One session of a `throughline.case/1` file, as far as a session input is made of it. Other keys are ignored. */
export interface CaseSession {
  readonly id: string;
  readonly date: string;
  readonly start?: string;
  readonly end?: string;
  readonly modality?: string;
  readonly client_location?: string;
  readonly cpt?: string;
  readonly participants?: readonly string[];
  readonly chief_complaint?: string;
  readonly subjective?: readonly string[];
  readonly objective?: Readonly<Record<string, string>>;
  readonly interventions?: readonly {
    modality?: string;
    technique: string;
    goal?: string | null;
    objective?: string;
  }[];
  readonly response?: string;
  readonly clinician_note_on_scores?: string;
  readonly clinician_private?: string;
  readonly risk?: Readonly<Record<string, unknown>>;
  readonly not_assessed?: readonly string[];
  readonly progress?: readonly { objective: string; status: string; evidence?: string }[];
  readonly homework?: readonly string[];
  readonly plan?: readonly string[];
  readonly next?: string;
  readonly language?: string;
  readonly group?: {
    readonly topic?: string;
    readonly method?: string;
    readonly present?: number;
    readonly cofacilitator?: string;
  };
}

/** A case file, as far as its sessions are read. */
export interface CaseFile {
  readonly sessions: readonly CaseSession[];
}

const RISK_KEYS: readonly (readonly [string, RiskItem])[] = [
  ['si', 'suicidal-ideation'],
  ['plan', 'suicide-plan'],
  ['intent', 'suicide-intent'],
  ['means', 'lethal-means'],
  ['hi', 'harm-to-others'],
  ['nssi', 'self-injury'],
];

/**
 * A session of a case as the input its clinician would have entered. A goal named without an objective stands as the
 * aim of its intervention. Numbers typed about scores become `scoresSaid`, the private jotting stays private.
 *
 * @throws Error when the case has no session of that id.
 */
export function sessionInputFromCase(caseFile: CaseFile, sessionId: string): SessionInput {
  const session = caseFile.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) throw new Error(`The case has no session ${sessionId}.`);
  const { risk = {} } = session;
  const means = textOf(risk['means']);
  const kind = kindOf(undefined, session.cpt);
  const place = placeOf(session.modality);
  const protective = Array.isArray(risk['protective']) ? risk['protective'].flatMap((one) => textOf(one) ?? []) : [];
  return {
    ...emptySessionInput(session.date),
    modality: modalityOf(session.modality),
    participants: (session.participants ?? ['client']).map((who) => roleOf(who, session.language)),
    ...(kind !== undefined && { kind }),
    ...(place !== undefined && { place }),
    ...(session.group !== undefined && { group: groupOf(session.group) }),
    ...given('language', session.language?.split(';')[0]?.trim()),
    reported: [...(session.subjective ?? [])],
    observations: { ...session.objective },
    interventions: (session.interventions ?? []).map(({ modality, technique, goal, objective }) => {
      const aim = objective ?? goal ?? undefined;
      return { technique, ...(modality !== undefined && { modality }), ...(aim !== undefined && { objective: aim }) };
    }),
    risk: Object.fromEntries(
      RISK_KEYS.flatMap(([key, item]) => {
        const text = textOf(risk[key]);
        if (text === undefined || (key === 'means' && isProtection(text))) return [];
        return [
          [item, key === 'means' && isSecured(text) ? { answer: 'denied', words: text } : riskEntry(text)] as const,
        ];
      }),
    ),
    protective: means !== undefined && isProtection(means) ? [...protective, means] : protective,
    progress: (session.progress ?? []).map(({ objective, status, evidence }) => ({
      objective,
      status,
      ...(evidence !== undefined && { evidence }),
    })),
    homework: [...(session.homework ?? [])],
    plan: [...(session.plan ?? [])],
    notAssessed: [...(session.not_assessed ?? [])],
    scoresSaid: scoresSaid(session.clinician_note_on_scores ?? ''),
    ...given('start', session.start),
    ...given('end', session.end),
    ...given('patientLocation', session.client_location),
    ...given('serviceCode', session.cpt),
    ...given('complaint', session.chief_complaint),
    ...given('response', session.response),
    ...given('riskLevel', textOf(risk['level'])),
    ...given('riskAction', textOf(risk['action'])),
    ...given('nextAppointment', session.next),
    ...given('private', session.clinician_private),
  };
}

/** Words that make a score somebody else's: the patient's own are entered, those of others are not hers to enter. */
const OF_ANOTHER =
  /\b(mom|mum|mother|dad|father|wife|husband|partner|parents?|sister|brother|son|daughter|caregiver)\b/i;

/** `PHQ-9 down to 12`, `PCL improving, 58 to 55` → the total the words end on, by instrument. */
export function scoresSaid(words: string): { instrument: InstrumentId; total: number }[] {
  const named: readonly (readonly [RegExp, InstrumentId])[] = [
    [/PHQ-?9/i, 'PHQ-9'],
    [/PHQ-?A/i, 'PHQ-A'],
    [/GAD(-?7)?/i, 'GAD-7'],
    [/PCL(-?5)?/i, 'PCL-5'],
    [/AUDIT-?C/i, 'AUDIT-C'],
    [/DAST(-?10)?/i, 'DAST-10'],
  ];
  const parts = words.split(/[;.]/).filter((part) => !OF_ANOTHER.test(part));
  return parts.flatMap((part) =>
    named.flatMap(([name, instrument]) => {
      const last = name.test(part) ? /(\d+)\D*$/.exec(part.replace(name, ''))?.[1] : undefined;
      return last === undefined ? [] : [{ instrument, total: Number(last) }];
    }),
  );
}

function given<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: string };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function modalityOf(modality: string | undefined): SessionInput['modality'] {
  if (modality === 'telehealth_video') return 'telehealth-video';
  return modality === 'telehealth_audio' || modality === 'phone' ? 'telehealth-audio' : 'in-person';
}

/** Where an in-person session was held, as far as its modality says. */
function placeOf(modality: string | undefined): SessionPlace | undefined {
  if (modality === 'home_visit' || modality === 'home') return 'home';
  return modality === 'school' || modality === 'community' ? modality : undefined;
}

function roleOf(participant: string, language: string | undefined): string {
  if (participant === 'client') return 'patient';
  return participant === 'interpreter' && /telephone/i.test(language ?? '') ? 'telephone interpreter' : participant;
}

function groupOf(group: NonNullable<CaseSession['group']>): GroupInput {
  const { cofacilitator, ...rest } = group;
  return { ...rest, ...given('coFacilitator', cofacilitator) };
}

/** Naloxone at hand protects; it is not a means of harm. */
function isProtection(means: string): boolean {
  return /\bnaloxone\b/i.test(means);
}

/** Means that are locked away already, or useless without a part that another holds, are not at hand; an intention is no storage. */
function isSecured(means: string): boolean {
  return (
    /(?<!un|not )\blocked\b|\b(?:bolt|key)\b[^;]* with\b/i.test(means) &&
    !/\bunlocked\b|\bto (?:take|hold)\b/i.test(means)
  );
}

function riskEntry(text: string): { answer: RiskAnswer; words?: string } {
  if (/^not (assessed|asked)$/i.test(text)) return { answer: 'not-assessed' };
  if (/^(does not know|unsure|unclear|cannot say)\b/i.test(text)) return { answer: 'unclear', words: text };
  if (/^(denied|none|no)$/i.test(text)) return { answer: 'denied' };
  return { answer: /^(no|denied|denies)\b/i.test(text) ? 'denied' : 'affirmed', words: text };
}
