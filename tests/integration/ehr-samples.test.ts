import { describe, expect, test } from 'vitest';
import { type Fact, type FactKind, type FactOf, factsOf } from '../../core/chart/fact.ts';
import { namesPatient } from '../../core/fhir/read/of-patient.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import { HAVE_SAMPLES, readSample, type Sample, sampleResources } from '../../tools/ehr-samples.ts';
import { elementValues } from '../support/element-values.ts';

const samples = HAVE_SAMPLES ? sampleResources() : [];
const readings = samples.map((sample) => ({ sample, ...readSample(sample) }));
const ofTypesRead = readings.filter(({ sample }) => namesPatient(sample.type));

/** A resource of a type that is read may still be none of our business, or say nothing by itself. */
const NO_CONCERN: Readonly<Record<string, (json: Sample['json']) => boolean>> = {
  // 69722-7 asks how difficult the PHQ-9's problems made life and is no part of its total; a panel may only name its parts.
  Observation: (json) =>
    elementValues(json, 'code.coding.code').includes('69722-7') ||
    elementValues(json, 'hasMember.reference').length > 0 ||
    !/phq|gad-?7|pcl-?5|audit-?c|dast|suicid/i.test(
      [...words(json, 'code'), ...words(json, 'component.code')].join(' '),
    ),
  ServiceRequest: (json) => /laborator|imaging|radiolog/i.test(words(json, 'category').join(' ')),
  QuestionnaireResponse: (json) => !/phq|44250-9/i.test(JSON.stringify(json)),
};

function words(json: unknown, name: string): string[] {
  return [...elementValues(json, `${name}.text`), ...elementValues(json, `${name}.coding.display`)];
}

describe.skipIf(!HAVE_SAMPLES)('the resources of real EHRs in ../shared/ehr-samples', () => {
  test('are there in number and of every vendor', () => {
    expect(samples.length).toBeGreaterThan(300);
    for (const folder of ['cerner/docs-examples', 'cerner/sandbox', 'epic/sandbox', 'uscore'])
      expect(samples.filter(({ at }) => at.startsWith(folder)).length).toBeGreaterThan(5);
    expect(ofTypesRead.filter(({ facts }) => facts.length > 0).length).toBeGreaterThan(200);
  });

  test('give Facts, or are left out with a reason, or are none of our business: none is lost without a word', () => {
    const lost = ofTypesRead.filter(
      ({ sample, facts, dropped }) =>
        facts.length === 0 && dropped.length === 0 && !(NO_CONCERN[sample.type]?.(sample.json) ?? false),
    );
    expect(lost.map(({ sample }) => sample.at)).toEqual([]);
  });

  test('are left out only for what they themselves say', () => {
    const reasons = ofTypesRead.flatMap(({ sample, dropped }) =>
      dropped.map(({ reason }) => `${sample.type} ${reason}`),
    );
    const said = (reason: string) => reason.endsWith('entered-in-error');
    // One Encounter of the Cerner pages names its subject as unknown: a part of a combined visit.
    expect(reasons.filter((reason) => !said(reason))).toEqual(['Encounter no-subject']);
  });

  test('never give a Fact that cites another resource', () => {
    for (const { sample, facts } of readings)
      for (const { source } of facts)
        expect(source.from === 'ehr' && source.reference).toBe(
          `${sample.type}/${elementValues(sample.json, 'id')[0] ?? 'assigned'}`,
        );
  });
});

/** What a Fact must hold when the resource does: the values a resource has, and what the Fact made of them. */
interface Claim<K extends FactKind> {
  readonly what: string;
  /** Paths, the one the reader prefers first. */
  readonly has: readonly string[];
  readonly gives: (fact: FactOf<K>) => string | undefined;
  /** `one-of`: the Fact's text is one of the values. `holds`: it holds one of them. `any`: it is there. */
  readonly as?: 'one-of' | 'holds' | 'any';
}

