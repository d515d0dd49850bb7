import { describe, expect, it } from 'vitest';
import { factsOf } from '../../chart/fact.ts';
import { factsFromResources } from './read-chart.ts';

/** The order as it is read: its status and the day it ended. */
function readOrder(changes: Readonly<Record<string, unknown>>) {
  const order = {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { text: 'prazosin' },
    authoredOn: '2026-01-05',
    ...changes,
  };
  const { facts } = factsFromResources({ patientReference: 'Patient/p1', resources: [order], noteTexts: new Map() });
  const [fact] = factsOf(facts, 'medication');
  return { status: fact?.value.status, stop: fact?.value.stop };
}

const dosageInstruction = [{ timing: { repeat: { boundsPeriod: { start: '2026-01-05', end: '2026-02-05' } } } }];
const dispenseRequest = { validityPeriod: { start: '2026-01-05', end: '2026-02-05' } };

describe('the day an order ended', () => {
  it('is that of its dosage, also where nobody marked the order as ended', () => {
    expect(readOrder({ dosageInstruction })).toEqual({ status: 'active', stop: '2026-02-05' });
    expect(readOrder({ dosageInstruction, status: 'stopped' })).toEqual({ status: 'stopped', stop: '2026-02-05' });
  });

  it('is not that until which an active order can be dispensed', () => {
    expect(readOrder({ dispenseRequest })).toEqual({ status: 'active', stop: undefined });
    expect(readOrder({ dispenseRequest, status: 'stopped' })).toEqual({ status: 'stopped', stop: '2026-02-05' });
  });
});
