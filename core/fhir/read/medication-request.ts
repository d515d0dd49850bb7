import { wordsOf } from './codings.ts';
import { dateAt, isTrueAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

const STATUS: Readonly<Record<string, 'active' | 'stopped'>> = {
  active: 'active',
  stopped: 'stopped',
  completed: 'stopped',
  cancelled: 'stopped',
  ended: 'stopped',
};

/** MedicationRequest → `medication` Fact, with the reason it was stopped where the record has one. */
export function readMedicationRequest(resource: ReadResource): ReadResult {
  const { json } = resource;
  const told = textAt(json, 'status', 40) ?? '';
  if (told === 'entered-in-error') return 'entered-in-error';
  if (isTrueAt(json, 'doNotPerform') || told === 'draft' || textAt(json, 'intent') === 'proposal')
    return 'not-in-force';
  const recorded = medicationName(json);
  if (recorded === undefined) return 'unreadable';
  const status = (Object.hasOwn(STATUS, told) ? STATUS[told] : undefined) ?? 'unknown';
  const dosage = objectsAt(json, 'dosageInstruction')[0] ?? {};
  const bounds = objectAt(objectAt(objectAt(dosage, 'timing'), 'repeat'), 'boundsPeriod');
  const validity = objectAt(objectAt(json, 'dispenseRequest'), 'validityPeriod');
  const start = dateAt(bounds, 'start') ?? dateAt(validity, 'start') ?? dateAt(json, 'authoredOn');
  const stop = status === 'stopped' ? (dateAt(bounds, 'end') ?? dateAt(validity, 'end')) : undefined;
  const stopReason = status === 'stopped' ? wordsOf(objectAt(json, 'statusReason')) : undefined;
  const dose = doseOf(dosage);
  const name = withoutStrength(recorded, dose);
  return [
    factFrom('medication', resource, {
      value: { name, dose, status, start, stop, stopReason },
      when: stop ?? start,
      path: 'medication',
      excerpt: [recorded, dose, told].filter(Boolean).join(' '),
    }),
  ];
}

function medicationName(json: JsonObject): string | undefined {
  const reference = objectAt(json, 'medicationReference');
  const inside = textAt(reference, 'reference', 100);
  const contained = objectsAt(json, 'contained').find(
    (one) => inside !== undefined && `#${textAt(one, 'id') ?? ''}` === inside,
  );
  return (
    wordsOf(objectAt(json, 'medicationCodeableConcept')) ??
    (contained && wordsOf(objectAt(contained, 'code'))) ??
    textAt(reference, 'display', 300)
  );
}

function doseOf(dosage: JsonObject): string | undefined {
  const quantity = objectAt(objectsAt(dosage, 'doseAndRate')[0] ?? {}, 'doseQuantity');
  const value = numberAt(quantity, 'value');
  const unit = textAt(quantity, 'unit', 40) ?? textAt(quantity, 'code', 40);
  return value !== undefined && unit !== undefined ? `${value} ${unit}` : textAt(dosage, 'text', 300);
}

/** `sertraline 100 mg` with the dose `100 mg once daily` is `sertraline`: the strength is said once. */
function withoutStrength(name: string, dose: string | undefined): string {
  const words = name.split(' ');
  for (let at = 1; at < words.length; at += 1) {
    const strength = words.slice(at).join(' ');
    if (/\d/.test(words[at] ?? '') && `${dose ?? ''} `.startsWith(`${strength} `)) return words.slice(0, at).join(' ');
  }
  return name;
}
