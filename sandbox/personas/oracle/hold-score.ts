import type { CodeableConcept, Observation } from 'fhir/r4';
import { instrumentCodes } from '../../seed/instrument-codes.ts';
import { codeSet, LOCAL_SCORES, localConcept, stableNumber } from './local-codes.ts';

const LOINC = 'http://loinc.org';

/**
 * A score as this EHR would chart it, or nothing: panels are forms, not results; single answers are charted for some
 * scales; a scale that is a form alone (AUDIT-C) is not there at all. Any other result gets a local code first.
 */
export function heldScore(observation: Observation): Observation[] {
  if (observation.hasMember) return [];
  const { derivedFrom: _forms, ...result } = observation;
  const place = placeOf(observation.code);
  if (place === 'form-only') return [];
  if (!place) return [{ ...result, code: withLocal(observation.code) }];
  if (place.item > 0 && !place.score.items) return [];
  return [{ ...result, code: localConcept(place.score, place.item, observation.code.text ?? '') }];
}

function placeOf(
  code: CodeableConcept,
): { score: (typeof LOCAL_SCORES)[number]; item: number } | 'form-only' | undefined {
  if (isOfFormOnly(code)) return 'form-only';
  const loinc = code.coding?.find(({ system }) => system === LOINC)?.code ?? '';
  for (const [instrument, { total, items }] of Object.entries(instrumentCodes)) {
    if (loinc === '' || (loinc !== total && !items.includes(loinc))) continue;
    const score = LOCAL_SCORES.find((one) => one.instrument === instrument);
    return score ? { score, item: loinc === total ? 0 : items.indexOf(loinc) + 1 } : 'form-only';
  }
  const named = LOCAL_SCORES.find(({ instrument }) => code.text?.startsWith(`${instrument} `));
  return named && { score: named, item: 0 };
}

/** Told by its name: answers of the PHQ-A carry the LOINC codes of the PHQ-9. */
function isOfFormOnly({ text = '' }: CodeableConcept): boolean {
  const named = Object.entries(instrumentCodes).find(([, { title }]) => text.startsWith(`${title} `))?.[0];
  return named !== undefined && !LOCAL_SCORES.some(({ instrument }) => instrument === named);
}

function withLocal(code: CodeableConcept): CodeableConcept {
  const text = code.text ?? 'Result';
  const local = {
    system: codeSet(72),
    code: String(700_000 + (stableNumber(text) % 90_000)),
    display: text,
    userSelected: true,
  };
  return { ...code, coding: [local, ...(code.coding ?? [])] };
}
