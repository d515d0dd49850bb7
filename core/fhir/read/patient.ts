import { hasCode, wordsOf } from './codings.ts';
import { dateAt, isTrueAt, type JsonObject, objectAt, objectsAt, textAt, textsAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** Patient → one `patient` Fact. The legal name is the official one; a nickname or a differing usual name is preferred. */
export function readPatient(resource: ReadResource): ReadResult {
  const { json } = resource;
  const names = objectsAt(json, 'name').filter(
    (name) => !['old', 'maiden', 'temp'].includes(textAt(name, 'use') ?? ''),
  );
  const legal = nameOf('official', names) ?? nameOf('usual', names) ?? names.map(fullName).find((name) => name);
  if (legal === undefined) return 'unreadable';
  const preferred = nameOf('nickname', names) ?? nameOf('usual', names);
  return [
    factFrom('patient', resource, {
      value: {
        legalName: legal,
        preferredName: preferred === legal ? undefined : preferred,
        birthDate: dateAt(json, 'birthDate'),
        sex: textAt(json, 'gender', 20),
        pronouns: pronouns(json),
        mrn: medicalRecordNumber(json),
        language: language(json),
      },
      path: 'name',
      excerpt: legal,
    }),
  ];
}

function nameOf(use: string, names: readonly JsonObject[]): string | undefined {
  return names
    .filter((name) => textAt(name, 'use') === use)
    .map(fullName)
    .find((name) => name);
}

function fullName(name: JsonObject): string | undefined {
  const parts = [...textsAt(name, 'given'), textAt(name, 'family', 200)].filter((part) => part !== undefined);
  return textAt(name, 'text', 200) ?? (parts.length > 0 ? parts.join(' ').slice(0, 200) : undefined);
}

function pronouns(json: JsonObject): string | undefined {
  const extension = objectsAt(json, 'extension').find((one) => textAt(one, 'url')?.endsWith('individual-pronouns'));
  if (extension === undefined) return undefined;
  const value = objectsAt(extension, 'extension').find((one) => textAt(one, 'url') === 'value') ?? extension;
  return wordsOf(objectAt(value, 'valueCodeableConcept')) ?? textAt(value, 'valueString', 60);
}

function medicalRecordNumber(json: JsonObject): string | undefined {
  return objectsAt(json, 'identifier')
    .filter((one) => hasCode(one, 'type', 'MR'))
    .map((one) => textAt(one, 'value', 100))
    .find((value) => value);
}

function language(json: JsonObject): string | undefined {
  const spoken = objectsAt(json, 'communication');
  const chosen = spoken.find((one) => isTrueAt(one, 'preferred')) ?? spoken[0];
  return chosen && wordsOf(objectAt(chosen, 'language'));
}
