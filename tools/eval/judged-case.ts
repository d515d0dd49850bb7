import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseFile } from '../../sandbox/seed/case-file.ts';
import type { CaseFile as SessionsOfCase } from '../case-session-input.ts';

/** One trap of a case: what a faithful document must hold (one of each list) and must not hold. */
export interface Trap {
  readonly id: string;
  readonly documents: readonly string[];
  readonly fact: string;
  readonly check: { readonly require: readonly (readonly string[])[]; readonly forbid: readonly string[] };
}

/** One document that a case asks for: `s4:progress_note`, in each of its formats. */
export interface RequestedDocument {
  readonly id: string;
  readonly type: string;
  readonly formats?: readonly string[];
}

/** A `throughline.case/1` file with what judging a draft needs. Unknown keys are ignored. */
export type JudgedCase = CaseFile &
  SessionsOfCase & {
    readonly case_id?: string;
    readonly traps?: readonly Trap[];
    readonly requested_documents?: readonly RequestedDocument[];
    readonly expected?: {
      readonly flags?: readonly string[];
      readonly flags_absent?: readonly string[];
      readonly flags_optional?: readonly string[];
      readonly z_codes?: Readonly<Record<string, readonly string[]>>;
    };
  };

/** The cases of a folder, by file name. Files of another schema are passed over. Throws on a file that is no JSON. */
export function readCases(folder: string): { readonly file: string; readonly caseFile: JudgedCase }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const parsed = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { schema?: unknown };
      return parsed.schema === 'throughline.case/1' ? [{ file, caseFile: parsed as unknown as JudgedCase }] : [];
    });
}
