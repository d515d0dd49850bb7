import type { FlagResolution, Section, Sentence } from '../../core/documents/draft.ts';
import type { AttestDraft, SaveDraft } from '../../core/workspace/workspace-view.ts';
import { AppError } from '../errors/app-error.ts';

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AppError('BAD_REQUEST');
  return value as Members;
}

function textOf(value: unknown, longest: number): string {
  if (typeof value !== 'string' || value.length > longest || !value.isWellFormed()) throw new AppError('BAD_REQUEST');
  return value;
}

function listOf<T>(value: unknown, longest: number, parse: (item: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length > longest) throw new AppError('BAD_REQUEST');
  return value.map(parse);
}

function versionOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new AppError('BAD_REQUEST');
  return value;
}

/** Ids go into flag ids and so into the audit chain: they are made of names and numbers, never of a reader's words. */
function sentenceIdOf(value: unknown): string {
  const id = textOf(value, 100);
  if (!/^[A-Za-z0-9:._/#-]+$/.test(id)) throw new AppError('BAD_REQUEST');
  return id;
}

function sentenceOf(value: unknown): Sentence {
  const members = membersOf(value);
  const origin = members['origin'];
  return {
    id: sentenceIdOf(members['id']),
    text: textOf(members['text'], 8000),
    facts: listOf(members['facts'], 400, (fact) => textOf(fact, 300)),
    rule: textOf(members['rule'], 100),
    origin: origin === 'composed' || origin === 'language-model' ? origin : 'clinician',
  };
}

function sectionOf(value: unknown): Section {
  const members = membersOf(value);
  return {
    id: textOf(members['id'], 60),
    title: textOf(members['title'], 120),
    sentences: listOf(members['sentences'], 400, sentenceOf),
  };
}

function resolutionOf(value: unknown): FlagResolution {
  const members = membersOf(value);
  return { flagId: textOf(members['flagId'], 300), reason: textOf(members['reason'], 1000).trim() };
}

function eachOnce(resolutions: FlagResolution[]): FlagResolution[] {
  if (new Set(resolutions.map(({ flagId }) => flagId)).size !== resolutions.length) throw new AppError('BAD_REQUEST');
  return resolutions;
}

/** Reads the body of PUT drafts/:id. Throws BAD_REQUEST; bounds: 20 sections of 400 sentences of 8,000 characters. */
export function parseSaveDraft(body: unknown): SaveDraft {
  const members = membersOf(body);
  return {
    basedOn: versionOf(members['basedOn']),
    sections: listOf(members['sections'], 20, sectionOf),
    resolutions: eachOnce(listOf(members['resolutions'], 100, resolutionOf)),
  };
}

/** Reads the body of POST drafts/:id/attest. Throws BAD_REQUEST. */
export function parseAttestDraft(body: unknown): AttestDraft {
  const members = membersOf(body);
  const textHash = textOf(members['textHash'], 64);
  if (!/^[0-9a-f]{64}$/.test(textHash)) throw new AppError('BAD_REQUEST');
  return { version: versionOf(members['version']), textHash };
}
