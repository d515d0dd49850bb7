import { type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Behaviour } from '../support/evil-ehr.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';
import { honest, signedWithPublicKey, unsigned } from '../support/evil-ehr-tokens.ts';

let stage: LaunchStage;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.ehr.behave({});
  stage.forward(11 * 60_000);
  browser = new Browser(stage.app);
});

const claim = (change: Record<string, unknown>): Behaviour => ({
  claims: (plain) => ({ ...plain, ...change }) as JWTPayload,
});
const at = (seconds: number) => Math.floor(stage.ctx.now().getTime() / 1000) + seconds;

/** Each forged id_token with the reason that must stand in the audit record: a refusal for another reason proves nothing. */
const forged: [string, () => Behaviour, RegExp][] = [
  ['alg none', () => ({ idToken: unsigned }), /ALG_NOT_ALLOWED/],
  [
    'HS256 with the public key',
    () => ({ idToken: (claims, keys) => signedWithPublicKey(keys, claims) }),
    /ALG_NOT_ALLOWED/,
  ],
  [
    'signed by another key under our key id',
    () => ({ idToken: (claims, keys) => honest(keys, claims, 'ehr-1', keys.stranger) }),
    /SIGNATURE/,
  ],
  ['claims changed after signing', () => ({ idToken: swapClaims }), /SIGNATURE/],
  [
    'unknown key id',
    () => ({ idToken: (claims, keys) => honest(keys, claims, '../../x', keys.stranger) }),
    /NO_MATCHING_KEY/,
  ],
  ['a key brought along in the header', () => ({ idToken: withOwnKey }), /SIGNATURE|NO_MATCHING_KEY/],
  ['wrong audience', () => claim({ aud: 'other-app' }), /aud/],
  ['wrong issuer', () => claim({ iss: 'https://evil.example' }), /iss/],
  ['the FHIR base as issuer', () => claim({ iss: stage.ehr.issuer }), /iss/],
  ['another launch’s nonce', () => claim({ nonce: 'other' }), /nonce/],
  ['no nonce', () => claim({ nonce: undefined }), /nonce/],
  ['no subject', () => claim({ sub: undefined }), /sub/],
  ['no issue time', () => claim({ iat: undefined }), /iat/],
  ['no expiry', () => claim({ exp: undefined }), /exp/],
  ['expired 61 s ago', () => claim({ exp: at(-61), iat: at(-120) }), /EXPIRED/],
  ['issued in 2 minutes', () => claim({ iat: at(120) }), /iat/],
  ['issued an hour ago', () => claim({ iat: at(-3600) }), /iat/],
  ['not valid yet', () => claim({ nbf: at(120) }), /nbf/],
  ['two audiences, nobody authorised', () => claim({ aud: ['throughline', 'other'] }), /azp/],
  ['another authorised party', () => claim({ azp: 'other' }), /azp/],
  [
    'fhirUser on a foreign server',
    () => claim({ fhirUser: 'https://evil.example/fhir/R4/Practitioner/dr-1' }),
    /fhirUser/,
  ],
  ['fhirUser on a lookalike', () => claim({ fhirUser: `${stage.ehr.issuer}2/Practitioner/dr-1` }), /fhirUser/],
  ['fhirUser beside the base', () => claim({ fhirUser: `${stage.ehr.issuer}-Practitioner/dr-1` }), /fhirUser/],
  ['fhirUser with dot segments', () => claim({ fhirUser: 'Practitioner/../Patient/p1' }), /fhirUser/],
  ['no fhirUser', () => claim({ fhirUser: undefined }), /fhirUser/],
  ['no JWT', () => ({ idToken: () => 'abc' }), /INVALID/],
  ['a huge token', () => claim({ padding: 'x'.repeat(20_000) }), /no id_token/],
];

async function swapClaims(claims: JWTPayload, keys: Parameters<typeof honest>[0]): Promise<string> {
  const [head, , signature] = (await honest(keys, claims)).split('.');
  const body = Buffer.from(JSON.stringify({ ...claims, fhirUser: 'Practitioner/chief' })).toString('base64url');
  return `${head}.${body}.${signature}`;
}

