import type { RiskItem } from '../../core/chart/fact.ts';
import type { InterventionInput, RiskAnswer, SessionInput } from '../../core/chart/session-input.ts';
import type { HomeworkOutcome, SessionKind } from '../../core/chart/session-terms.ts';
import { withoutOpenSlots } from '../../core/interventions/technique-table.ts';
import { servicesNamed } from '../../core/services/service-table.ts';

/** The single-line and free-text fields that are absent when empty. */
export type TextField =
  | 'start'
  | 'end'
  | 'patientLocation'
  | 'serviceCode'
  | 'complaint'
  | 'response'
  | 'riskLevel'
  | 'riskAction'
  | 'nextAppointment'
  | 'clinicianLocation'
  | 'language'
  | 'longerBecause'
  | 'patientAbsentBecause'
  | 'private';

/** Sets a text field; an empty text takes the field away, so that "not entered" has one form only. */
export function withText(input: SessionInput, field: TextField, text: string): SessionInput {
  const next: Record<string, unknown> = { ...input };
  if (text === '') delete next[field];
  else next[field] = text;
  return next as unknown as SessionInput;
}

/** Sets an optional member; undefined and whatever is empty take it away. */
export function withMember<K extends keyof SessionInput>(
  input: SessionInput,
  member: K,
  value: SessionInput[K] | undefined,
): SessionInput {
  const next: Record<string, unknown> = { ...input };
  if (value === undefined || isEmpty(value)) delete next[member];
  else next[member] = value;
  return next as unknown as SessionInput;
}

/** An object or a list without anything in it; members of an object that are empty themselves count as nothing. */
function isEmpty(value: unknown): boolean {
  if (value === '') return true;
  return typeof value === 'object' && value !== null && Object.values(value).length === 0;
}

/** An object with one member set; an empty value takes it away. */
export function withEntry<T extends object, K extends keyof T>(whole: T | undefined, name: K, value: T[K]): T {
  const next: Record<PropertyKey, unknown> = { ...whole };
  if (value === undefined || isEmpty(value)) delete next[name];
  else next[name] = value;
  return next as T;
}

/** A list with one item changed. */
export function withItem<T>(list: readonly T[], at: number, change: Partial<T>): readonly T[] {
  return list.map((item, index) => (index === at ? { ...item, ...change } : item));
}

/** A list without one item. */
export function withoutItem<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_, index) => index !== at);
}

/** Enters the service code; one that stands for a kind of session sets the kind as well. */
export function withServiceCode(input: SessionInput, serviceCode: string): SessionInput {
  const next = withText(input, 'serviceCode', serviceCode);
  const kind = servicesNamed(serviceCode).find((service) => service.kind !== undefined)?.kind;
  return kind === undefined ? next : { ...next, kind };
}

/** Chooses the kind of session. A code of another kind stays: the form says that the two differ. */
export function withKind(input: SessionInput, kind: SessionKind): SessionInput {
  return { ...input, kind };
}

/** Adds a role to those present, or takes it out with the name that was noted beside it. */
export function withRole(input: SessionInput, role: string): SessionInput {
  if (!input.participants.includes(role)) return { ...input, participants: [...input.participants, role] };
  const { [role]: _name, ...names } = input.participantNames ?? {};
  const participants = input.participants.filter((one) => one !== role);
  return withMember({ ...input, participants }, 'participantNames', names);
}

/** Says that something was not assessed, or takes that back. An aspect of the mental status loses its finding. */
export function withNotAssessed(input: SessionInput, what: string, notAssessed: boolean): SessionInput {
  const rest = input.notAssessed.filter((one) => one !== what);
  if (!notAssessed) return { ...input, notAssessed: rest };
  return { ...withObservation(input, what, null), notAssessed: [...rest, what] };
}

/** Adds, changes or, with an empty text, removes the finding of one aspect. An aspect with '' is a row still being filled. */
export function withObservation(input: SessionInput, aspect: string, finding: string | null): SessionInput {
  const observations = { ...input.observations };
  if (finding === null) delete observations[aspect];
  else observations[aspect] = finding;
  return { ...input, observations };
}

/** Sets what was answered to one risk item; null takes the answer back, which counts as not assessed. */
export function withRisk(input: SessionInput, item: RiskItem, answer: RiskAnswer | null, words = ''): SessionInput {
  const risk = { ...input.risk };
  if (answer === null) delete risk[item];
  else risk[item] = words === '' ? { answer } : { answer, words };
  return { ...input, risk };
}

/** Changes one intervention; fields set to '' are taken away. */
export function withIntervention(
  input: SessionInput,
  index: number,
  change: { modality?: string; technique?: string; objective?: string; response?: string },
): SessionInput {
  const interventions = input.interventions.map((row, at) => {
    if (at !== index) return row;
    const { technique, ...rest } = { ...row, ...change };
    const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
    return { technique, ...kept } as InterventionInput;
  });
  return { ...input, interventions };
}

/** Sets where one objective stands after this session; an empty status means it was not discussed. */
export function withProgress(input: SessionInput, objective: string, status: string, evidence: string): SessionInput {
  const rest = input.progress.filter((row) => row.objective !== objective);
  if (status === '') return { ...input, progress: rest };
  const row = evidence === '' ? { objective, status } : { objective, status, evidence };
  const at = input.progress.findIndex((existing) => existing.objective === objective);
  return {
    ...input,
    progress: at < 0 ? [...rest, row] : input.progress.map((old, index) => (index === at ? row : old)),
  };
}

/** Says what became of something planned last time; null takes that back. */
export function withReview(
  input: SessionInput,
  text: string,
  outcome: HomeworkOutcome | null,
  words = '',
): SessionInput {
  const list = input.homeworkReview ?? [];
  const at = list.findIndex((one) => one.text === text);
  if (outcome === null)
    return withMember(
      input,
      'homeworkReview',
      list.filter((one) => one.text !== text),
    );
  const entry = words === '' ? { text, outcome } : { text, outcome, words };
  return withMember(
    input,
    'homeworkReview',
    at < 0 ? [...list, entry] : list.map((one, index) => (index === at ? entry : one)),
  );
}

/**
 * What is sent to have a note drafted: rows that were opened and left empty are dropped, and neither the private jotting nor
 * a name of someone who took part is in it.
 */
export function inputForDraft(input: SessionInput): SessionInput {
  const { private: _private, participantNames: _names, ...rest } = input;
  const lines = (values: readonly string[]) => values.map((value) => value.trim()).filter((value) => value !== '');
  const said = (text: string) => text.trim() !== '';
  return {
    ...rest,
    reported: lines(input.reported),
    participants: lines(input.participants),
    protective: lines(input.protective),
    homework: lines(input.homework),
    plan: lines(input.plan),
    notAssessed: lines(input.notAssessed),
    observations: Object.fromEntries(Object.entries(input.observations).filter(([, finding]) => said(finding))),
    interventions: input.interventions.flatMap((row) => {
      const technique = withoutOpenSlots(row.technique);
      return said(technique) ? [{ ...row, technique }] : [];
    }),
    ...(input.circumstances && { circumstances: input.circumstances.filter(({ words }) => said(words)) }),
    ...(input.careActivities && { careActivities: input.careActivities.filter(({ text }) => said(text)) }),
  };
}
