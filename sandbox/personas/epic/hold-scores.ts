import type { CodeableConcept, FhirResource, Observation } from 'fhir/r4';
import { instrumentCodes } from '../../seed/instrument-codes.ts';
import { FLOWSHEET, type FlowsheetRow, ROWS_BY_LOINC } from './flowsheet.ts';

const LOINC = 'http://loinc.org';

/**
 * Rule held-scores. Of each patient's administrations of a scale, every second one has lost its LOINC codes and texts, and
 * its total is text: what is left to read it by is the flowsheet row id.
 */
export function holdScores(resources: readonly FhirResource[]): Observation[] {
  const observations = resources.filter((resource): resource is Observation => resource.resourceType === 'Observation');
  const turns = turnsOf(observations);
  const itemsOf = membersByTotal(observations);
  return observations.map((observation) => {
    const row = rowOf(observation);
    if (!row) return withoutForms(observation);
    const bare = row.mapped && (turns.get(turnKey(observation, row)) ?? 0) % 2 === 1;
    const { derivedFrom: _forms, valueQuantity, valueInteger, code, category, ...rest } = observation;
    const derived = row.part === 'total' ? itemsOf.get(observation.id ?? '') : undefined;
    return {
      ...rest,
      category: [
        ...(category ?? []),
        {
          coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-category', code: 'functional-status' }],
          text: 'Functional Status',
        },
      ],
      code: codeOf(row, code, bare),
      ...valueOf(row, valueQuantity?.value ?? valueInteger, bare),
      ...(derived?.length ? { derivedFrom: derived.map((reference) => ({ reference })) } : {}),
    };
  });
}

function codeOf(row: FlowsheetRow, code: CodeableConcept, bare: boolean): CodeableConcept {
  const display = row.part === 'item' && bare ? {} : { display: row.name };
  const own = { system: FLOWSHEET, code: row.id, ...display };
  if (bare) return { coding: [own] };
  const loinc = (code.coding ?? []).filter(({ system }) => system === LOINC);
  const text = row.part === 'total' && code.text !== undefined ? { text: code.text } : {};
  return { coding: [own, ...loinc], ...text };
}

/** Flowsheets hold numbers: as a quantity without unit, or typed in as text. */
function valueOf(row: FlowsheetRow, value: number | undefined, bare: boolean): Partial<Observation> {
  if (value === undefined) return {};
  return bare && row.part === 'total' ? { valueString: String(value) } : { valueQuantity: { value } };
}

function rowOf({ code }: Observation): FlowsheetRow | undefined {
  const loinc = code.coding?.find(({ system }) => system === LOINC)?.code;
  const row = loinc === undefined ? undefined : ROWS_BY_LOINC.get(loinc);
  return row !== undefined && isOfOtherScale(code, row) ? undefined : row;
}

/** Answers of a scale without rows here may carry the LOINC codes of another one, as those of the PHQ-A do. */
function isOfOtherScale({ text = '' }: CodeableConcept, row: FlowsheetRow): boolean {
  return Object.entries(instrumentCodes).some(
    ([instrument, { title }]) => instrument !== row.instrument && text.startsWith(`${title} `),
  );
}

function withoutForms({ derivedFrom = [], ...observation }: Observation): Observation {
  const held = derivedFrom.filter(({ reference }) => reference?.startsWith('QuestionnaireResponse/') !== true);
  return held.length > 0 ? { ...observation, derivedFrom: held } : observation;
}

function turnKey({ subject, effectiveDateTime }: Observation, { instrument }: FlowsheetRow): string {
  return `${subject?.reference ?? ''} ${instrument} ${effectiveDateTime ?? ''}`;
}

/** 0 for a patient's first administration of a scale, 1 for the second, and so on. */
function turnsOf(observations: readonly Observation[]): Map<string, number> {
  const keys = new Set<string>();
  for (const observation of observations) {
    const row = rowOf(observation);
    if (row) keys.add(turnKey(observation, row));
  }
  const turns = new Map<string, number>();
  for (const key of [...keys].sort()) {
    const scale = key.slice(0, key.lastIndexOf(' '));
    const earlier = [...turns.keys()].filter((other) => other.slice(0, other.lastIndexOf(' ')) === scale).length;
    turns.set(key, earlier);
  }
  return turns;
}

/** The item references of each total, by the total's id: a panel names both. */
function membersByTotal(observations: readonly Observation[]): Map<string, string[]> {
  const rows = new Map(observations.map((observation) => [`Observation/${observation.id ?? ''}`, rowOf(observation)]));
  const found = new Map<string, string[]>();
  for (const { hasMember = [] } of observations) {
    const members = hasMember.flatMap(({ reference }) => reference ?? []);
    const total = members.find((member) => rows.get(member)?.part === 'total');
    if (total !== undefined)
      found.set(
        total.replace('Observation/', ''),
        members.filter((member) => rows.get(member)?.part === 'item'),
      );
  }
  return found;
}