function withOwnKey(claims: JWTPayload, keys: Parameters<typeof honest>[0]): Promise<string> {
  const header = { alg: 'RS256', kid: 'ehr-1', jwk: keys.publicJwk, jku: `${stage.ehr.url}/stolen` };
  return new SignJWT(claims).setProtectedHeader(header).sign(keys.stranger);
}

describe('a forged id_token is refused', () => {
  test.each(forged)('%s', async (_name, behaviour, reason) => {
    stage.ehr.behave(behaviour());
    const answer = await browser.get(await browser.signIn(stage.ehr, 'p1'));
    expect(answer.body.error?.code).toBe('IDENTITY_NOT_PROVEN');
    const refused = (await stage.audited()).at(-1);
    expect(refused).toMatchObject({ type: 'launch.refused', code: 'IDENTITY_NOT_PROVEN', ehr: 'evil' });
    expect(refused).toHaveProperty('detail', expect.stringMatching(reason));
    expect(browser.cookies).toEqual([]);
    expect(stage.ehr.seen.stolen).toBe(0);
  });
});

describe('an honest id_token', () => {
  test.each<[string, () => Behaviour, string]>([
    ['a relative fhirUser', () => claim({ fhirUser: 'Practitioner/dr-2' }), 'Practitioner/dr-2'],
    [
      'two audiences and us as authorised party',
      () => claim({ aud: ['other', 'throughline'], azp: 'throughline' }),
      'Practitioner/dr-1',
    ],
    ['a clock 50 s ahead', () => claim({ iat: at(50), exp: at(350) }), 'Practitioner/dr-1'],
    ['a clock 50 s behind', () => claim({ iat: at(-300), exp: at(-50) }), 'Practitioner/dr-1'],
  ])('may have %s', async (_name, behaviour, reference) => {
    stage.ehr.behave(behaviour());
    const path = await browser.launch(stage.ehr, 'p1');
    expect((await browser.get(`${path}api/who`)).body.clinician.reference).toBe(reference);
  });

  test('may be signed by a key that the EHR rotated to: the keys are read again, at most once a minute', async () => {
    await browser.launch(stage.ehr, 'p1');
    stage.forward(61_000);
    const rotated: Behaviour = {
      idToken: (claims, keys) => honest(keys, claims, 'ehr-2'),
      jwks: () => ({ keys: [{ ...stage.ehr.keys.publicJwk, kid: 'ehr-2' }] }),
    };
    stage.ehr.behave(rotated);
    await browser.launch(stage.ehr, 'p1');
    expect(stage.ehr.seen.jwks).toBe(1);
    for (let i = 0; i < 3; i += 1) {
      stage.ehr.behave({ ...rotated, idToken: (claims, keys) => honest(keys, claims, `ehr-${3 + i}`) });
      expect((await browser.get(await browser.signIn(stage.ehr, 'p1'))).status).toBe(403);
      expect(stage.ehr.seen.jwks).toBe(0);
    }
  });
});

describe('a role', () => {
  test('comes from the registration, the closer line first', async () => {
    stage.ehr.behave(claim({ fhirUser: 'Practitioner/trainee' }));
    const path = await browser.launch(stage.ehr, 'p1');
    expect((await browser.get(`${path}api/who`)).body.clinician.role).toBe('trainee');
  });

  test.each(['Patient/p1', 'PractitionerRole/r1', 'Practitioner/auditor'])('is denied to %s', async (fhirUser) => {
    stage.ehr.behave(claim({ fhirUser }));
    const answer = await browser.get(await browser.signIn(stage.ehr, 'p1'));
    expect(answer.body.error.code).toBe('ROLE_NOT_PERMITTED');
    expect((await stage.audited()).at(-1)).toMatchObject({ type: 'launch.refused', code: 'ROLE_NOT_PERMITTED' });
  });
});
