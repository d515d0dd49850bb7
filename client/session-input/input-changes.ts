import type { RiskItem } from '../../core/chart/fact.ts';
import type { InterventionInput, RiskAnswer, SessionInput } from '../../core/chart/session-input.ts';

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
  | 'private';

/** Sets a text field; an empty text takes the field away, so that "not entered" has one form only. */
export function withText(input: SessionInput, field: TextField, text: string): SessionInput {
  const next: Record<string, unknown> = { ...input };
  if (text === '') delete next[field];
  else next[field] = text;
  return next as unknown as SessionInput;
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
  change: { modality?: string; technique?: string; objective?: string },
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

/**
 * What is sent to have a note drafted: rows that were opened and left empty are dropped, and the private jotting is
 * not part of it.
 */
export function inputForDraft(input: SessionInput): SessionInput {
  const { private: _private, ...rest } = input;
  const lines = (values: readonly string[]) => values.map((value) => value.trim()).filter((value) => value !== '');
  return {
    ...rest,
    reported: lines(input.reported),
    participants: lines(input.participants),
    protective: lines(input.protective),
    homework: lines(input.homework),
    plan: lines(input.plan),
    notAssessed: lines(input.notAssessed),
    observations: Object.fromEntries(Object.entries(input.observations).filter(([, finding]) => finding.trim() !== '')),
    interventions: input.interventions.filter((row) => row.technique.trim() !== ''),
  };
}
