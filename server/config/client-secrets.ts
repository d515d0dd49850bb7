import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EhrRegistration } from './registration.ts';

/** Secrets of client_secret_basic by name of the EHR. They stand in no registration, no log and no audit record. */
export type ClientSecrets = ReadonlyMap<string, string>;

const LONGEST = 4_096;

/**
 * Reads the secret of each EHR that authenticates by client_secret_basic from its `clientSecretFile`; a relative path starts
 * at `folder`, the registration file's own. One line break at the end is not part of the secret. What is missing, empty,
 * unreadable, of several lines or given for another authentication is pushed to `faults`; a fault never shows a secret.
 */
export function readClientSecrets(ehrs: readonly EhrRegistration[], folder: string, faults: string[]): ClientSecrets {
  const secrets = new Map<string, string>();
  for (const { name, authentication, clientSecretFile } of ehrs) {
    const fault = (what: string) => faults.push(`THROUGHLINE_EHRS: ${name}: ${what}`);
    if (authentication !== 'client_secret_basic') {
      if (clientSecretFile !== undefined)
        fault(`clientSecretFile is given, but the authentication is ${authentication}, which has no secret`);
      continue;
    }
    if (clientSecretFile === undefined) {
      fault('client_secret_basic needs clientSecretFile, the file that holds the secret');
      continue;
    }
    const secret = secretIn(resolve(folder, clientSecretFile));
    if (secret === undefined) fault('clientSecretFile cannot be read');
    else if (secret === '') fault('clientSecretFile is empty');
    else if (/[\r\n]/.test(secret)) fault('clientSecretFile has more than one line; it must hold the secret alone');
    else if (secret.length > LONGEST) fault(`clientSecretFile is longer than ${LONGEST} characters`);
    else secrets.set(name, secret);
  }
  return secrets;
}

function secretIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
