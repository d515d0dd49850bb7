import { hasCode, wordsOf } from './codings.ts';
import { cleanText, dateAt, isTrueAt, type JsonObject, objectAt, objectsAt, textAt, textsAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/**
 * Patient → one `patient` Fact. The legal name is the official one; a nickname or a differing usual name is preferred.
 * Pronouns only where the record states them: those that an EHR calculates, as Epic does, may be guessed from the sex.
 */
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

/** As the record writes it, except that a text with the family name in front, `DOE, JANE`, is put in the order of speech. */
function fullName(name: JsonObject): string | undefined {
  const family = textAt(name, 'family', 200);
  const given = textsAt(name, 'given');
  const text = textAt(name, 'text', 200);
  const parts = [...given, family, ...textsAt(name, 'suffix')].filter((part) => part !== undefined);
  const reversed = family !== undefined && given.length > 0 && text?.startsWith(`${family},`) === true;
  if (text !== undefined && !reversed) return text;
  return parts.length > 0 ? cleanText(parts.join(' '), 200) : undefined;
}

function pronouns(json: JsonObject): string | undefined {
  const extension = objectsAt(json, 'extension').find((one) => textAt(one, 'url')?.endsWith('individual-pronouns'));
  if (extension === undefined) return undefined;
  const value = objectsAt(extension, 'extension').find((one) => textAt(one, 'url') === 'value') ?? extension;
  return wordsOf(objectAt(value, 'valueCodeableConcept')) ?? textAt(value, 'valueString', 60);
}

/** The identifier typed as one (v2-0203 MR), else the one that its type calls so in words, as some Epic sites do. */
function medicalRecordNumber(json: JsonObject): string | undefined {
  const identifiers = objectsAt(json, 'identifier');
  const called = (one: JsonObject): boolean =>
    /^(mrn|medical record number)$/i.test(textAt(objectAt(one, 'type'), 'text', 60) ?? '');
  return [...identifiers.filter((one) => hasCode(one, 'type', 'MR')), ...identifiers.filter(called)]
    .map((one) => textAt(one, 'value', 100))
    .find((value) => value);
}

function language(json: JsonObject): string | undefined {
  const spoken = objectsAt(json, 'communication');
  const chosen = spoken.find((one) => isTrueAt(one, 'preferred')) ?? spoken[0];
  return chosen && wordsOf(objectAt(chosen, 'language'));
}
