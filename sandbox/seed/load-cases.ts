import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseFile } from './case-file.ts';

/** Where the project's own synthetic patients lie. */
export const casesFolder = fileURLToPath(new URL('../../cases/', import.meta.url));

/**
 * Reads every `throughline.case/1` file of a folder, in name order with numbers counted (case-2 before case-10). Other JSON files are skipped.
 * @throws Error naming the file, if a case file lacks what the record is made of
 */
export function loadCases(folder: string = casesFolder): CaseFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return names.flatMap((name) => {
    const content: unknown = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
    return isCase(content) ? [checked(content, name)] : [];
  });
}

/** Reads one case file. @throws Error if it is none */
export function loadCase(file: string): CaseFile {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isCase(content)) throw new Error(`${file} is not a throughline.case/1 file.`);
  return checked(content, file);
}

function isCase(content: unknown): content is CaseFile {
  return (
    typeof content === 'object' && content !== null && 'schema' in content && content.schema === 'throughline.case/1'
  );
}

function checked(caseFile: CaseFile, name: string): CaseFile {
  const needed = ['patient', 'clinician', 'sessions', 'treatment_plan', 'instruments', 'conditions'] as const;
  const missing = needed.filter((key) => caseFile[key] === undefined);
  if (missing.length > 0 || caseFile.sessions.length === 0) {
    throw new Error(`Case file ${name} lacks ${missing.length ? missing.join(', ') : 'sessions'}.`);
  }
  return caseFile;
}
