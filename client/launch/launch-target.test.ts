import { describe, expect, test } from 'vitest';
import { launchTarget } from './launch-target.ts';

describe('launchTarget', () => {
  test('hands iss and launch to the server and nothing else', () => {
    const target = launchTarget('?iss=https%3A%2F%2Fehr.example%2Ffhir%3Fa%3D1&launch=x%26y&evil=1');
    expect(target).toEqual({ kind: 'go', url: '/launch?iss=https%3A%2F%2Fehr.example%2Ffhir%3Fa%3D1&launch=x%26y' });
  });

  test('starts a standalone launch without a launch parameter', () => {
    expect(launchTarget('?iss=https://ehr.example')).toEqual({
      kind: 'go',
      url: '/launch?iss=https%3A%2F%2Fehr.example',
    });
  });

  test('asks which EHR to start with when nothing was sent', () => {
    expect(launchTarget('')).toEqual({ kind: 'choose' });
    expect(launchTarget('?utm=1')).toEqual({ kind: 'choose' });
  });

  test('stops with words when the EHR sent no server, or an error', () => {
    expect(launchTarget('?launch=abc').kind).toBe('stop');
    expect(launchTarget('?error=access_denied&iss=https://ehr.example')).toMatchObject({
      kind: 'stop',
      what: 'The EHR did not let Throughline in.',
    });
  });

  test('never repeats an unknown error code on the page', () => {
    expect(JSON.stringify(launchTarget('?error=%3Cscript%3E'))).not.toContain('script');
  });
});
