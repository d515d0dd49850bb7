import type {
  CodeableConcept,
  Condition,
  Consent,
  Coverage,
  FhirResource,
  MedicationRequest,
  ServiceRequest,
} from 'fhir/r4';
import { type Draw, dayAfter } from './any-draw.ts';

/** What every part of a random chart is made with. */
export interface AnyContext {
  readonly draw: Draw;
  /** The day of the session. */
  readonly day: string;
  readonly subject: { readonly reference: string };
}

/** A reason for which a part of the record must not be told as so now, with the words that would show it. */
export interface Planted {
  readonly why:
    | 'resolved-condition'
    | 'remission-condition'
    | 'stopped-medicine'
    | 'ended-medicine'
    | 'doubtful-diagnosis'
    | 'after-session'
    | 'withheld'
    | 'void'
    | 'other-patient'
    | 'third-party'
    | 'private';
  readonly words: string;
}

/** Every code and every text once, none part of another, so that a text in a note tells which entry it is from. */
const CONDITIONS = [
  ['F33.1', 'Major depressive disorder, recurrent, moderate'], ['F32.0', 'Depressive episode of mild degree'],
  ['F41.1', 'Generalized anxiety disorder'], ['F43.12', 'Post-traumatic stress disorder, chronic'],
  ['F31.81', 'Bipolar II disorder'], ['F50.2', 'Bulimia nervosa'], ['F10.20', 'Alcohol dependence, uncomplicated'],
  ['F11.21', 'Opioid dependence, in remission'], ['F90.2', 'Attention-deficit hyperactivity disorder, combined type'],
  ['F20.9', 'Schizophrenia, unspecified'], ['F60.3', 'Borderline personality disorder'], ['F42.2', 'Mixed obsessional thoughts and acts'],
  ['F84.0', 'Autistic disorder'], ['F64.0', 'Transsexualism'], ['F03.90', 'Unspecified dementia'], ['F93.0', 'Separation anxiety of childhood'],
  ['F43.21', 'Adjustment disorder with depressed mood'], ['F40.10', 'Social phobia, unspecified'],
  ['Z59.01', 'Sheltered homelessness'], ['Z59.41', 'Food insecurity'], ['Z56.0', 'Unemployment, unspecified'],
  ['Z60.2', 'Problems related to living alone'], ['Z63.0', 'Problems in relationship with spouse'], ['Z65.3', 'Problems related to other legal circumstances'],
  ['Z62.810', 'Personal history of physical abuse in childhood'], ['Z63.6', 'Dependent relative needing care at home'],
  ['E11.9', 'Type 2 diabetes mellitus'], ['I10', 'Essential hypertension'], ['G47.00', 'Insomnia, not otherwise specified'], ['M54.50', 'Low back pain, site unknown'],
] as const; // biome-ignore format: a table
const DRUGS = [
  'sertraline', 'fluoxetine', 'escitalopram', 'venlafaxine', 'bupropion', 'mirtazapine', 'trazodone', 'lithium carbonate',
  'lamotrigine', 'quetiapine', 'aripiprazole', 'naltrexone', 'buprenorphine-naloxone', 'prazosin', 'hydroxyzine', 'melatonin',
  'metformin', 'lisinopril', 'methylphenidate', 'clonazepam',
] as const; // biome-ignore format: a table
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

function concept(system: string, code: string, text?: string): CodeableConcept {
  return { coding: [{ system, code }], ...(text !== undefined && { text }) };
}

/** 0–12 conditions of every status and coding, with those that may not be told as current. */
export function anyConditions({ draw, day, subject }: AnyContext): { resources: Condition[]; planted: Planted[] } {
  const planted: Planted[] = [];
  const resources = draw.some(CONDITIONS, draw.between(0, 12)).map(([code, display], index): Condition => {
    const form = draw.pick(['icd', 'icd', 'icd', 'snomed', 'text'] as const);
    const fate = draw.pick([
      'active',
      'active',
      'active',
      'active',
      'resolved',
      'ended',
      'remission',
      'provisional',
      'refuted',
      'later',
    ] as const);
    const icd = draw.chance(0.8) ? code : code.replace('.', '');
    const onset = fate === 'later' ? dayAfter(day, draw.between(1, 200)) : dayAfter(day, -draw.between(0, 4000));
    const words = form === 'icd' ? [display, code] : [display];
    const why =
      fate === 'resolved' || fate === 'ended' ? 'resolved-condition'
        : fate === 'remission' ? 'remission-condition'
          : fate === 'refuted' ? 'void' : fate === 'later' ? 'after-session' : fate === 'provisional' ? 'doubtful-diagnosis' : undefined; // biome-ignore format: a table
    if (why !== undefined) planted.push(...words.map((one) => ({ why, words: one }) as const));
    return {
      resourceType: 'Condition',
      id: `cond-${index}`,
      subject,
      clinicalStatus: concept(
        CLINICAL,
        fate === 'resolved' || fate === 'remission' ? fate : draw.pick(['active', 'active', 'recurrence']),
      ),
      verificationStatus: concept(
        VERIFICATION,
        fate === 'provisional'
          ? draw.pick(['provisional', 'differential', 'unconfirmed'])
          : fate === 'refuted'
            ? 'refuted'
            : 'confirmed',
      ),
      category: [
        concept(
          'http://terminology.hl7.org/CodeSystem/condition-category',
          draw.pick(['problem-list-item', 'encounter-diagnosis']),
        ),
      ],
      code:
        form === 'icd' ? concept('http://hl7.org/fhir/sid/icd-10-cm', icd, display)
          : form === 'snomed' ? concept('http://snomed.info/sct', `${draw.between(100_000, 999_999)}`, display) : { text: display }, // biome-ignore format: a table
      ...(fate === 'later' || draw.chance(0.7)
        ? { onsetDateTime: draw.chance(0.3) ? onset.slice(0, fate === 'later' ? 10 : 7) : onset }
        : {}),
      ...(fate === 'ended' || (fate === 'resolved' && draw.chance(0.5))
        ? { abatementDateTime: dayAfter(day, -draw.between(0, 900)) }
        : {}),
    };
  });
  return { resources, planted };
}

