import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentReference } from 'fhir/r4';
import type { Chart } from '../../../core/chart/chart.ts';
import { renderText } from '../../../core/documents/render-text.ts';
import { plainText } from '../../../core/fhir/read/plain-text.ts';
import { shiftCase } from '../../../sandbox/seed/shift-dates.ts';
import type { Both } from '../../../tools/start-both.ts';
import type { PersonaName } from '../../../tools/walk-client.ts';
import { createWalkClient, launchWorkspace } from '../../../tools/walk-client.ts';
import { type WalkRequest, walkNote } from '../../../tools/walk-note.ts';
import type { ContractTarget } from './target.ts';

/** The sandbox's date in the contract tests; the last sessions of the cases fall in the week before. */
export const TODAY = '2026-11-20';
const CASES = join(import.meta.dirname, '..', '..', '..', 'cases');

/** The seeded patients, by the file of their case. */
export const CASE_FILES = [
  'case-1-depression-homelessness.json',
  'case-2-ptsd-veteran.json',
  'case-3-gad-student.json',
  'case-4-sud-co-occurring-part2.json',
] as const;

/** A case with its dates moved to the sandbox's. */
export function caseOf(file: string): WalkRequest['caseFile'] {
  const raw = JSON.parse(readFileSync(join(CASES, file), 'utf8')) as Parameters<typeof shiftCase>[0];
  return shiftCase(raw, TODAY).caseFile as unknown as WalkRequest['caseFile'];
}

/** The chart that the app shows of one seeded patient in one EHR of the sandbox, from a launch of its own. */
export async function chartThrough(
  both: Both,
  persona: PersonaName,
  patient: string,
  clinician: string,
): Promise<Chart> {
  return (await launchChart(both, { persona, patient, clinician })).chart();
}

/** One launch of a seeded patient: the chart, and the chart read again. Waits until no part is under way. */
export async function launchChart(
  both: Both,
  who: { persona: PersonaName; patient: string; clinician: string },
): Promise<{ chart(again?: boolean): Promise<Chart> }> {
  const client = createWalkClient();
  const { api } = await launchWorkspace(both, client, { ...who, username: who.clinician });
  return {
    async chart(again = false) {
      for (let tries = 0; tries < 100; tries += 1) {
        const answer = await client.get(`${api}/chart${again && tries === 0 ? '?again=1' : ''}`, {
          'x-throughline': '1',
        });
        if (!answer.ok) throw new Error(`the chart was answered ${answer.status}`);
        const chart = (await answer.json()) as Chart;
        if (!chart.pending?.length) return chart;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('the chart never became complete');
    },
  };
}

/** The format each EHR is filed in, so that not only one of them is read back from each. */
const FORMAT = { plain: 'GIRP', epic: 'BIRP', oracle: 'narrative' } as const;

/** One EHR of the sandbox, reached as a clinician reaches it: launch, workspace, attestation, all by HTTP. */
export function openPersona(both: Both, persona: PersonaName): ContractTarget {
  const caseFile = caseOf(CASE_FILES[0]);
  return {
    chart: () => chartThrough(both, persona, caseFile.patient.id, caseFile.clinician.id),
    async file() {
      const { draft, filing } = await walkNote(both, { persona, caseFile, format: FORMAT[persona] }, () => {});
      const attested = renderText(draft);
      return { filing, attested, held: heldNotes(both, persona).filter((text) => holds(text, attested)) };
    },
    close: () => Promise.resolve(),
  };
}

/** The readable text of every note in one EHR of the sandbox, wherever it keeps the content. */
function heldNotes(both: Both, persona: PersonaName): string[] {
  const binaries = new Map(both.sandbox.held('Binary', persona).map((binary) => [binary.id ?? '', binary]));
  return (both.sandbox.held('DocumentReference', persona) as DocumentReference[]).flatMap(({ content }) => {
    const readable = content.find(({ attachment }) => !/rtf|pdf/.test(attachment.contentType ?? ''))?.attachment;
    const binary = binaries.get(readable?.url?.split('/').at(-1) ?? '');
    const data = readable?.data ?? (binary?.resourceType === 'Binary' ? binary.data : undefined);
    const text = data && plainText(Buffer.from(data, 'base64').toString('utf8'), readable?.contentType ?? '');
    return text ? [text] : [];
  });
}

function holds(text: string, attested: string): boolean {
  const words = (one: string): string => one.replace(/\s+/g, ' ').trim();
  return words(text).includes(words(attested));
}
