import { expect, test } from 'vitest';
import { basicCredentials } from './basic-credentials.ts';

const decoded = (header: string) => Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');

// The first two pairs are those of RFC 6749 section 2.3.1 and its appendix B.
test.each([
  ['s6BhdRkqt3', 'gX1fBat3bV', 's6BhdRkqt3:gX1fBat3bV'],
  ['a', ' %&+£€', 'a:+%25%26%2B%C2%A3%E2%82%AC'],
  ['id:with:colons', 'secret:too', 'id%3Awith%3Acolons:secret%3Atoo'],
])('%s and %s become %s', (id, secret, expected) => {
  expect(decoded(basicCredentials(id, secret))).toBe(expected);
});
