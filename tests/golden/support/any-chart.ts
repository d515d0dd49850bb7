import type { FhirResource } from 'fhir/r4';
import type { MissingRead, MissingReason } from '../../../core/chart/chart.ts';
import type { Fact } from '../../../core/chart/fact.ts';
import { composeNote } from '../../../core/composing/compose-note.ts';
import { NOTE_FORMATS } from '../../../core/documents/draft.ts';
import { renderText } from '../../../core/documents/render-text.ts';
import { factsFromResources } from '../../../core/fhir/read/read-chart.ts';
import { NOTE_PROFILE } from '../../../core/fhir/write/filing-codes.ts';
import { anySession } from './any-clinical-session.ts';
import { type Draw, dayAfter, drawFrom, sessionDayOf } from './any-draw.ts';
import { anyNotes } from './any-notes.ts';
import { anyPatient } from './any-person.ts';
import { anyPlan } from './any-plan.ts';
import { anyConditions, anyMedications, anyPapers, type Planted } from './any-record.ts';
import { anyScores } from './any-scores.ts';

/** One random patient's record as an EHR serves it, as Facts, and what of it no note may tell. */
export interface AnyChart {
  readonly day: string;
  readonly resources: readonly FhirResource[];
  readonly noteTexts: ReadonlyMap<string, string>;
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  readonly planted: readonly Planted[];
}

const REASONS: readonly MissingReason[] = [
  'not-granted', 'refused', 'failed', 'timed-out', 'too-large', 'unreadable', 'suppressed', 'too-many-pages', 'break-the-glass',
  'merged-patient', 'not-supported', 'come-back-later', 'not-shown',
]; // biome-ignore format: a table
const PARTS: readonly (readonly [string, string])[] = [
  ['Observation', 'scores'], ['CarePlan', 'treatment plan'], ['DocumentReference', 'prior notes'], ['Encounter', 'visits'],
  ['MedicationRequest', 'medication'], ['Condition', 'diagnoses'], ['Binary', 'text of prior notes'], ['Coverage', 'insurance'],
]; // biome-ignore format: a table
const PATIENT = 'pt-any';

/** The chart of a seed, read from FHIR resources, in an order that differs from seed to seed. */
export function anyChart(seed: number): AnyChart {
  const day = sessionDayOf(seed);
  const draw = drawFrom(seed, 'chart');
  const subject = { reference: `Patient/${PATIENT}` };
  const context = { draw, day, subject };
  const conditions = anyConditions(context);
  const medications = anyMedications(context);
  const notes = anyNotes(context);
  const labelled = draw.chance(0.15) ? draw.pick(['42CFRPart2', 'R'] as const) : undefined;
  const own: FhirResource[] = [
    anyPatient(draw, PATIENT, day),
    ...conditions.resources,
    ...medications.resources,
    ...anyScores(context),
    ...anyPlan(context),
    ...anyPapers(context),
    ...notes.resources,
  ];
  const resources = draw.some(
    [...own.map((one) => (labelled === undefined ? one : withLabel(one, labelled))), ...ofOther(draw, day)],
    Number.MAX_SAFE_INTEGER,
  );
  const noteTexts = new Map(notes.texts);
  const read = (): Fact[] => factsFromResources({ patientReference: subject.reference, resources, noteTexts }).facts;
  if (draw.chance(0.35)) {
    const filed = noteOfOurs(seed, read(), dayAfter(day, -draw.between(1, 20)));
    resources.push(filed.document);
    noteTexts.set('DocumentReference/note-ours', filed.text);
  }
  const facts = read();
  const foreign = draw.chance(0.3) ? [otherPersonsFact()] : [];
  const missing = draw.chance(0.4)
    ? draw
        .some(PARTS, draw.between(1, 4))
        .map(([resource, what]): MissingRead => ({ resource, what, reason: draw.some(REASONS, 1)[0] ?? 'failed' }))
    : [];
  return {
    day,
    resources,
    noteTexts,
    facts: [...facts, ...foreign],
    missing,
    planted: [
      ...conditions.planted,
      ...medications.planted,
      ...notes.planted,
      { why: 'other-patient', words: 'wombat' },
      ...['Maribel', 'Deshawn'].map((words) => ({ why: 'third-party' as const, words })),
      { why: 'private', words: 'zebra-private-jotting' },
    ],
  };
}

/** A note that was made here for an earlier session of this chart, and filed: what it planned is quoted in the next one. */
function noteOfOurs(seed: number, chartFacts: readonly Fact[], date: string): { document: FhirResource; text: string } {
  const input = { ...anySession(seed + 1_000_000, chartFacts), date };
  const format = NOTE_FORMATS[seed % NOTE_FORMATS.length] ?? 'SOAP';
  const { note } = composeNote({ format, input, chartFacts, missing: [], clinicianName: 'J. Roe, LCSW' });
  const document: FhirResource = {
    resourceType: 'DocumentReference',
    id: 'note-ours',
    meta: { profile: [NOTE_PROFILE] },
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: `Patient/${PATIENT}` },
    date: `${date}T17:00:00Z`,
    content: [{ attachment: { contentType: 'text/plain' } }],
  };
  return { document, text: renderText(note) };
}

function withLabel(resource: FhirResource, code: '42CFRPart2' | 'R'): FhirResource {
  const system = `http://terminology.hl7.org/CodeSystem/${code === 'R' ? 'v3-Confidentiality' : 'v3-ActCode'}`;
  return { ...resource, meta: { ...resource.meta, security: [...(resource.meta?.security ?? []), { system, code }] } };
}

/** What a server may wrongly send along: resources of another patient. */
function ofOther(draw: Draw, day: string): FhirResource[] {
  const subject = { reference: 'Patient/pt-other' };
  const clinicalStatus = { coding: [{ code: 'active' }] };
  return [
    ...draw.maybe(
      0.5,
      (): FhirResource => ({
        resourceType: 'Condition',
        id: 'w-1',
        subject,
        clinicalStatus,
        code: { text: 'Fear of the wombat' },
      }),
    ),
    ...draw.maybe(
      0.5,
      (): FhirResource => ({
        resourceType: 'MedicationRequest',
        id: 'w-2',
        subject,
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'wombatol 5 mg' },
      }),
    ),
    ...draw.maybe(
      0.5,
      (): FhirResource => ({
        resourceType: 'Goal',
        id: 'w-3',
        subject,
        lifecycleStatus: 'active',
        description: { text: 'Befriend a wombat' },
        startDate: dayAfter(day, -3),
      }),
    ),
  ];
}

/** A Fact about someone else, as a later reader may make them. */
function otherPersonsFact(): Fact {
  return {
    id: 'condition:Condition/of-sister',
    kind: 'condition',
    value: { code: 'F25.0', display: 'Schizoaffective disorder of the wombat', status: 'active', category: 'problem' },
    polarity: 'affirmed',
    whose: 'other-person',
    source: { from: 'ehr', reference: 'Condition/of-sister', path: 'Condition.code', excerpt: '' },
  };
}