/** 0–8 medication orders: taken, stopped, ended, changed in dose, without dose, on hold, planned later. */
export function anyMedications({ draw, day, subject }: AnyContext): {
  resources: MedicationRequest[];
  planted: Planted[];
} {
  const planted: Planted[] = [];
  const resources = draw.some(DRUGS, draw.between(0, 8)).flatMap((name, index): MedicationRequest[] => {
    const fate = draw.pick([
      'active',
      'active',
      'active',
      'stopped',
      'stopped',
      'completed',
      'changed',
      'ended',
      'on-hold',
      'draft',
      'later',
    ] as const);
    const start = fate === 'later' ? dayAfter(day, draw.between(1, 90)) : dayAfter(day, -draw.between(30, 900));
    const stop = dayAfter(day, -draw.between(0, 29));
    if (fate === 'stopped' || fate === 'completed') planted.push({ why: 'stopped-medicine', words: name });
    if (fate === 'ended') planted.push({ why: 'ended-medicine', words: name });
    if (fate === 'draft') planted.push({ why: 'void', words: name });
    if (fate === 'later') planted.push({ why: 'after-session', words: name });
    const strength = draw.pick(['25 mg', '50 mg', '100 mg', '0.5 mg', '300 mg']);
    const order = (
      id: string,
      status: MedicationRequest['status'],
      from: string,
      until?: string,
    ): MedicationRequest => ({
      resourceType: 'MedicationRequest',
      id,
      status,
      intent: 'order',
      subject,
      ...(until !== undefined &&
        status === 'stopped' &&
        draw.chance(0.5) && {
          statusReason: { text: draw.pick(['nausea', 'no effect after 6 weeks', 'patient choice']) },
        }),
      medicationCodeableConcept: { text: draw.chance(0.5) ? name : `${name} ${strength}` },
      authoredOn: from,
      // That an order has run out is told by its dosage alone.
      dosageInstruction: draw.maybe(fate === 'ended' ? 1 : 0.8, () => ({
        ...(draw.chance(0.5)
          ? { text: `${strength} by mouth ${draw.pick(['daily', 'twice daily', 'at bedtime as needed'])}` }
          : { doseAndRate: [{ doseQuantity: { value: draw.between(1, 40) * 5, unit: 'mg' } }] }),
        timing: {
          repeat: {
            ...(draw.chance(0.5) && { frequency: draw.between(1, 3), period: 1, periodUnit: 'd' as const }),
            boundsPeriod: { start: from, ...(until !== undefined && { end: until }) },
          },
        },
      })),
    });
    const id = `med-${index}`;
    if (fate === 'changed')
      return [order(`${id}-a`, 'stopped', dayAfter(start, -200), stop), order(`${id}-b`, 'active', stop)];
    if (fate === 'stopped' || fate === 'completed')
      return [order(id, fate, start, draw.chance(0.85) ? stop : undefined)];
    if (fate === 'ended') return [order(id, 'active', start, stop)];
    return [order(id, fate === 'on-hold' || fate === 'draft' ? fate : 'active', start)];
  });
  return { resources, planted };
}

/** Referrals, consents, coverage and orders that are none of these. */
export function anyPapers({ draw, day, subject }: AnyContext): FhirResource[] {
  const referrals = draw.times(
    0,
    4,
    (index): ServiceRequest => ({
      resourceType: 'ServiceRequest',
      id: `ref-${index}`,
      status: draw.pick(['active', 'active', 'completed', 'revoked', 'on-hold']),
      intent: 'order',
      subject,
      code: {
        text: draw.pick([
          'Referral for housing assistance',
          'Referral to sleep clinic.',
          'Psychiatric consultation',
          'Sleep study',
          'Referral for SNAP benefits',
        ]),
      },
      ...(draw.chance(0.6) && {
        performer: [{ display: draw.pick(['Harbor Legal Aid', 'County Food Bank', 'Dr. Ineke Vos']) }],
      }),
      ...(draw.chance(0.9) && { authoredOn: dayAfter(day, -draw.between(-20, 120)) }),
      ...(draw.chance(0.5) && { occurrencePeriod: { end: dayAfter(day, draw.between(-40, 60)) } }),
    }),
  );
  const consents = draw.times(
    0,
    4,
    (index): Consent => ({
      resourceType: 'Consent',
      id: `con-${index}`,
      status: draw.pick(['active', 'active', 'rejected', 'inactive', 'draft']),
      scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
      category: [
        {
          text: draw.pick([
            'Consent to telehealth',
            'AI-assisted drafting',
            'Release of information',
            'Consent to treatment',
          ]),
        },
      ],
      patient: subject,
      dateTime: dayAfter(day, -draw.between(0, 700)),
      provision: { type: draw.pick(['permit', 'permit', 'deny']) },
    }),
  );
  const coverage = draw.maybe(
    0.7,
    (): Coverage => ({
      resourceType: 'Coverage',
      id: 'cov-1',
      status: 'active',
      beneficiary: subject,
      payor: [{ display: draw.pick(['Medicaid of Marlowe', 'Tricare', 'Self pay', 'Blue Ridge Mutual']) }],
    }),
  );
  return [...referrals, ...consents, ...coverage];
}
