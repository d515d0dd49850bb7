import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateKeyPair } from 'jose';
import { NOTE_FORMATS } from '../core/documents/draft.ts';
import { shiftCase } from '../sandbox/seed/shift-dates.ts';
import { askForToken, auditorOf } from './ask-as-auditor.ts';
import type { CaseFile } from './case-session-input.ts';
import { startBoth } from './start-both.ts';
import { PERSONA_PREFIX, type PersonaName } from './walk-client.ts';
import { walkNote } from './walk-note.ts';

const { values } = parseArgs({
  options: {
    document: { type: 'string', default: 'progress-note' },
    case: { type: 'string' },
    keep: { type: 'string' },
    format: { type: 'string', default: 'SOAP' },
    persona: { type: 'string', default: 'plain' },
  },
});
if (values.document !== 'progress-note') {
  process.stderr.write(`walk: documents of kind "${values.document}" are not built yet; progress-note is.\n`);
  process.exit(2);
}
const persona = values.persona as PersonaName;
if (!Object.hasOwn(PERSONA_PREFIX, persona)) {
  process.stderr.write(
    `walk: no EHR "${persona}" in the sandbox; there are ${Object.keys(PERSONA_PREFIX).join(', ')}.\n`,
  );
  process.exit(2);
}
const format = NOTE_FORMATS.find((one) => one.toLowerCase() === (values.format ?? 'SOAP').toLowerCase());
if (format === undefined) {
  process.stderr.write(`walk: no format "${values.format}"; there are ${NOTE_FORMATS.join(', ')}.\n`);
  process.exit(2);
}

type WalkCase = CaseFile & Parameters<typeof shiftCase>[0] & { patient: { id: string }; clinician: { id: string } };

const root = join(import.meta.dirname, '..');
const today = process.env['SANDBOX_TODAY'] ?? new Date().toISOString().slice(0, 10);
const caseFile = JSON.parse(
  readFileSync(values.case ?? join(root, 'cases/case-1-depression-homelessness.json'), 'utf8'),
) as WalkCase;
const { caseFile: shifted } = shiftCase(caseFile, today);

const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
const auditor = await auditorOf('walk-auditor', 'sandbox', publicKey);
const both = await startBoth({ today, auditors: [auditor], ...(values.keep ? { keep: values.keep } : {}) });
let step = 0;
const say = (what: string, detail = ''): void => {
  step += 1;
  process.stdout.write(`${String(step).padStart(2)}. ${what}${detail ? `  ${detail}` : ''}\n`);
};

try {
  say('app and sandbox are up', `${both.appUrl} · ${both.sandbox.url}`);
  const { filing } = await walkNote(both, { persona, caseFile: shifted, format }, say);
  const token = await askForToken(both.appUrl, auditor.clientId, privateKey);
  const found = await fetch(`${both.appUrl}/fhir/Provenance?target=${filing.documentReference}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const bundle = (await found.json()) as {
    entry?: { resource: { id?: string; agent?: unknown[]; entity?: unknown[] } }[];
  };
  const provenance = bundle.entry?.[0]?.resource;
  if (!found.ok || !provenance) throw new Error(`the auditor found no Provenance (${found.status})`);
  say(
    'an auditor reads its Provenance',
    `${provenance.agent?.length ?? 0} agents, ${provenance.entity?.length ?? 0} sources`,
  );
  const stranger = await fetch(`${both.appUrl}/fhir/Provenance?target=${filing.documentReference}`);
  if (stranger.status !== 401) throw new Error(`a stranger was answered ${stranger.status}`);
  say('a stranger does not', '401');
  process.stdout.write('The walk is complete.\n');
} catch (error) {
  process.stderr.write(
    `The walk stopped after step ${step}: ${error instanceof Error ? error.message : 'unknown fault'}\n`,
  );
  process.exitCode = 1;
} finally {
  await both.close();
}