function claims<K extends FactKind>(type: string, kind: K, list: readonly Claim<K>[]) {
  return list.map((claim) => ({
    name: `${type}: ${claim.what}`,
    misses: () =>
      readings
        .filter(({ sample, facts }) => sample.type === type && facts.some((fact: Fact) => fact.kind === kind))
        .flatMap(({ sample, facts }) => {
          const values = claim.has
            .flatMap((path) => elementValues(sample.json, path))
            // Some pages of the vendor print a time with blanks in it, which is no FHIR date.
            .filter((one) => !/T\d\d: \d/.test(one))
            .map((one) => one.trim());
          if (values.length === 0) return [];
          const given = factsOf(facts, kind).map((fact) => claim.gives(fact));
          return given.every((one) => one !== undefined && holds(one, values, claim.as)) ? [] : [sample.at];
        }),
    seen: () =>
      samples.filter(
        ({ type: its, json }) => its === type && claim.has.some((path) => elementValues(json, path).length > 0),
      ).length,
  }));
}

function holds(given: string, values: readonly string[], as: Claim<FactKind>['as'] = 'one-of'): boolean {
  if (as === 'any') return given !== '';
  return as === 'one-of' ? values.includes(given) : values.some((value) => given.includes(value));
}

const concept = (name: string): string[] => [`${name}.text`, `${name}.coding.display`, `${name}.coding.code`];

const CLAIMS = [
  ...claims('Patient', 'patient', [
    { what: 'family name', has: ['name.family'], gives: ({ value }) => value.legalName, as: 'holds' },
    { what: 'given name', has: ['name.given'], gives: ({ value }) => value.legalName, as: 'holds' },
    { what: 'birth date', has: ['birthDate'], gives: ({ value }) => value.birthDate },
    { what: 'sex', has: ['gender'], gives: ({ value }) => value.sex },
    { what: 'language', has: concept('communication.language'), gives: ({ value }) => value.language },
  ]),
  ...claims('Condition', 'condition', [
    // What follows in brackets is the doubt of verificationStatus.
    {
      what: 'words',
      has: concept('code'),
      gives: ({ value }) => value.display.replace(/ \((provisional|differential|unconfirmed)\)$/, ''),
    },
    { what: 'status', has: ['clinicalStatus.coding.code'], gives: ({ value }) => value.status },
    { what: 'onset', has: ['onsetDateTime', 'onsetPeriod.start'], gives: ({ value }) => value.onset },
    { what: 'abatement', has: ['abatementDateTime', 'abatementPeriod.end'], gives: ({ value }) => value.abatement },
    { what: 'date', has: ['onsetDateTime', 'onsetPeriod.start', 'recordedDate'], gives: ({ when }) => when },
    { what: 'category', has: ['category.coding.code'], gives: ({ value }) => value.category, as: 'any' },
  ]),
  ...claims('Encounter', 'encounter', [
    { what: 'start', has: ['period.start'], gives: ({ value }) => value.start },
    { what: 'end', has: ['period.end'], gives: ({ value }) => value.end },
    { what: 'class', has: ['class.code'], gives: ({ value }) => value.classCode },
    { what: 'type', has: [...concept('type'), 'class.display'], gives: ({ value }) => value.type },
    { what: 'status', has: ['status'], gives: ({ value }) => value.status },
  ]),
  ...claims('DocumentReference', 'prior-note', [
    { what: 'type', has: concept('type'), gives: ({ value }) => value.type },
    { what: 'date', has: ['context.period.start', 'date'], gives: ({ when }) => when },
    { what: 'author', has: ['author.display'], gives: ({ value }) => value.author },
    { what: 'title', has: ['description', 'content.attachment.title'], gives: ({ value }) => value.title },
    { what: 'labels', has: ['securityLabel.coding.code'], gives: ({ labels }) => labels?.[0]?.code },
  ]),
  ...claims('MedicationRequest', 'medication', [
    {
      what: 'name',
      has: [...concept('medicationCodeableConcept'), 'medicationReference.display', 'contained.code.text'],
      gives: ({ value }) => value.name,
    },
    {
      what: 'amount',
      has: ['dosageInstruction.doseAndRate.doseQuantity.value'],
      gives: ({ value }) => value.dose,
      as: 'holds',
    },
    {
      what: 'unit',
      has: ['dosageInstruction.doseAndRate.doseQuantity.unit'],
      gives: ({ value }) => value.dose,
      as: 'holds',
    },
    { what: 'status', has: ['status'], gives: ({ value }) => value.status },
    {
      what: 'start',
      has: ['dosageInstruction.timing.repeat.boundsPeriod.start', 'authoredOn'],
      gives: ({ value }) => value.start,
    },
  ]),
  ...claims('AllergyIntolerance', 'allergy', [
    { what: 'substance', has: concept('code'), gives: ({ value }) => value.substance },
    { what: 'reaction', has: concept('reaction.manifestation'), gives: ({ value }) => value.reaction },
  ]),
  ...claims('Observation', 'score', [
    { what: 'date', has: ['effectiveDateTime', 'effectivePeriod.start', 'issued'], gives: ({ when }) => when },
  ]),
  ...claims('CarePlan', 'care-plan', [
    { what: 'title', has: ['title'], gives: ({ value }) => value.title },
    { what: 'status', has: ['status'], gives: ({ value }) => value.status },
    { what: 'start', has: ['period.start'], gives: ({ value }) => value.start },
    { what: 'end', has: ['period.end'], gives: ({ value }) => value.end },
    { what: 'prose', has: ['text.div'], gives: ({ value }) => value.narrative, as: 'any' },
  ]),
  ...claims('Goal', 'goal', [
    { what: 'statement', has: concept('description'), gives: ({ value }) => value.statement },
    { what: 'status', has: ['lifecycleStatus'], gives: ({ value }) => value.status },
  ]),
  ...claims('Goal', 'objective', [{ what: 'due date', has: ['target.dueDate'], gives: ({ value }) => value.due }]),
  ...claims('ServiceRequest', 'referral', [
    { what: 'what', has: [...concept('code'), ...concept('category')], gives: ({ value }) => value.what },
    { what: 'status', has: ['status'], gives: ({ value }) => value.status },
    { what: 'date', has: ['authoredOn'], gives: ({ value }) => value.authored },
    { what: 'to whom', has: ['performer.display', ...concept('performerType')], gives: ({ value }) => value.to },
  ]),
  ...claims('Consent', 'consent', [
    { what: 'status', has: ['status'], gives: ({ value }) => value.status },
    { what: 'start', has: ['provision.period.start', 'dateTime'], gives: ({ value }) => value.start },
    { what: 'end', has: ['provision.period.end'], gives: ({ value }) => value.end },
    { what: 'recipient', has: ['provision.actor.reference.display'], gives: ({ value }) => value.recipient },
  ]),
  ...claims('Coverage', 'coverage', [
    { what: 'payer', has: ['payor.display', 'class.name'], gives: ({ value }) => value.payer },
    { what: 'type', has: concept('type'), gives: ({ value }) => value.type },
    { what: 'member id', has: ['subscriberId'], gives: ({ value }) => value.memberId },
    { what: 'start', has: ['period.start'], gives: ({ when }) => when },
  ]),
];

