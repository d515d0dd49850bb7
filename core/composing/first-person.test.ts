import { expect, it } from 'vitest';
import { patientsDeedInThirdPerson, planInThirdPerson, reportInThirdPerson } from './first-person.ts';

it('names the clinician who speaks of herself, and nobody else', () => {
  expect(planInThirdPerson('see me 16 April; crisis line card')).toBe('see the clinician 16 April; crisis line card');
  expect(planInThirdPerson("practice saying 'call me back'")).toBe("practice saying 'call me back'");
  expect(planInThirdPerson('me time on Sunday')).toBe('me time on Sunday');
  expect(reportInThirdPerson('touched the coat today with me there')).toBe(
    'touched the coat today with the clinician there',
  );
  expect(reportInThirdPerson('interp and I could not find a word')).toBe(
    'interp and the clinician could not find a word',
  );
  expect(reportInThirdPerson('He hit me. Nobody calls me.')).toBe('He hit me. Nobody calls me.');
  expect(reportInThirdPerson("'stay with me there'")).toBe("'stay with me there'");
});

it('takes whom the patient told and gave for the clinician, but not a third person’s listener, and leaves quotations', () => {
  const told = patientsDeedInThirdPerson;
  expect(told('Told me he is scared; gave me a drawing')).toBe(
    'Told the clinician he is scared; gave the clinician a drawing',
  );
  expect(told("Said 'he told me to go'")).toBe("Said 'he told me to go'");
  expect(told('Said his father told me nothing')).toBe('Said his father told me nothing');
});
