import { wordsOf } from './codings.ts';
import { dateAt, isTrueAt, type JsonObject, numberAt, objectAt, objectsAt, textAt, textsAt } from './json.ts';
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
  // An order that is still called active ends with the time it was given for; a prescription's validity says no such thing.
  const ends = status === 'unknown' ? undefined : dateAt(bounds, 'end');
  const stop = ends ?? (status === 'stopped' ? dateAt(validity, 'end') : undefined);
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

/** How much and how often, from the coded dose and timing; else the dosage in the prescriber's words. */
function doseOf(dosage: JsonObject): string | undefined {
  const rate = objectsAt(dosage, 'doseAndRate')[0] ?? {};
  const range = objectAt(rate, 'doseRange');
  const low = amountOf(objectAt(range, 'low'));
  const high = amountOf(objectAt(range, 'high'));
  const amount = amountOf(objectAt(rate, 'doseQuantity')) ?? (low && high ? `${low} to ${high}` : (low ?? high));
  if (amount === undefined) return textAt(dosage, 'text', 300);
  const asNeeded = isTrueAt(dosage, 'asNeededBoolean') || hasMember(dosage, 'asNeededCodeableConcept');
  return [amount, frequencyOf(objectAt(objectAt(dosage, 'timing'), 'repeat')), asNeeded ? 'as needed' : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}

function amountOf(quantity: JsonObject): string | undefined {
  const value = numberAt(quantity, 'value');
  const unit = textAt(quantity, 'unit', 40) ?? textAt(quantity, 'code', 40);
  return value !== undefined && unit !== undefined ? `${value} ${unit}` : undefined;
}

const UNITS: Readonly<Record<string, string>> = { min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month' };

/** `2 times daily`, `every 4 hours`; times of the day count as so many a day. Undefined where the record is not plain. */
function frequencyOf(repeat: JsonObject): string | undefined {
  const period = numberAt(repeat, 'period');
  const unit = UNITS[textAt(repeat, 'periodUnit', 4) ?? ''];
  const times = numberAt(repeat, 'frequency');
  if (period !== undefined && unit !== undefined && times !== undefined && times >= 1) {
    if (period === 1 && unit === 'day') return daily(times);
    if (times === 1) return period === 1 ? `every ${unit}` : `every ${period} ${unit}s`;
    return undefined;
  }
  const hours = textsAt(repeat, 'timeOfDay').length;
  return period === undefined && hours > 0 ? daily(hours) : undefined;
}

function daily(times: number): string {
  return times === 1 ? 'once daily' : `${times} times daily`;
}

function hasMember(parent: JsonObject, name: string): boolean {
  return Object.keys(objectAt(parent, name)).length > 0;
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