describe.skipIf(!HAVE_SAMPLES)('what is claimed to be read is in the Facts wherever a sample has it', () => {
  test.each(CLAIMS)('$name', ({ misses }) => {
    expect(misses()).toEqual([]);
  });

  test('but for these, every claim is put to the test by a sample', () => {
    const untested = CLAIMS.filter(({ seen }) => seen() === 0).map(({ name }) => name);
    expect(untested).toEqual(['CarePlan: end', 'ServiceRequest: to whom']);
  });

  test('the total of a rating scale is the one that the resource gives', () => {
    const totals = readings.filter(({ sample }) => elementValues(sample.json, 'code.coding.code').includes('44261-6'));
    expect(totals.length).toBeGreaterThan(0);
    for (const { sample, facts } of totals) {
      const given = ['valueInteger', 'valueQuantity.value', 'valueString'].flatMap((path) =>
        elementValues(sample.json, path),
      );
      expect(factsOf(facts, 'score').map(({ value }) => String(value.total))).toEqual(given.slice(0, 1));
    }
  });

  test('the PHQ-9 of US Core, a panel with its items and its total, is one administration with all nine answers', () => {
    const resources = samples.filter(({ at }) => at.includes('Observation-PHQ9')).map(({ json }) => json);
    const patientReference = elementValues(resources[0], 'subject.reference')[0] ?? '';
    const { facts, dropped } = factsFromResources({ patientReference, resources, noteTexts: new Map() });
    expect(dropped).toEqual([]);
    expect(factsOf(facts, 'score').map(({ value }) => [value.instrument, value.total, value.items.length])).toEqual([
      ['PHQ-9', 12, 9],
    ]);
    expect(factsOf(facts, 'score')[0]?.value.items).not.toContain(null);
  });
});
