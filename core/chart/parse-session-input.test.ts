import { describe, expect, it } from 'vitest';
import { parseSessionInput, restoreSessionInput } from './parse-session-input.ts';
import { emptySessionInput, type SessionInput } from './session-input.ts';

const base = emptySessionInput('2026-04-27');

function problemsOf(changes: object): string[] {
  const parsed = parseSessionInput({ ...base, ...changes });
  return parsed.ok ? [] : parsed.problems;
}

describe('reading a session input', () => {
  it('gives back what is well formed, fills what is absent, drops what is unknown', () => {
    const full = {
      ...base,
      complaint: 'Low',
      risk: { 'suicidal-ideation': { answer: 'denied' } },
      scoresSaid: [{ instrument: 'PHQ-9', total: 12 }],
    };
    expect(parseSessionInput(JSON.parse(JSON.stringify(full)))).toEqual({ ok: true, input: full });
    expect(parseSessionInput({ schema: base.schema, date: base.date, extra: 1 })).toEqual({
      ok: true,
      input: { ...base, participants: [] },
    });
  });

  it.each([
    [{ date: '2026-02-30' }, /^date:/],
    [{ date: '' }, /^date:/],
    [{ start: '25:00' }, /^start:/],
    [{ nextAppointment: 'soon' }, /^nextAppointment:/],
    [{ modality: 'carrier pigeon' }, /^modality:/],
    [{ complaint: 'x'.repeat(4001) }, /^complaint:/],
    [{ reported: Array.from({ length: 61 }, () => 'x') }, /^reported:/],
    [{ reported: [3] }, /^reported\[0\]:/],
    [{ interventions: ['x'] }, /^interventions\[0\]:/],
    [{ risk: { 'self-injury': { answer: 'maybe' } } }, /^risk\.self-injury\.answer:/],
    [{ scoresSaid: [{ instrument: 'XYZ', total: 1.5 }] }, /^scoresSaid\[0\]\.instrument:/],
    [{ schema: 'other' }, /^schema:/],
    [{ kind: 'party' }, /^kind:/],
    [{ minutes: 0 }, /^minutes:/],
    [{ place: 'moon' }, /^place:/],
    [{ group: { present: 2.5 } }, /^group\.present:/],
    [{ circumstances: [{ domain: 'weather', words: 'x' }] }, /^circumstances\[0\]\.domain:/],
    [{ homeworkReview: [{ text: 'x', outcome: 'maybe' }] }, /^homeworkReview\[0\]\.outcome:/],
  ])('names the field that is wrong: %j', (changes, problem) => {
    expect(problemsOf(changes)[0]).toMatch(problem);
  });

  it('refuses what is no object, and never repeats what was written', () => {
    for (const value of [null, 'text', [], 7]) expect(parseSessionInput(value).ok).toBe(false);
    const secret = 'Quillon Marchetti';
    expect(
      JSON.stringify(
        problemsOf({
          date: secret,
          start: secret,
          risk: { 'self-injury': { answer: secret } },
          complaint: secret.repeat(500),
        }),
      ),
    ).not.toContain(secret);
  });

  it('survives names of the object prototype', () => {
    const parsed = parseSessionInput(
      JSON.parse(
        '{"schema":"throughline.session-input/1","date":"2026-04-27","observations":{"__proto__":"x","affect":"full"}}',
      ),
    );
    expect(parsed.ok && Object.getPrototypeOf(parsed.input.observations)).toBe(Object.prototype);
  });

  it('gives back every member of every kind of session', () => {
    const full: SessionInput = {
      ...base,
      kind: 'crisis',
      minutes: 50,
      place: 'school',
      clinicianLocation: 'clinic',
      telehealthConsent: 'on-file',
      participants: ['patient', 'mother'],
      participantNames: { mother: 'M' },
      language: 'Dari',
      longerBecause: 'imaginal exposure',
      patientAbsentBecause: 'at school',
      group: { topic: 't', method: 'm', present: 8, coFacilitator: 'LPC' },
      crisis: { state: 's', disposition: 'd', resources: ['988'] },
      history: { family: 'f', capacity: 'c' },
      circumstances: [{ domain: 'housing', words: 'eviction notice' }],
      homeworkReview: [{ text: 'walk', outcome: 'done', words: 'twice' }],
      careActivities: [{ activity: 'link', text: 'food bank' }],
      interventions: [{ technique: 't', response: 'r' }],
    };
    expect(parseSessionInput(JSON.parse(JSON.stringify(full)))).toEqual({ ok: true, input: full });
  });

  it('restores what was stored earlier and leaves out only what no longer fits', () => {
    const { reported: _reported, ...older } = { ...base, complaint: 'Low', start: 'ten', notAssessed: ['sleep'] };
    expect(restoreSessionInput(older, '2026-11-20')).toEqual({ ...base, complaint: 'Low', notAssessed: ['sleep'] });
    expect(restoreSessionInput({ complaint: 'Low' }, '2026-11-20')).toMatchObject({
      date: '2026-11-20',
      complaint: 'Low',
    });
    expect(restoreSessionInput('gone', '2026-11-20').date).toBe('2026-11-20');
  });
});
